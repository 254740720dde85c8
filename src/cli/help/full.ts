import { COMMANDS, type CommandEntry, type CommandName } from "../options/commands.ts";
import { environmentName, GROUPS, type OptionEntry, type OptionTable } from "../options/entry.ts";
import { usage } from "../options/usage.ts";
import { columns, exampleLine, fill, sentence, signature, withComma, wrap } from "./text.ts";

/** `--help`: every option, with its environment variable, default and values. */
export function fullPage(command: CommandName | undefined): string {
  const sections = command === undefined ? program() : page(command);
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function program(): string[] {
  return [
    wrap(PURPOSE, 0),
    "Usage: lambda-inventory [COMMAND] [OPTION]...",
    `Commands:\n${columns(
      Object.entries(COMMANDS).map(([name, { summary }]) => [name, summary]),
      2,
    )}`,
    ...explain("list"),
  ];
}

export const PURPOSE =
  "List every AWS Lambda function of every account and region, with its runtime and the dates on which AWS " +
  "deprecates it. What could not be read is said, in the report and in the exit code.";

function page(command: CommandName): string[] {
  const about = sentence(COMMANDS[command].summary);
  return [about, `Usage: lambda-inventory ${usage(command)}`, ...arguments_(command), ...explain(command)];
}

function arguments_(command: CommandName): string[] {
  const { positionals }: CommandEntry = COMMANDS[command];
  return positionals.map(({ name, help }) => `${name}:\n${wrap(help, 6)}`);
}

function explain(command: CommandName): string[] {
  const { options, examples }: CommandEntry = COMMANDS[command];
  return [
    ...GROUPS.map((group) => options_(options, group)),
    Object.keys(options).length > 0 ? `Values:\n${VALUES.map((text) => wrap(text, 2)).join("\n")}` : "",
    `Exit codes:\n${columns(exitCodes(options), 2)}`,
    `Examples:\n${examples.map(([line, what]) => `  # ${what}\n  ${exampleLine(command, line)}`).join("\n")}`,
  ];
}

function options_(table: OptionTable, group: (typeof GROUPS)[number]): string {
  const entries = Object.entries<OptionEntry>(table).filter(([, entry]) => entry.group === group);
  if (entries.length === 0) return "";
  return `${group}:\n${entries.map(([name, entry]) => option(name, entry)).join("\n")}`;
}

function option(name: string, entry: OptionEntry): string {
  const lines = [
    `  ${entry.alias === undefined ? "    " : ""}${signature(name, entry)}`,
    wrap(entry.help, 10),
  ];
  if ("choices" in entry) lines.push(fill(["Values:", ...entry.choices.map(withComma)], 10));
  const fallback = "default" in entry ? ` [default: ${entry.default}]` : "";
  return [...lines, `          [env: ${environmentName(name)}]${fallback}`].join("\n");
}

export const VALUES = [
  "NAME..., ID..., LIST: several, joined by commas or by giving the option again.",
  "PATTERN: a shell glob such as 'us-*' (quote it).",
  "Flags win over the environment, the environment over the accounts file. A flag's variable is true or false; " +
    "--flag=false turns off what the environment turned on.",
] as const;

/** Exit codes, and an option of the commands that have them; undefined: all commands. */
export const EXIT_CODES = [
  ["0", "complete", undefined],
  ["1", "complete, and what --fail-on names was found", "fail-on"],
  ["2", "usage, configuration or base credentials: nothing was scanned", undefined],
  ["3", "incomplete: an account or region could not be read, or a notice not delivered", "timeout"],
  ["130", "interrupted (143: terminated); what was read is written", "timeout"],
] as const;

function exitCodes(options: OptionTable): (readonly [string, string])[] {
  return EXIT_CODES.flatMap(([code, meaning, option]) =>
    option === undefined || Object.hasOwn(options, option) ? [[code, meaning] as const] : [],
  );
}
