import { UserError } from "../../model/failure.ts";
import { quoted } from "../../model/quoted.ts";
import { choicesHint, didYouMean } from "../../model/suggestion.ts";
import type { UserErrors } from "../../model/user-errors.ts";
import { COMMAND_NAMES, COMMANDS, type CommandName, isCommand, optionsOf, usage } from "../commands.ts";
import { isTopic } from "../help/topics.ts";
import { isOption, type Words } from "./argv.ts";
import type { CommandEntry, Positional } from "./entry.ts";

/** The first word names the command; without one it is `list`. An unknown one is thrown: its options are not known. */
export function readCommand(
  { positionals, options }: Words,
  argv: readonly string[],
  errors: UserErrors,
): { readonly command: CommandName; readonly words: readonly string[] } {
  const [command = "list", ...words] = positionals;
  if (!isCommand(command)) {
    // An unknown option takes the word after it for its value, which may have been the command.
    unknownOptions(
      "list",
      [...options.keys()].filter((name) => !isOption(name)),
      errors,
    );
    errors.fail(unknownCommand(command, argv));
  }
  const before = errors.found.length;
  unknownOptions(command, options.keys(), errors);
  const isWhole = errors.found.length === before;
  errors.attempt(() => demandPositionals(command, words, { argv, isWhole }));
  return { command, words };
}

function unknownCommand(word: string, argv: readonly string[]): UserError {
  const meant = /\.json$/i.test(word) ? reportHint(word) : commandHint(word);
  if (DASH.test(word)) return new UserError(`unknown command ${quoted(word)}`, dashHint(word));
  const hint = `${meant}Commands: ${COMMAND_NAMES.join(", ")}.`;
  return new UserError(`unknown command ${quoted(word)}`, `${commaHint(word, argv)}${hint}`);
}

/** What other programs call the commands. */
const OTHER_NAMES: ReadonlyMap<string, CommandName> = new Map([
  ["scan", "list"],
  ["ls", "list"],
  ["inventory", "list"],
  ["compare", "diff"],
  ["join", "merge"],
]);

function commandHint(word: string): string {
  const name = OTHER_NAMES.get(word);
  if (name !== undefined) return `Did you mean ${name}? `;
  return isTopic(word) ? `Did you mean \`lambda-inventory help ${word}\`? ` : didYouMean(word, COMMAND_NAMES);
}

/** The dashes that word processors make of two hyphens. */
const DASH = /^[\u2010-\u2015\u2212]/;

function dashHint(word: string): string {
  const name = word.replace(/^[\u2010-\u2015\u2212-]+/, "");
  return `It begins with a dash. Options begin with two hyphens${isOption(name) ? `: --${name}` : ""}.`;
}

/** For a saved report in place of a command. */
function reportHint(path: string): string {
  const file = /^[\w./-]+$/.test(path) ? path : "FILE.json";
  return `Did you mean \`lambda-inventory report ${file}\`? `;
}

/** Options on the command line that the command does not take. */
function unknownOptions(command: CommandName, names: Iterable<string>, errors: UserErrors): void {
  const known = optionsOf(command);
  for (const name of names) {
    if (errors.isFull) return;
    if (!known.has(name)) errors.add(unknownOption(command, name));
  }
}

function unknownOption(command: CommandName, name: string): UserError {
  const dashed = `${name.length === 1 ? "-" : "--"}${name}`;
  const takers = COMMAND_NAMES.filter((other) => optionsOf(other).has(name));
  if (takers.length > 0)
    return new UserError(`${command} does not accept ${dashed}`, `Commands that do: ${takers.join(", ")}.`);
  const meant = didYouMean(name, optionsOf(command).keys(), "--");
  const page = `lambda-inventory ${command === "list" ? "" : `${command} `}--help`;
  const plain = /^[\w-]+$/.test(name) ? dashed : quoted(dashed);
  return new UserError(`unknown option ${plain}`, `${meant}Run \`${page}\` to see all options.`);
}

/**
 * Checks the words after the command.
 * @param isWhole false when an unknown option may have taken one of them for its value
 */
function demandPositionals(
  command: CommandName,
  words: readonly string[],
  { argv, isWhole }: { readonly argv: readonly string[]; readonly isWhole: boolean },
): void {
  const { positionals }: CommandEntry = COMMANDS[command];
  const isOpen = positionals.some(({ many }) => many);
  const surplus = isOpen ? undefined : words[positionals.length];
  if (surplus !== undefined) {
    const hint = DASH.test(surplus)
      ? dashHint(surplus)
      : isCommand(surplus)
        ? oneCommand(command, surplus)
        : `${commaHint(surplus, argv)}Usage: lambda-inventory ${usage(command)}`;
    throw new UserError(`unexpected argument ${quoted(surplus)} for ${command}`, hint);
  }
  if (words.includes(""))
    throw new UserError(`${command}: an argument is empty`, "Pass a value, or omit the argument.");
  const missing = positionals[words.length];
  if (missing?.required && isWhole)
    throw new UserError(`${command} requires ${missing.name}`, `Usage: lambda-inventory ${usage(command)}`);
  for (const [index, word] of words.entries()) demandChoice(word, positionals[index]);
}

function demandChoice(word: string, positional: Positional | undefined): void {
  const { name = "", choices = [word] } = positional ?? {};
  if (choices.includes(word)) return;
  const problem = name === "SHELL" ? "unsupported" : "unknown";
  throw new UserError(
    `${problem} ${name.toLowerCase()} ${quoted(word)}`,
    choicesHint("Values", word, choices),
  );
}

function oneCommand(command: CommandName, other: CommandName): string {
  if (command !== "demo") return `Only one command per run; ${quoted(command)} is already the command.`;
  return other === "list"
    ? "Omit it: `demo` runs `list` on a simulated organization."
    : `\`demo\` can only demonstrate \`list\`, not \`${other}\`.`;
}

/** For a word that follows the value of an option that takes a list. */
function commaHint(word: string, argv: readonly string[]): string {
  const index = argv.indexOf(word);
  const before = [argv[index - 2] ?? "", argv[index - 1]?.split("=")[0] ?? ""];
  const takesList = [...optionsOf("list")].some(
    ([name, { kind, alias }]) =>
      LISTS.includes(kind) && before.some((text) => text === `--${name}` || text === `-${alias}`),
  );
  return takesList ? "Separate several values with commas: --profile a,b. " : "";
}

const LISTS: readonly string[] = [
  "list",
  "patterns",
  "pairs",
  "columns",
  "regions",
  "runtimes",
  "choices",
  "sort",
];
