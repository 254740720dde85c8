import { type CommandName, isCommand } from "../commands.ts";
import { fullPage } from "./full.ts";
import { shortPage } from "./short.ts";

/** The page of the first command that the words name, or the program's. */
export function helpPage(kind: "full" | "short", words: readonly string[]): string {
  const command = words.find((word): word is CommandName => isCommand(word));
  return kind === "full" ? fullPage(command) : shortPage(command);
}
