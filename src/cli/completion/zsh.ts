import { COMMANDS, type CommandEntry, type CommandName, SHELLS } from "../options/commands.ts";
import type { OptionEntry } from "../options/entry.ts";
import { brief, COMMAND_NAMES, type OptionUse, optionUses, PROFILES_COMMAND } from "./candidates.ts";

/** To be sourced, or to be put into a folder of `fpath` as `_lambda-inventory`. */
export function zshScript(): string {
  return `#compdef lambda-inventory
_lambda_inventory_profiles() {
  local -a profiles=("\${(@f)$(${PROFILES_COMMAND})}")
  _sequence compadd -a profiles
}
_lambda_inventory_commands() {
  local -a commands=(
${COMMAND_NAMES.map((name) => `    '${name}:${COMMANDS[name].summary}'`).join("\n")}
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
if [ "$funcstack[1]" = "_lambda-inventory" ]; then _lambda-inventory "$@"; else compdef _lambda-inventory lambda-inventory; fi
`;
}

function commandCase(command: CommandName): string {
  const { options }: CommandEntry = COMMANDS[command];
  const specs = Object.keys(options).map((name) => specOf(command, name));
  const lines = [
    ...specs,
    "'(- *)'{-h,--help}'[show help]'",
    "'1:command:_lambda_inventory_commands'",
    ...rest(command),
  ];
  return `    ${command}) _arguments -s \\\n${lines.map((line) => `      ${line}`).join(" \\\n")} ;;`;
}

function rest(command: CommandName): string[] {
  const { positionals }: CommandEntry = COMMANDS[command];
  if (command === "completion") return [`'2:shell:(${SHELLS.join(" ")})'`];
  return positionals.length > 0 ? ["'*:report:_files'"] : [];
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
  if (kind === "profiles") return "_lambda_inventory_profiles";
  if (kind === "none") return " ";
  return list ? `_sequence compadd - ${words.join(" ")}` : `(${words.join(" ")})`;
}

function escaped(text: string): string {
  return text.replaceAll(/[[\]:]/g, "\\$&").replaceAll("'", "'\\''");
}
