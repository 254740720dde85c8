/** The reference of options, made from the table that the program itself reads. */
import { COMMANDS } from "../../../src/cli/options/commands.ts";
import { GROUPS, type OptionEntry } from "../../../src/cli/options/entry.ts";

const NAMES = Object.keys(COMMANDS.list.options);

/** The options of a scan by their groups, then what the other commands take. */
export function optionsReference(): string {
  const groups = GROUPS.flatMap((group) => {
    const rows = Object.entries<OptionEntry>(COMMANDS.list.options).filter(
      ([, entry]) => entry.group === group,
    );
    return rows.length === 0 ? [] : [`**${group}**`, table(["option", "meaning"], rows.map(scanRow))];
  });
  const others = Object.entries(COMMANDS).filter(([name]) => !["list", "demo", "completion"].includes(name));
  return [
    ...groups,
    "**Other commands.** `demo` takes the options of a scan; the others take those of it that concern them, and:",
    table(
      ["command", "option", "meaning"],
      others.flatMap(([name, { options }]) => otherRows(name, options)),
    ),
  ].join("\n\n");
}

/** Every option of every command. */
export function everyOption(): readonly string[] {
  return [...new Set(Object.values(COMMANDS).flatMap(({ options }) => Object.keys(options)))];
}

function scanRow([name, entry]: [string, OptionEntry]): readonly string[] {
  return [spelling(name, entry), meaning(entry)];
}

/** What a command has that a scan has not, or has otherwise. */
function otherRows(
  command: string,
  options: Readonly<Record<string, OptionEntry>>,
): readonly (readonly string[])[] {
  const ofScan: Readonly<Record<string, OptionEntry>> = COMMANDS.list.options;
  return Object.entries(options)
    .filter(([name, entry]) => !NAMES.includes(name) || meaning(entry) !== meaning(ofScan[name] ?? entry))
    .map(([name, entry]) => [`\`${command}\``, spelling(name, entry), meaning(entry)]);
}

function spelling(name: string, entry: OptionEntry): string {
  const alias = entry.alias === undefined ? "" : `\`-${entry.alias}\`, `;
  const value = entry.kind === "flag" ? "" : ` ${entry.value.replaceAll("|", "\\|")}`;
  return `${alias}\`--${name}${value}\``;
}

/** Columns are told where they have a table of their own. */
function meaning(entry: OptionEntry): string {
  const choices = "choices" in entry && entry.choices.length <= 12 ? entry.choices : [];
  const values =
    choices.length === 0 ? "" : ` Values: ${choices.map((choice) => `\`${choice}\``).join(", ")}.`;
  const preset = "default" in entry && entry.default !== undefined ? ` Default: ${entry.default}.` : "";
  return `${escaped(entry.help)}${values}${preset}`;
}

/** What Markdown would take for its own. */
function escaped(text: string): string {
  return text.replaceAll(/[|*<]/g, "\\$&");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
