import { REGIONS } from "../../model/partitions.ts";
import { COMMANDS, type CommandEntry, type CommandName } from "../options/commands.ts";
import type { OptionEntry } from "../options/entry.ts";

/** What a shell offers for the value of an option. */
export interface Candidates {
  readonly kind: "flag" | "words" | "files" | "profiles" | "none";
  readonly words: readonly string[];
  /** Whether further words may follow behind a comma. */
  readonly list: boolean;
}

/** An option as one or more commands have it. */
export interface OptionUse {
  readonly name: string;
  readonly entry: OptionEntry;
  readonly candidates: Candidates;
  readonly commands: CommandName[];
}

export const COMMAND_NAMES = Object.keys(COMMANDS) as CommandName[];

/** Every option of every command; commands for which it has other values come as a use of their own. */
export function optionUses(): readonly OptionUse[] {
  const uses = new Map<string, OptionUse>();
  for (const command of COMMAND_NAMES) {
    const { options }: CommandEntry = COMMANDS[command];
    for (const [name, entry] of Object.entries(options)) {
      const candidates = candidatesOf(entry);
      const key = JSON.stringify([name, brief(entry), candidates]);
      const known = uses.get(key);
      if (known) known.commands.push(command);
      else uses.set(key, { name, entry, candidates, commands: [command] });
    }
  }
  return [...uses.values()];
}

function candidatesOf(entry: OptionEntry): Candidates {
  if (entry.kind === "flag") return { kind: "flag", words: [], list: false };
  if (entry.kind === "regions") return { kind: "words", words: REGIONS, list: true };
  if ("choices" in entry) return { kind: "words", words: entry.choices, list: entry.kind !== "choice" };
  return { kind: entry.completes ?? "none", words: [], list: entry.completes === "profiles" };
}

/** The first sentence of the help, without its full stop. */
export function brief(entry: OptionEntry): string {
  return entry.help.replace(/(?<!\be\.g)\.(?: .*)?$/s, "");
}

/** The profiles' names from the AWS config files, one a line: a command for any shell. */
export const PROFILES_COMMAND =
  'sed -n -E "s/^\\[(profile +)?([^] ]+)\\] *$/\\2/p" ' +
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell expands it
  '"${AWS_CONFIG_FILE:-$HOME/.aws/config}" "${AWS_SHARED_CREDENTIALS_FILE:-$HOME/.aws/credentials}" 2>/dev/null';
