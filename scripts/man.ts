/** The manual page (`man lambda-inventory`), from the tables that `--help` is made of. */
import { EXIT_CODES, PURPOSE, VALUES } from "../src/cli/help/full.ts";
import { exampleLine, sentence } from "../src/cli/help/text.ts";
import { COMMANDS, type CommandEntry } from "../src/cli/options/commands.ts";
import { GROUPS, type OptionEntry, type OptionTable } from "../src/cli/options/entry.ts";
import { usage } from "../src/cli/options/usage.ts";

/** In roff, with the macros of man(7). */
export function manPage(version: string): string {
  const sections = {
    NAME: [text("lambda-inventory - list every AWS Lambda function of every account and region")],
    SYNOPSIS: [`${bold("lambda-inventory")} ${text("[COMMAND] [OPTION]...")}`],
    DESCRIPTION: [text(PURPOSE)],
    COMMANDS: Object.entries<CommandEntry>(COMMANDS).map(([name, entry]) => command(name, entry)),
    OPTIONS: [
      text("Of a scan, with list, which is the default, and with demo:"),
      ...groups(COMMANDS.list.options),
    ],
    "OPTIONS OF OTHER COMMANDS": Object.entries<CommandEntry>(COMMANDS).flatMap(([name, entry]) =>
      others(name, entry.options),
    ),
    VALUES: VALUES.flatMap((value) => [".P", text(value)]),
    "EXIT STATUS": EXIT_CODES.map(([code, meaning]) => item(bold(code), meaning)),
    ENVIRONMENT: ENVIRONMENT.map(([name, meaning]) => item(bold(name), meaning)),
    EXAMPLES: Object.entries<CommandEntry>(COMMANDS).flatMap(([name, { examples }]) =>
      examples.map(([line, what]) => item(bold(exampleLine(name, line)), sentence(what))),
    ),
    "SEE ALSO": [`${bold("aws")}(1), ${bold("jq")}(1)`],
  };
  const title = `.TH LAMBDA-INVENTORY 1 "" "lambda-inventory ${version}" "User Commands"\n.nh`;
  const body = Object.entries(sections).map(([name, lines]) => `.SH ${name}\n${lines.join("\n")}`);
  return `${[title, ...body].join("\n")}\n`;
}

const ENVIRONMENT = [
  [
    "LAMBDA_INVENTORY_*",
    "Every option: LAMBDA_INVENTORY_EXCLUDE_OU for --exclude-ou. True or false for one that takes no value.",
  ],
  ["AWS_*", "Credentials, profile, region, endpoints and certificates, as the AWS CLI takes them."],
  ["HTTPS_PROXY, HTTP_PROXY, NO_PROXY, NODE_EXTRA_CA_CERTS", "The way out, and whom to trust on it."],
  ["NO_COLOR, TERM", "No colours with NO_COLOR, or where TERM is dumb."],
] as const;

function command(name: string, { summary, positionals }: CommandEntry): string {
  const meanings = positionals.map((positional) => `${positional.name}: ${positional.help}`);
  return item(bold(usage(name as keyof typeof COMMANDS)), [sentence(summary), ...meanings].join(" "));
}

function groups(table: OptionTable): string[] {
  return GROUPS.flatMap((group) => {
    const entries = Object.entries(table).filter(([, entry]) => entry.group === group);
    return entries.length === 0
      ? []
      : [`.SS ${group}`, ...entries.map(([name, entry]) => option(name, entry))];
  });
}

/** What a command takes of the options of a scan is named; what it has otherwise is explained. */
function others(command: string, table: OptionTable): string[] {
  const entries = Object.entries(table);
  const scan: OptionTable = COMMANDS.list.options;
  if (table === scan || entries.length === 0) return [];
  const shared = entries.filter(([name, entry]) => scan[name] === entry);
  const own = entries.filter(([name, entry]) => scan[name] !== entry);
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
  const about = [
    entry.help,
    "choices" in entry ? `Values: ${entry.choices.join(", ")}.` : "",
    "default" in entry ? `Default: ${entry.default}.` : "",
  ];
  return item(`${alias}${bold(`--${name}`)}${value}`, about.filter((part) => part !== "").join(" "));
}

/** A paragraph under a tag, which is roff already. */
function item(tag: string, about: string): string {
  return `.TP\n${tag}\n${text(about)}`;
}

function bold(words: string): string {
  return `\\fB${text(words)}\\fR`;
}

/** Plain text that roff sets as it is: no escapes, no requests, and hyphens that can be copied. */
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
