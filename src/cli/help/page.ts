import { COMMANDS, type CommandName, isCommand, optionsOf, usage } from "../commands.ts";
import { type CommandEntry, environmentName, GROUPS, type OptionEntry } from "../options/entry.ts";
import { EXIT_CODES, PURPOSE, VALUES } from "./general.ts";
import { shortPage } from "./short.ts";
import { columns, exampleLine, fill, sentence, signature, withComma, wrap } from "./text.ts";
import { isTopic, TOPICS, topicPage } from "./topics.ts";

/**
 * The page of the first command among the words, or that of the program; after the word `help` also that of a topic, and
 * undefined when it is neither.
 */
export function helpPage(kind: "full" | "short", words: readonly string[]): string | undefined {
  const [first, topic] = words;
  if (first === "help" && topic !== undefined && !topic.startsWith("-")) {
    if (isTopic(topic)) return topicPage(topic);
    return isCommand(topic) ? fullPage(topic) : undefined;
  }
  if (first === "help" && words.length === 1) return fullPage(undefined);
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
    topics(),
    ...explain("list"),
  ];
}

function page(command: CommandName): string[] {
  const about = sentence(COMMANDS[command].summary);
  return [
    about,
    `Usage: lambda-inventory ${usage(command)}`,
    ...argumentsPart(command),
    command === "help" ? topics() : "",
    ...explain(command),
  ];
}

function topics(): string {
  return `Topics (lambda-inventory help TOPIC):\n${columns(
    Object.entries(TOPICS).map(([name, { summary }]) => [name, summary]),
    2,
  )}`;
}

function argumentsPart(command: CommandName): string[] {
  const { positionals }: CommandEntry = COMMANDS[command];
  return positionals.map(({ name, help }) => `${name}:\n${wrap(help, 6)}`);
}

function explain(command: CommandName): string[] {
  const { examples }: CommandEntry = COMMANDS[command];
  const options = optionsOf(command);
  return [
    ...GROUPS.map((group) => optionsPart(options, group)),
    options.size > 0 ? `Values:\n${VALUES.map((text) => wrap(text, 2)).join("\n")}` : "",
    `Exit codes:\n${columns(exitCodes(options), 2)}`,
    `Examples:\n${examples.map(([line, what]) => `  # ${what}\n  ${exampleLine(command, line)}`).join("\n")}`,
  ];
}

type Options = ReadonlyMap<string, OptionEntry>;

function optionsPart(options: Options, group: (typeof GROUPS)[number]): string {
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

function exitCodes(options: Options): (readonly [string, string])[] {
  return EXIT_CODES.flatMap(([code, meaning, option]) =>
    option === undefined || options.has(option) ? [[code, meaning] as const] : [],
  );
}
