import { REGIONS } from "../../model/partitions.ts";
import { COMMAND_NAMES, COMMANDS, type CommandName, optionsOf } from "../commands.ts";
import type { CommandEntry, OptionEntry } from "../options/entry.ts";

/** What a shell offers for the value of an option. */
interface Candidates {
  readonly kind: "flag" | "words" | "files" | "profiles" | "none";
  readonly words: readonly string[];
  /** Whether more words may follow after a comma. */
  readonly list: boolean;
}

/** An option as one or more commands have it. */
export interface OptionUse {
  readonly name: string;
  readonly entry: OptionEntry;
  readonly candidates: Candidates;
  readonly commands: CommandName[];
}

/** Every option of every command. Where commands have different values for it, it appears once for each set. */
export function optionUses(): readonly OptionUse[] {
  const uses = new Map<string, OptionUse>();
  for (const command of COMMAND_NAMES) {
    for (const [name, entry] of optionsOf(command)) {
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

/** What a shell offers for the words after a command: a list, files, or nothing. */
export function wordsAfter(command: CommandName): readonly string[] | "files" | undefined {
  const [first]: CommandEntry["positionals"] = COMMANDS[command].positionals;
  return first && (first.choices ?? "files");
}

/** The first sentence of the help, without its full stop. */
export function brief(entry: OptionEntry): string {
  return entry.help.replace(/(?<!\be\.g)\.(?: .*)?$/s, "");
}

/**
 * For bash and zsh: prints the profiles of the AWS config files, one a line. A name comes from a file that someone else
 * may have written, so that it is only ever compared and printed, never expanded. `[profile 'a b']` is quoted as
 * `aws configure set` writes it. Names with control characters are not offered.
 */
export const PROFILES_FUNCTION = `_lambda_inventory_profiles() {
  local line name single="'" escaped="'\\"'\\"'"
  {
    cat "\${AWS_CONFIG_FILE:-$HOME/.aws/config}"
    echo
    cat "\${AWS_SHARED_CREDENTIALS_FILE:-$HOME/.aws/credentials}"
    echo
  } 2>/dev/null | while IFS= read -r line; do
    case "$line" in
      "[sso-session "* | "[services "*) continue ;;
      "["*"]"*) name="\${line#?}" name="\${name%]*}" ;;
      *) continue ;;
    esac
    case "$name" in
      profile[[:space:]]*) name="\${name#profile}" name="\${name#"\${name%%[![:space:]]*}"}" ;;
    esac
    name="\${name//$escaped/$single}"
    case "$name" in
      "$single"*"$single" | \\"*\\") name="\${name#?}" name="\${name%?}" ;;
    esac
    case "$name" in
      "" | *[[:cntrl:]]*) ;;
      *) printf '%s\\n' "$name" ;;
    esac
  done
}`;
