import { TOPIC_NAMES } from "../help/topics.ts";
import type { CommandEntry } from "../options/entry.ts";

/** @param commands the other commands */
export function helpOn(commands: readonly string[]) {
  return {
    summary: "explain a command or topic: help formats",
    positionals: [
      {
        name: "TOPIC",
        required: false,
        choices: [...commands, ...TOPIC_NAMES],
        help: "A command, or one of the topics below. Default: the overview of all commands.",
      },
    ],
    options: {},
    examples: [
      ["formats", "the output formats"],
      ["plan", "a command, with every option"],
    ],
  } as const satisfies CommandEntry;
}
