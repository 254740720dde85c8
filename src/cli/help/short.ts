import { COMMANDS, type CommandName, optionsOf, usage } from "../commands.ts";
import { GROUPS, type OptionEntry } from "../options/entry.ts";
import { columns, exampleLine, fill, sentence, signature } from "./text.ts";

/** `-h`: a page that fits a screen of 24 lines. */
export function shortPage(command: CommandName | undefined): string {
  return command === undefined ? programPage() : commandPage(command);
}

function programPage(): string {
  const commands = Object.entries(COMMANDS).map(([name, { summary }]) => [name, summary] as const);
  return `List every AWS Lambda function in every account and region, with its runtime.
Usage: lambda-inventory [COMMAND] [OPTION]...

${columns(commands, 2)}

${ESSENTIALS.map(([heading, names]) => row(heading, names.map(signatureOf), "  ")).join("\n")}

\`--help\` lists every option; \`lambda-inventory demo\` needs no AWS account.
`;
}

/** The few options that most scans need; `list -h` lists more. */
const ESSENTIALS = [
  ["Accounts", ["profile", "accounts", "org", "role"]],
  ["Functions", ["region", "runtime", "deprecated"]],
  ["Output", ["format", "output", "group-by"]],
  ["Exit code", ["fail-on"]],
] as const;

function signatureOf(name: string): string {
  const entry = optionsOf("list").get(name);
  if (!entry) throw new Error(`list has no option ${name}`);
  return signature(name, entry);
}

function commandPage(command: CommandName): string {
  const { summary, examples } = COMMANDS[command];
  const options = optionsOf(command);
  const isLong = options.size > MANY;
  return [
    sentence(summary),
    `Usage: lambda-inventory ${usage(command)}`,
    examples
      .slice(0, 2)
      .map(([line, what]) => `  # ${what}\n  ${exampleLine(command, line)}`)
      .join("\n"),
    groups(options, isLong),
    `\`lambda-inventory ${command} --help\` ${options.size === 0 ? "says more" : `describes ${isLong ? "all options" : "them"}`}.\n`,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** More options than these do not fit a screen. */
const MANY = 33;

/** The names of the options, by group. */
function groups(options: ReadonlyMap<string, OptionEntry>, frequentOnly: boolean): string {
  const entries = [...options].filter(([, entry]) => !frequentOnly || entry.frequent === true);
  return GROUPS.flatMap((group) => {
    const names = entries
      .filter(([, entry]) => entry.group === group)
      .map(([name, entry]) => signature(name, entry));
    return names.length === 0 ? [] : [row(SHORT[group], names, "  ")];
  }).join("\n");
}

function row(heading: string, words: readonly string[], separator: string): string {
  return `${heading.padEnd(INDENT)}${fill(words, INDENT, separator).trimStart()}`;
}

const SHORT = {
  Accounts: "Accounts",
  "Regions and functions": "Functions",
  "Lifecycle data": "Lifecycle",
  Output: "Output",
  Notices: "Notices",
  "Exit code": "Exit code",
  Running: "Running",
  Messages: "Messages",
  Template: "Template",
} as const satisfies Record<(typeof GROUPS)[number], string>;

const INDENT = 11;
