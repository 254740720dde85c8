import type { OptionTable } from "./entry.ts";
import {
  ACCOUNTS_OPTIONS,
  CHECK_OPTIONS,
  DIFF_OPTIONS,
  MERGE_OPTIONS,
  ROLE_OPTIONS,
  RUNTIMES_OPTIONS,
  SCAN_OPTIONS,
} from "./tables.ts";

/** What stands after the command: one word, or several where `many`. */
export interface Positional {
  readonly name: string;
  readonly help: string;
  readonly required: boolean;
  readonly many?: boolean;
  readonly choices?: readonly string[];
}

export interface CommandEntry {
  /** One line, for the list of commands. */
  readonly summary: string;
  readonly positionals: readonly Positional[];
  readonly options: OptionTable;
  /** Arguments after the program's name, and what they do. */
  readonly examples: readonly (readonly [string, string])[];
}

export const SHELLS = ["bash", "zsh", "fish"] as const;

export const COMMANDS = {
  list: {
    summary: "scan and print the inventory (the default)",
    positionals: [],
    options: SCAN_OPTIONS,
    examples: [
      ["--profile prod", "one account"],
      ["--org --deprecated -f csv -o old.csv", "an organization's functions on deprecated runtimes"],
      ["-a accounts.yaml -r 'eu-*' --fail-on deprecated", "for CI: exit 1 when one is found"],
    ],
  },
  accounts: {
    summary: "print the accounts a scan would read, and how",
    positionals: [],
    options: ACCOUNTS_OPTIONS,
    examples: [["--org --format yaml -o accounts.yaml", "write an accounts file for the organization"]],
  },
  check: {
    summary: "try credentials, roles and permissions; lists no function",
    positionals: [],
    options: CHECK_OPTIONS,
    examples: [["--org --with tags", "before the first scan of an organization"]],
  },
  runtimes: {
    summary: "print the runtime catalogue: dates, status, successor",
    positionals: [],
    options: RUNTIMES_OPTIONS,
    examples: [["--runtime 'python*' --as-of 2027-01-01", "as it will stand on a day to come"]],
  },
  diff: {
    summary: "compare two JSON reports, or one with a fresh scan",
    positionals: [
      { name: "OLD", required: true, help: "JSON report to compare from." },
      {
        name: "NEW",
        required: false,
        help: "JSON report to compare with. Without it: a fresh scan, for which the options of a scan are.",
      },
    ],
    options: DIFF_OPTIONS,
    examples: [["monday.json friday.json -f markdown", "what changed in the week"]],
  },
  merge: {
    summary: "join JSON reports of shards, or of a resumed run",
    positionals: [{ name: "REPORT", required: true, many: true, help: "JSON reports of the same scan." }],
    options: MERGE_OPTIONS,
    examples: [["part-*.json -o whole.json", "join the parts of a sharded scan"]],
  },
  role: {
    summary: "print the IAM policy or template to deploy",
    positionals: [],
    options: ROLE_OPTIONS,
    examples: [["--format cloudformation --trusted-account 111122223333", "for a StackSet"]],
  },
  demo: {
    summary: "scan a simulated organization: needs no AWS account",
    positionals: [],
    options: SCAN_OPTIONS,
    examples: [["--deprecated --group-by account", "all options of a scan work"]],
  },
  completion: {
    summary: "print a shell completion script",
    positionals: [
      {
        name: "SHELL",
        required: false,
        choices: SHELLS,
        help: "bash, zsh or fish. Default: your own, from $SHELL, or else bash. To try it in this session: source <(lambda-inventory completion bash)",
      },
    ],
    options: {},
    examples: [["bash > /etc/bash_completion.d/lambda-inventory", "install it for bash"]],
  },
} as const satisfies Readonly<Record<string, CommandEntry>>;

export type CommandName = keyof typeof COMMANDS;

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name);
}
