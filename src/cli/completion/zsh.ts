import { COMMAND_NAMES, COMMANDS, type CommandName, optionsOf } from "../commands.ts";
import type { OptionEntry } from "../options/entry.ts";
import { brief, type OptionUse, optionUses, PROFILES_FUNCTION, wordsAfter } from "./candidates.ts";

/**
 * To source, or to put into a folder of `fpath` as `_lambda-inventory`. Sourced before `compinit`, it waits for the
 * first prompt to register: an earlier registration would be lost.
 */
export function zshScript(): string {
  return `#compdef lambda-inventory
${PROFILES_FUNCTION}
_lambda_inventory_complete_profiles() {
  local -a profiles=("\${(@f)$(_lambda_inventory_profiles)}")
  _sequence compadd -a profiles
}
_lambda_inventory_commands() {
  local -a commands=(
${COMMAND_NAMES.map((name) => `    '${name}:${escaped(COMMANDS[name].summary)}'`).join("\n")}
  )
  _describe command commands
}
_lambda-inventory() {
  local command=list word
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case $word in
      ${COMMAND_NAMES.join("|")}) command=$word; break ;;
    esac
  done
  case $command in
${COMMAND_NAMES.map(commandCase).join("\n")}
  esac
}
_lambda_inventory_register() {
  (( $+functions[compdef] )) && compdef _lambda-inventory lambda-inventory
  precmd_functions=(\${precmd_functions:#_lambda_inventory_register})
}
if [ "$funcstack[1]" = "_lambda-inventory" ]; then
  _lambda-inventory "$@"
elif (( $+functions[compdef] )); then
  compdef _lambda-inventory lambda-inventory
else
  precmd_functions+=(_lambda_inventory_register)
fi
`;
}

function commandCase(command: CommandName): string {
  const specs = [...optionsOf(command).keys()].map((name) => specOf(command, name));
  const lines = [
    ...specs,
    "'(- *)'{-h,--help}'[show help]'",
    "'(- *)'{-V,--version}'[show the version]'",
    "'1:command:_lambda_inventory_commands'",
    ...rest(command),
  ];
  return `    ${command}) _arguments -s \\\n${lines.map((line) => `      ${line}`).join(" \\\n")} ;;`;
}

function rest(command: CommandName): string[] {
  const words = wordsAfter(command);
  if (words === undefined) return [];
  return words === "files" ? ["'*:report:_files'"] : [`'2:${command}:(${words.join(" ")})'`];
}

const USES = optionUses();

function specOf(command: CommandName, name: string): string {
  const use = USES.find((it) => it.name === name && it.commands.includes(command));
  if (!use) throw new Error(`${command} has no option ${name}`);
  const { alias } = use.entry;
  const isFlag = use.entry.kind === "flag";
  const long = `--${name}${isFlag ? "" : "="}`;
  const names = alias === undefined ? `'*${long}` : `\\*{-${alias}${isFlag ? "" : "+"},${long}}'`;
  return `${names}[${escaped(brief(use.entry))}]${isFlag ? "" : `:${escaped(labelOf(use.entry))}:${action(use)}`}'`;
}

function labelOf(entry: OptionEntry): string {
  return entry.kind === "flag" ? "" : entry.value;
}

function action({ candidates: { kind, words, list } }: OptionUse): string {
  if (kind === "files") return "_files";
  if (kind === "profiles") return "_lambda_inventory_complete_profiles";
  if (kind === "none") return " ";
  return list ? `_sequence compadd - ${words.join(" ")}` : `(${words.join(" ")})`;
}

/** For a text in a specification in single quotes. */
function escaped(text: string): string {
  return text.replaceAll(/[[\]:]/g, "\\$&").replaceAll("'", "'\\''");
}
