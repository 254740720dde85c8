import { COMMANDS, type CommandName, isCommand, optionsOf, usage } from "../commands.ts";
import { type CommandEntry, environmentName, GROUPS, type OptionEntry } from "../options/entry.ts";
import { shortPage } from "./short.ts";
import { columns, exampleLine, fill, sentence, signature, withComma, wrap } from "./text.ts";

/** The page of the first command among the words, or that of the program. */
export function helpPage(kind: "full" | "short", words: readonly string[]): string {
  const command = words.find((word): word is CommandName => isCommand(word));
  return kind === "full" ? fullPage(command) : shortPage(command);
}

/** `--help`: every option, with its environment variable, default and values. */
function fullPage(command: CommandName | undefined): string {
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
  "List every AWS Lambda function in every account and region, with its runtime and the dates on which AWS " +
  "deprecates it. Anything that could not be read is listed in the report and reflected in the exit code.";

function page(command: CommandName): string[] {
  const about = sentence(COMMANDS[command].summary);
  return [about, `Usage: lambda-inventory ${usage(command)}`, ...arguments_(command), ...explain(command)];
}

function arguments_(command: CommandName): string[] {
  const { positionals }: CommandEntry = COMMANDS[command];
  return positionals.map(({ name, help }) => `${name}:\n${wrap(help, 6)}`);
}

function explain(command: CommandName): string[] {
  const { examples }: CommandEntry = COMMANDS[command];
  const options = optionsOf(command);
  return [
    ...GROUPS.map((group) => options_(options, group)),
    options.size > 0 ? `Values:\n${VALUES.map((text) => wrap(text, 2)).join("\n")}` : "",
    `Exit codes:\n${columns(exitCodes(options), 2)}`,
    `Examples:\n${examples.map(([line, what]) => `  # ${what}\n  ${exampleLine(command, line)}`).join("\n")}`,
  ];
}

type Options = ReadonlyMap<string, OptionEntry>;

function options_(options: Options, group: (typeof GROUPS)[number]): string {
  const entries = [...options].filter(([, entry]) => entry.group === group);
  if (entries.length === 0) return "";
  return `${group}:\n${entries.map(([name, entry]) => option(name, entry)).join("\n")}`;
}

function option(name: string, entry: OptionEntry): string {
  const lines = [
    `  ${entry.alias === undefined ? "    " : ""}${signature(name, entry)}`,
    wrap(entry.help, 10),
  ];
  if ("choices" in entry) lines.push(fill(["Values:", ...entry.choices.map(withComma)], 10));
  const preset = presetOf(entry);
  const fallback = preset === undefined ? "" : ` [default: ${preset}]`;
  return [...lines, `          [env: ${environmentName(name)}]${fallback}`].join("\n");
}

/** The default as help shows it; an empty list is not worth a word. */
export function presetOf(entry: OptionEntry): string | undefined {
  if (!("default" in entry) || entry.default === undefined || typeof entry.default === "object")
    return undefined;
  return String(entry.default);
}

export const VALUES = [
  "NAME..., ID..., LIST: several values, separated by commas or by repeating the option.",
  "PATTERN: a shell glob such as 'us-*' (quote it).",
  "Precedence: flags, then environment variables, then the accounts file. The variable of an option without a " +
    "value is true or false; --flag=false turns off what the environment turned on.",
] as const;

/** Exit codes, and an option of the commands that have them; undefined: all commands. */
export const EXIT_CODES = [
  ["0", "complete", undefined],
  ["1", "complete, and --fail-on matched", "fail-on"],
  ["2", "usage, configuration or base credentials: nothing was scanned", undefined],
  ["3", "incomplete: an account or region was not read, or a notice not delivered", "timeout"],
  ["130", "interrupted (143: terminated); what was read is still written", "timeout"],
] as const;

function exitCodes(options: Options): (readonly [string, string])[] {
  return EXIT_CODES.flatMap(([code, meaning, option]) =>
    option === undefined || options.has(option) ? [[code, meaning] as const] : [],
  );
}
