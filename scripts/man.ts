/** Builds the manual page (`man lambda-inventory`) from the same tables as `--help`. */
import { COMMAND_NAMES, COMMANDS, type CommandName, optionsOf, usage } from "../src/cli/commands.ts";
import { EXIT_CODES, PURPOSE, VALUES } from "../src/cli/help/general.ts";
import { presetOf } from "../src/cli/help/page.ts";
import { exampleLine, sentence } from "../src/cli/help/text.ts";
import { ENVIRONMENT } from "../src/cli/help/topic-tables.ts";
import { TOPIC_NAMES, TOPICS } from "../src/cli/help/topics.ts";
import { type CommandEntry, GROUPS, type OptionEntry } from "../src/cli/options/entry.ts";

/** In roff, with the macros of man(7). */
export function manPage(version: string): string {
  const sections = {
    NAME: [text("lambda-inventory - list every AWS Lambda function of every account and region")],
    SYNOPSIS: [`${bold("lambda-inventory")} ${text("[COMMAND] [OPTION]...")}`],
    DESCRIPTION: [text(PURPOSE)],
    COMMANDS: Object.entries<CommandEntry>(COMMANDS).map(([name, entry]) => command(name, entry)),
    OPTIONS: [text("For a scan, that is list (the default) and demo:"), ...groups(optionsOf("list"))],
    "OPTIONS OF OTHER COMMANDS": COMMAND_NAMES.flatMap(others),
    VALUES: VALUES.flatMap((value) => [".P", text(value)]),
    "EXIT STATUS": EXIT_CODES.map(([code, meaning]) => item(bold(code), meaning)),
    ENVIRONMENT: ENVIRONMENT.map(([name, meaning]) => item(bold(name), meaning)),
    ...Object.fromEntries(TOPIC_NAMES.filter((name) => !OWN_SECTION.has(name)).map(topic)),
    EXAMPLES: Object.entries<CommandEntry>(COMMANDS).flatMap(([name, { examples }]) =>
      examples.map(([line, what]) => item(bold(exampleLine(name, line)), sentence(what))),
    ),
    "SEE ALSO": [`${bold("aws")}(1), ${bold("jq")}(1)`],
  };
  const title = `.TH LAMBDA-INVENTORY 1 "" "lambda-inventory ${version}" "User Commands"\n.nh`;
  const body = Object.entries(sections).map(([name, lines]) => `.SH ${name}\n${lines.join("\n")}`);
  return `${[title, ...body].join("\n")}\n`;
}

/** The page has a separate section for these. */
const OWN_SECTION: ReadonlySet<string> = new Set(["environment", "exit-codes"]);

/** A help topic as it is printed. */
function topic(name: (typeof TOPIC_NAMES)[number]): [string, string[]] {
  const { summary, parts } = TOPICS[name];
  const lines = parts().join("\n\n").split("\n");
  return [
    name.toUpperCase().replaceAll("-", " "),
    [text(sentence(summary)), ".P", ".nf", ...lines.map(text), ".fi"],
  ];
}

function command(name: string, { summary, positionals }: CommandEntry): string {
  const meanings = positionals.map((positional) => `${positional.name}: ${positional.help}`);
  return item(bold(usage(name as keyof typeof COMMANDS)), [sentence(summary), ...meanings].join(" "));
}

function groups(options: ReadonlyMap<string, OptionEntry>): string[] {
  return GROUPS.flatMap((group) => {
    const entries = [...options].filter(([, entry]) => entry.group === group);
    return entries.length === 0
      ? []
      : [`.SS ${group}`, ...entries.map(([name, entry]) => option(name, entry))];
  });
}

/** Options that a command shares with a scan are listed; the others are explained. */
function others(command: CommandName): string[] {
  const entries = [...optionsOf(command)];
  const scan = optionsOf("list");
  if (COMMANDS[command].options === COMMANDS.list.options || entries.length === 0) return [];
  const shared = entries.filter(([name, entry]) => scan.get(name) === entry);
  const own = entries.filter(([name, entry]) => scan.get(name) !== entry);
  const names = shared.map(([name]) => bold(`--${name}`)).join(", ");
  return [
    `.SS ${command}`,
    ...own.map(([name, entry]) => option(name, entry)),
    ...(shared.length === 0 ? [] : [".P", `As in a scan: ${names}.`]),
  ];
}

function option(name: string, entry: OptionEntry): string {
  const alias = entry.alias === undefined ? "" : `${bold(`-${entry.alias}`)}, `;
  const value = entry.kind === "flag" ? "" : ` \\fI${text(entry.value)}\\fR`;
  const preset = presetOf(entry);
  const about = [
    entry.help,
    ...("choices" in entry ? [`Values: ${entry.choices.join(", ")}.`] : []),
    ...(preset === undefined ? [] : [`Default: ${preset}.`]),
  ];
  return item(`${alias}${bold(`--${name}`)}${value}`, about.join(" "));
}

/** A tagged paragraph; the tag is roff already. */
function item(tag: string, about: string): string {
  return `.TP\n${tag}\n${text(about)}`;
}

function bold(words: string): string {
  return `\\fB${text(words)}\\fR`;
}

/** Plain text for roff: no escapes, no requests, and hyphens that can be copied. */
function text(plain: string): string {
  return plain
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replaceAll("'", "\\(aq")
    .replaceAll("`", "\\(ga")
    .replace(/[^\x20-\x7e]/gu, (character) => `\\[u${hex(character)}]`)
    .replace(/^\./, "\\&.");
}

function hex(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
}
