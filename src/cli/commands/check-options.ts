import { ACCOUNT_OPTIONS } from "../options/accounts.ts";
import { AGGREGATOR_OPTIONS } from "../options/aggregator.ts";
import type { CommandEntry, Values } from "../options/entry.ts";
import { EXTRA_OPTIONS, REGION_OPTIONS } from "../options/reading.ts";
import { REPORT_OPTIONS } from "../options/report.ts";
import { CONFIG_OPTIONS, DISPLAY_OPTIONS, NETWORK_OPTIONS } from "../options/running.ts";
import { TAG_READERS } from "../options/triage.ts";

export const CHECK = {
  summary: "test credentials, roles and permissions; list no functions",
  positionals: [],
  options: {
    ...ACCOUNT_OPTIONS,
    aggregator: {
      ...AGGREGATOR_OPTIONS.aggregator,
      help: "Also check the calls that read this aggregator of AWS Config.",
    },
    aggregatorOnly: {
      ...AGGREGATOR_OPTIONS.aggregatorOnly,
      help: "With --aggregator: check nothing else.",
    },
    ...REGION_OPTIONS,
    extras: { ...EXTRA_OPTIONS.extras, help: "Also check what these extra columns of a scan need." },
    ...TAG_READERS,
    format: { ...REPORT_OPTIONS.format, choices: ["table", "tsv", "json"] },
    all: {
      kind: "flag",
      frequent: true,
      group: "Output",
      help: "Print every account and region, also those where all checks passed.",
    },
    ...NETWORK_OPTIONS,
    ...CONFIG_OPTIONS,
    ...DISPLAY_OPTIONS,
  },
  examples: [
    ["--org --with tags", "before the first scan of an organization"],
    ["--profile prod --all", "one account, with every check"],
  ],
} as const satisfies CommandEntry;

export type CheckOptions = Values<typeof CHECK.options>;
