import { ACCOUNT_OPTIONS } from "./accounts.ts";
import type { OptionTable } from "./entry.ts";
import {
  EXTRA_OPTIONS,
  FUNCTION_OPTIONS,
  LIFECYCLE_OPTIONS,
  REGION_OPTIONS,
  RUNTIME_OPTIONS,
} from "./reading.ts";
import { HEADER_OPTIONS, OUTPUT_OPTIONS, REPORT_OPTIONS } from "./report.ts";
import { DISPLAY_OPTIONS, NETWORK_OPTIONS, QUIET_OPTIONS, RESUME_OPTIONS } from "./running.ts";

const READ_OPTIONS = {
  ...ACCOUNT_OPTIONS,
  ...REGION_OPTIONS,
  ...FUNCTION_OPTIONS,
  ...EXTRA_OPTIONS,
  ...LIFECYCLE_OPTIONS,
} as const satisfies OptionTable;

export const SCAN_OPTIONS = {
  ...READ_OPTIONS,
  ...REPORT_OPTIONS,
  ...NETWORK_OPTIONS,
  ...RESUME_OPTIONS,
  ...DISPLAY_OPTIONS,
} as const satisfies OptionTable;

export const ACCOUNTS_OPTIONS = {
  ...ACCOUNT_OPTIONS,
  format: {
    ...REPORT_OPTIONS.format,
    choices: ["table", "tsv", "json", "yaml"],
    help: "`yaml` is a file that --accounts reads.",
  },
  ...OUTPUT_OPTIONS,
  ...NETWORK_OPTIONS,
  ...DISPLAY_OPTIONS,
} as const satisfies OptionTable;

export const CHECK_OPTIONS = {
  ...ACCOUNT_OPTIONS,
  ...REGION_OPTIONS,
  with: { ...EXTRA_OPTIONS.with, help: "Also check what these extra columns of a scan need." },
  format: { ...REPORT_OPTIONS.format, choices: ["table", "tsv", "json"] },
  ...NETWORK_OPTIONS,
  ...DISPLAY_OPTIONS,
} as const satisfies OptionTable;

export const RUNTIMES_OPTIONS = {
  ...RUNTIME_OPTIONS,
  ...LIFECYCLE_OPTIONS,
  compare: {
    kind: "text",
    value: "FILE|URL",
    completes: "files",
    group: "Lifecycle data",
    help: "Print which dates moved between the catalogue and this one.",
  },
  format: { ...REPORT_OPTIONS.format, choices: ["table", "tsv", "json"], help: "Format of the table." },
  ...HEADER_OPTIONS,
  ...OUTPUT_OPTIONS,
  ...QUIET_OPTIONS,
} as const satisfies OptionTable;

export const DIFF_OPTIONS = {
  ...READ_OPTIONS,
  format: {
    ...REPORT_OPTIONS.format,
    choices: ["table", "markdown", "json", "html"],
    help: "Format of the comparison.",
  },
  ...OUTPUT_OPTIONS,
  "fail-on": {
    ...REPORT_OPTIONS["fail-on"],
    choices: ["new-deprecated"],
    help: "Exit with 1 when a function is on a deprecated runtime now and was not before.",
  },
  "allow-incomplete": REPORT_OPTIONS["allow-incomplete"],
  ...NETWORK_OPTIONS,
  ...DISPLAY_OPTIONS,
} as const satisfies OptionTable;

export const MERGE_OPTIONS = { ...REPORT_OPTIONS, ...QUIET_OPTIONS } as const satisfies OptionTable;

export const ROLE_OPTIONS = {
  format: {
    ...REPORT_OPTIONS.format,
    choices: ["policy", "trust-policy", "hub-policy", "cloudformation", "terraform"],
    default: "policy",
    help: "`policy` is the role's IAM policy, `trust-policy` says who may assume it, `hub-policy` is for whoever scans; `cloudformation` is ready for StackSets.",
  },
  role: {
    ...ACCOUNT_OPTIONS.role,
    value: "NAME",
    rule: "roleName",
    default: "LambdaInventoryReadOnly",
    group: "Template",
    help: "Name or path/name of the role.",
  },
  "trusted-account": {
    kind: "text",
    value: "ID",
    rule: "accountId",
    group: "Template",
    help: "Account that may assume the role: the one that scans from.",
  },
  "external-id": {
    ...ACCOUNT_OPTIONS["external-id"],
    group: "Template",
    help: "External id that the role demands.",
  },
  with: {
    ...EXTRA_OPTIONS.with,
    group: "Template",
    help: "Also allow what these extra columns of a scan need.",
  },
  ...OUTPUT_OPTIONS,
} as const satisfies OptionTable;

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
    examples: [["part-*.json -f json -o whole.json", "join the parts of a sharded scan"]],
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
        help: "bash, zsh or fish. Default: your own, from $SHELL. To try it in this session: source <(lambda-inventory completion bash)",
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
