import { COMMAND_NAMES, COMMANDS, type CommandName } from "../commands.ts";
import { brief, type OptionUse, optionUses, wordsAfter } from "./candidates.ts";

/** One `complete` for each command and option; an option is offered with the commands that take it. */
export function fishScript(): string {
  return `# fish completion for lambda-inventory
function __lambda_inventory_command
    for word in (commandline -opc)[2..]
        if contains -- $word ${COMMAND_NAMES.join(" ")}
            echo $word
            return
        end
    end
    echo list
end
function __lambda_inventory_is
    contains -- (__lambda_inventory_command) $argv
end
function __lambda_inventory_list
    set -l head (string match -r '^.*,' -- (commandline -ct | string replace -r '^--?[a-z-]+=' ''))
    printf '%s\\n' "$head"$argv
end
function __lambda_inventory_profiles
    set -l config (set -q AWS_CONFIG_FILE; and echo $AWS_CONFIG_FILE; or echo ~/.aws/config)
    set -l credentials (set -q AWS_SHARED_CREDENTIALS_FILE; and echo $AWS_SHARED_CREDENTIALS_FILE; or echo ~/.aws/credentials)
    set -l headers (for file in $config $credentials; cat $file; echo; end 2>/dev/null | string match -rv '^\\[(?:sso-session|services)\\s' | string replace -rf '^\\[(?:profile\\s+)?(.+)\\].*$' '$1')
    set -l names (string replace -a '\\'"\\'"\\'' "'" -- $headers | string replace -r '^([\\'"])(.*)\\1$' '$2' | string match -rv '[[:cntrl:]]')
    __lambda_inventory_list $names
end
complete -c lambda-inventory -f
${COMMAND_NAMES.map(commandLine).join("\n")}
${COMMAND_NAMES.flatMap(wordsLine).join("\n")}
complete -c lambda-inventory -s h -l help -d 'show help'
complete -c lambda-inventory -s V -l version -d 'show the version'
${optionUses().map(optionLine).join("\n")}
`;
}

function commandLine(name: CommandName): string {
  const unless = "not contains -- (__lambda_inventory_command) (commandline -opc)";
  return `complete -c lambda-inventory -n '${unless}' -a ${name} -d '${escaped(COMMANDS[name].summary)}'`;
}

function wordsLine(command: CommandName): readonly string[] {
  const words = wordsAfter(command);
  if (words === undefined) return [];
  const offer = words === "files" ? "-F" : `-a '${words.join(" ")}'`;
  return [`complete -c lambda-inventory -n '__lambda_inventory_is ${command}' ${offer}`];
}

function optionLine({ name, entry, candidates, commands }: OptionUse): string {
  const alias = entry.alias === undefined ? "" : ` -s ${entry.alias}`;
  const where = `-n '__lambda_inventory_is ${commands.join(" ")}'`;
  return `complete -c lambda-inventory ${where}${alias} -l ${name}${value(candidates)} -d '${escaped(brief(entry))}'`;
}

function value({ kind, words, list }: OptionUse["candidates"]): string {
  if (kind === "flag") return "";
  if (kind === "files") return " -r -F";
  if (kind === "profiles") return " -x -a '(__lambda_inventory_profiles)'";
  if (kind === "none") return " -x";
  return list ? ` -x -a '(__lambda_inventory_list ${words.join(" ")})'` : ` -x -a '${words.join(" ")}'`;
}

/** For a text in single quotes. */
function escaped(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("'", "\\'");
}
