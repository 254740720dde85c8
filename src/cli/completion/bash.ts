import { byCodePoint } from "../../model/order.ts";
import { COMMAND_NAMES, type CommandName, optionsOf } from "../commands.ts";
import { type OptionUse, optionUses, PROFILES_FUNCTION, wordsAfter } from "./candidates.ts";

/**
 * For bash 3.2 (macOS) and newer, without the bash-completion package. The versions split the line into different words,
 * so the script does it itself. No candidate is ever expanded, as `compgen -W` would do: a profile may be called
 * `$(command)`.
 */
export function bashScript(): string {
  return `# bash completion for lambda-inventory
${PROFILES_FUNCTION}
# Splits what is before the cursor: words, the open quote, and how much of the last word readline keeps.
${SPLIT}
# Quotes a candidate for where it is inserted.
${QUOTE}
_lambda_inventory() {
  local line="\${COMP_LINE:0:COMP_POINT}" words word quote keep command=list given="" list="" option="" head="" i name quoted
  words=()
  _lambda_inventory_split
  local candidates value="$word" prev="\${words[\${#words[@]}-1]}"
  candidates=()
  COMPREPLY=()
  for ((i = 1; i < \${#words[@]}; i++)); do
    case "\${words[i]}" in
      ${COMMAND_NAMES.join(" | ")}) command="\${words[i]}" given=1; break ;;
    esac
  done
  if [[ $word == --*=* ]]; then prev="\${word%%=*}" option="\${word%%=*}=" value="\${word#*=}"; fi
  case "$command $prev" in
${valued().map(valueCase).join("\n")}
    *)
      case "$command" in
${COMMAND_NAMES.map(optionsCase).join("\n")}
      esac
      if [[ $word != -* ]]; then
        candidates=(${COMMAND_NAMES.join(" ")})
        case "$given$command" in
${COMMAND_NAMES.map(wordsCase).join("\n")}
        esac
      fi ;;
  esac
  if [[ $list && $value == *,* ]]; then head="\${value%,*},"; fi
  for name in \${candidates[@]+"\${candidates[@]}"}; do
    name="$option$head$name"
    if [[ $name == "$word"* ]]; then
      _lambda_inventory_quote "\${name:keep}"
      COMPREPLY+=("$quoted")
    fi
  done
}
complete -o default -F _lambda_inventory lambda-inventory
`;
}

const SPLIT = `_lambda_inventory_split() {
  local i char next started=""
  word="" quote="" keep=0
  for ((i = 0; i < \${#line}; i++)); do
    char="\${line:i:1}" next="\${line:i+1:1}"
    if [[ $quote && $char == "$quote" ]]; then
      quote="" keep=\${#word}
    elif [[ $quote == "'" ]]; then
      word+="$char"
    elif [[ $char == \\\\ && ( ! $quote || $next == [\\"\\$\\\\\\\`] ) ]]; then
      word+="$next" started=1 i=$((i + 1))
    elif [[ $quote ]]; then
      word+="$char"
    elif [[ $char == [\\'\\"] ]]; then
      quote="$char" started=1 keep=\${#word}
    elif [[ $char == [[:space:]] ]]; then
      if [[ $word || $started ]]; then words+=("$word"); fi
      word="" started="" keep=0
    else
      word+="$char"
      if [[ $COMP_WORDBREAKS == *"$char"* ]]; then keep=\${#word}; fi
    fi
  done
}`;

const QUOTE = `_lambda_inventory_quote() {
  local i char special=$' \\t!"#$&\\'()*;<>?[\\\\]^\`{|}~'
  quoted=""
  case "$quote" in
    "'") special="" ;;
    '"') special='"$\`\\' ;;
  esac
  for ((i = 0; i < \${#1}; i++)); do
    char="\${1:i:1}"
    if [[ $quote$char == "''" ]]; then quoted+="'\\\\''"
    elif [[ $special == *"$char"* ]]; then quoted+="\\\\$char"
    else quoted+="$char"
    fi
  done
}`;

/** By name; within a name, what few commands have before what most have, which then covers all others. */
function valued(): readonly OptionUse[] {
  const uses = optionUses().filter(({ candidates }) => candidates.kind !== "flag");
  return uses.toSorted((a, b) => byCodePoint(a.name, b.name) || a.commands.length - b.commands.length);
}

/** Without candidates the shell offers files, which is what an option for files needs. */
function valueCase(use: OptionUse, index: number, uses: readonly OptionUse[]): string {
  const isLast = uses[index + 1]?.name !== use.name;
  const names = [`--${use.name}`, ...(use.entry.alias === undefined ? [] : [`-${use.entry.alias}`])];
  const patterns = isLast
    ? names.map((name) => `*" ${name}"`)
    : use.commands.flatMap((command) => names.map((name) => `"${command} ${name}"`));
  return `    ${patterns.join(" | ")}) ${action(use)} ;;`;
}

function action({ candidates: { kind, words, list } }: OptionUse): string {
  if (kind === "words") return `candidates=(${words.join(" ")})${list ? " list=1" : ""}`;
  if (kind === "profiles")
    return 'list=1; while IFS= read -r name; do candidates+=("$name"); done < <(_lambda_inventory_profiles)';
  return "return";
}

function optionsCase(command: CommandName): string {
  const names = [...optionsOf(command).keys()].map((name) => `--${name}`);
  return `        ${command}) candidates=(${[...names, "--help"].join(" ")}) ;;`;
}

/** Files are what the shell offers when the script returns early. */
function wordsCase(command: CommandName): string {
  const words = wordsAfter(command);
  const action = words === "files" ? "return" : `candidates=(${(words ?? []).join(" ")})`;
  return `          1${command}) ${action} ;;`;
}
