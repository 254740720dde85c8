/** The reference of options, made from the table that the program itself reads. */
import { COMMAND_NAMES, type CommandName, optionsOf } from "../../../src/cli/commands.ts";
import { presetOf } from "../../../src/cli/help/page.ts";
import { GROUPS, type OptionEntry } from "../../../src/cli/options/entry.ts";

const SCAN = optionsOf("list");

/** The options of a scan by their groups, then what the other commands take. */
export function optionsReference(): string {
  const groups = GROUPS.flatMap((group) => {
    const rows = [...SCAN].filter(([, entry]) => entry.group === group);
    return rows.length === 0 ? [] : [`**${group}**`, table(["option", "meaning"], rows.map(scanRow))];
  });
  const others = COMMAND_NAMES.filter((name) => !["list", "demo", "completion"].includes(name));
  return [
    ...groups,
    "**Other commands.** `demo` takes all options of a scan; the others take those that apply to them, and:",
    table(["command", "option", "meaning"], others.flatMap(otherRows)),
  ].join("\n\n");
}

/** Every option of every command. */
export function everyOption(): readonly string[] {
  return [...new Set(COMMAND_NAMES.flatMap((name) => [...optionsOf(name).keys()]))];
}

function scanRow([name, entry]: [string, OptionEntry]): readonly string[] {
  return [spelling(name, entry), meaning(entry)];
}

/** The options of a command that a scan does not have, or that mean something else there. */
function otherRows(command: CommandName): readonly (readonly string[])[] {
  const meaningInScan = (name: string): string | undefined => {
    const entry = SCAN.get(name);
    return entry && meaning(entry);
  };
  return [...optionsOf(command)]
    .filter(([name, entry]) => meaning(entry) !== meaningInScan(name))
    .map(([name, entry]) => [`\`${command}\``, spelling(name, entry), meaning(entry)]);
}

function spelling(name: string, entry: OptionEntry): string {
  const alias = entry.alias === undefined ? "" : `\`-${entry.alias}\`, `;
  const value = entry.kind === "flag" ? "" : ` ${entry.value.replaceAll("|", "\\|")}`;
  return `${alias}\`--${name}${value}\``;
}

/** Columns are explained in a separate table. */
function meaning(entry: OptionEntry): string {
  const choices = "choices" in entry && entry.choices.length <= 12 ? entry.choices : [];
  const values =
    choices.length === 0 ? "" : ` Values: ${choices.map((choice) => `\`${choice}\``).join(", ")}.`;
  const preset = presetOf(entry);
  return `${escaped(entry.help)}${values}${preset === undefined ? "" : ` Default: ${preset}.`}`;
}

/** Escapes what Markdown would interpret. */
function escaped(text: string): string {
  return text.replaceAll(/[|*<]/g, "\\$&");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
