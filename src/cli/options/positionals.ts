import { UserError } from "../../model/failure.ts";
import { quoted } from "../../model/quoted.ts";
import { COMMANDS, type CommandName, isCommand, type Positional } from "./commands.ts";
import { didYouMean } from "./complaints.ts";
import { usage } from "./usage.ts";

/** The first word names the command; without one it is `list`. */
export function splitCommand(words: readonly string[]): { command: CommandName; rest: readonly string[] } {
  const [first, ...rest] = words;
  if (first === undefined) return { command: "list", rest };
  if (isCommand(first)) return { command: first, rest };
  const hint = `Commands: ${Object.keys(COMMANDS).join(", ")}. ${COMMA_HINT}`;
  throw new UserError(`${quoted(first)} is no command`, `${didYouMean(first, Object.keys(COMMANDS))}${hint}`);
}

const COMMA_HINT = "Several values of one option are joined by commas: --profile a,b.";

/** Holds the words after the command against what it takes. */
export function demandPositionals(command: CommandName, words: readonly string[]): void {
  const positionals: readonly Positional[] = COMMANDS[command].positionals;
  const most = positionals.some(({ many }) => many) ? Infinity : positionals.length;
  const surplus = words[most];
  if (surplus !== undefined) {
    const hint = isCommand(surplus) ? oneCommand(command, surplus) : COMMA_HINT;
    throw new UserError(`${quoted(surplus)}: ${command} takes ${taken(positionals)}`, hint);
  }
  if (words.includes(""))
    throw new UserError(`${command}: an argument is empty`, "Give a value, or leave it out.");
  const missing = positionals[words.length];
  if (missing?.required) {
    throw new UserError(`${command} needs ${missing.name}`, `Usage: lambda-inventory ${usage(command)}`);
  }
}

function oneCommand(command: CommandName, other: CommandName): string {
  if (command !== "demo") return `Give one command: the first word, ${command}, is it.`;
  return other === "list"
    ? "Leave it out: the demo is that scan."
    : `The demo is a scan, as \`list\` is; there is none of \`${other}\`.`;
}

function taken(positionals: readonly Positional[]): string {
  return positionals.length === 0
    ? "options only"
    : `${positionals.map(({ name }) => name).join(" and ")}, no more`;
}
