import { fullPage } from "./help/full.ts";
import { shortPage } from "./help/short.ts";
import { type CommandName, isCommand } from "./options/commands.ts";
import type { Invocation } from "./options.ts";
import { VERSION } from "./version.ts";

type Answer = Extract<Invocation, { command: "help" | "version" }>;

/**
 * Help and version, which need no more than the option table; undefined when neither is asked for. They win over
 * whatever else stands there, mistakes included.
 */
export function quickAnswer(argv: readonly string[]): Answer | undefined {
  const end = argv.indexOf("--");
  const words = end < 0 ? argv : argv.slice(0, end);
  if (words.includes("--version")) return { command: "version", text: `lambda-inventory ${VERSION}\n` };
  if (words[0] === "help") return { command: "help", text: fullPage(commandIn(words.slice(1))) };
  if (words.includes("--help")) return { command: "help", text: fullPage(commandIn(words)) };
  if (words.includes("-h")) return { command: "help", text: shortPage(commandIn(words)) };
  return undefined;
}

/** The command whose page is wanted; undefined: the program's. */
function commandIn(words: readonly string[]): CommandName | undefined {
  return words.find((word): word is CommandName => isCommand(word));
}
