import { ACCOUNT_OPTIONS } from "../options/accounts.ts";
import type { CommandEntry, Values } from "../options/entry.ts";
import { OUTPUT_OPTIONS, REPORT_OPTIONS } from "../options/report.ts";
import { CONFIG_OPTIONS, DISPLAY_OPTIONS, NETWORK_OPTIONS } from "../options/running.ts";

export const ACCOUNTS = {
  summary: "print the accounts a scan would read, and how",
  positionals: [],
  options: {
    ...ACCOUNT_OPTIONS,
    format: {
      ...REPORT_OPTIONS.format,
      choices: ["table", "tsv", "json", "yaml"],
      help: "Output format. `yaml` writes a file that --accounts reads.",
    },
    ...OUTPUT_OPTIONS,
    ...NETWORK_OPTIONS,
    ...CONFIG_OPTIONS,
    ...DISPLAY_OPTIONS,
  },
  examples: [
    ["--org", "the accounts of the organization, and the role used in each"],
    ["--org --format yaml -o accounts.yaml", "write an accounts file for the organization"],
  ],
} as const satisfies CommandEntry;

export type AccountsOptions = Values<typeof ACCOUNTS.options>;
