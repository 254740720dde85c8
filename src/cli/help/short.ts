import { COMMANDS, type CommandName } from "../options/commands.ts";
import { GROUPS, type OptionEntry, type OptionTable } from "../options/entry.ts";
import { usage } from "../options/usage.ts";
import { columns, exampleLine, fill, sentence, signature, withComma } from "./text.ts";

/** `-h`: a page that fits a screen of 24 lines. */
export function shortPage(command: CommandName | undefined): string {
  return command === undefined || command === "list" ? programPage() : commandPage(command);
}

function programPage(): string {
  return `List every AWS Lambda function of every account and region, with its runtime.

Usage: lambda-inventory [COMMAND] [OPTION]...

${columns(EXAMPLES, 2)}

${row("Commands", Object.keys(COMMANDS).map(withComma))}
${groups(COMMANDS.list.options, true)}

\`--help\` shows every option, \`COMMAND -h\` those of a command.
`;
}

const EXAMPLES = [
  ["lambda-inventory demo", "a simulated organization"],
  ["lambda-inventory -p prod --deprecated", "one account, old runtimes"],
  ["lambda-inventory --org -f csv -o all.csv", "a whole organization"],
] as const;

function commandPage(command: CommandName): string {
  const { summary, examples, options } = COMMANDS[command];
  const isLong = Object.keys(options).length > MANY;
  return [
    sentence(summary),
    `Usage: lambda-inventory ${usage(command)}`,
    examples.map(([line, what]) => `  # ${what}\n  ${exampleLine(command, line)}`).join("\n"),
    groups(options, isLong),
    `\`lambda-inventory ${command} --help\` ${isLong ? "shows all and explains them" : "explains them"}.\n`,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** More options than these do not fit a screen. */
const MANY = 36;

/** The names of the options, by group. */
function groups(table: OptionTable, frequentOnly: boolean): string {
  const entries = Object.entries<OptionEntry>(table).filter(
    ([, entry]) => !frequentOnly || entry.frequent === true,
  );
  return GROUPS.flatMap((group) => {
    const names = entries
      .filter(([, entry]) => entry.group === group)
      .map(([name, entry]) => signature(name, entry));
    return names.length === 0 ? [] : [row(SHORT[group], names, "  ")];
  }).join("\n");
}

function row(heading: string, words: readonly string[], separator = " "): string {
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
