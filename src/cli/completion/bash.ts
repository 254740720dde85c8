import { byCodePoint } from "../../model/order.ts";
import { COMMANDS, type CommandEntry, SHELLS } from "../options/commands.ts";
import { COMMAND_NAMES, type OptionUse, optionUses, PROFILES_COMMAND } from "./candidates.ts";

/** For bash 3.2 and newer; needs nothing of the bash-completion package. */
export function bashScript(): string {
  return `# bash completion for lambda-inventory
_lambda_inventory() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" command=list given="" words="" list="" head="" i
  # bash takes --format=csv for three words
  if [[ $cur == "=" ]]; then cur=""
  elif [[ $prev == "=" ]]; then prev="\${COMP_WORDS[COMP_CWORD-2]}"
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "\${COMP_WORDS[i]}" in
      ${COMMAND_NAMES.join(" | ")}) command="\${COMP_WORDS[i]}" given=1; break ;;
    esac
  done
  case "$command $prev" in
${valued().map(valueCase).join("\n")}
    *)
      case "$command" in
${COMMAND_NAMES.map(optionsCase).join("\n")}
      esac
      if [[ $cur != -* ]]; then
        words="${COMMAND_NAMES.join(" ")}"
        case "$given$command" in
          1completion) words="${SHELLS.join(" ")}" ;;
          1diff | 1merge) return ;;
          1*) words="" ;;
        esac
      fi ;;
  esac
  if [[ $list && $cur == *,* ]]; then head="\${cur%,*},"; cur="\${cur##*,}"; fi
  COMPREPLY=($(compgen -P "$head" -W "$words" -- "$cur"))
}
complete -o default -F _lambda_inventory lambda-inventory
`;
}

/** By name; within a name what few commands have before what most have, which then stands for the rest. */
function valued(): readonly OptionUse[] {
  const uses = optionUses().filter(({ candidates }) => candidates.kind !== "flag");
  return uses.toSorted((a, b) => byCodePoint(a.name, b.name) || a.commands.length - b.commands.length);
}

/** Without words of ours the shell offers files, which is also what is wanted for files. */
function valueCase(use: OptionUse, index: number, uses: readonly OptionUse[]): string {
  const isLast = uses[index + 1]?.name !== use.name;
  const names = [`--${use.name}`, ...(use.entry.alias === undefined ? [] : [`-${use.entry.alias}`])];
  const patterns = isLast
    ? names.map((name) => `*" ${name}"`)
    : use.commands.flatMap((command) => names.map((name) => `"${command} ${name}"`));
  return `    ${patterns.join(" | ")}) ${action(use)} ;;`;
}

function action({ candidates: { kind, words, list } }: OptionUse): string {
  if (kind === "words") return `words="${words.join(" ")}"${list ? " list=1" : ""}`;
  if (kind === "profiles") return `words="$(${PROFILES_COMMAND})" list=1`;
  return "return";
}

function optionsCase(command: (typeof COMMAND_NAMES)[number]): string {
  const { options }: CommandEntry = COMMANDS[command];
  const names = Object.keys(options).map((name) => `--${name}`);
  return `        ${command}) words="${[...names, "--help"].join(" ")}" ;;`;
}
