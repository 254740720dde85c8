import { ACCOUNT_OPTIONS } from "../options/accounts.ts";
import type { CommandEntry, OptionTable, Values } from "../options/entry.ts";
import { FUNCTION_FILTERS, LIFECYCLE_OPTIONS, REGION_OPTIONS } from "../options/reading.ts";
import { NOTIFY_OPTIONS, REPORT_OPTIONS } from "../options/report.ts";
import { CONFIG_OPTIONS, QUIET_OPTIONS } from "../options/running.ts";
import { RULE_OPTIONS } from "../options/triage.ts";

const { default: _, ...WITHIN } = LIFECYCLE_OPTIONS.within;

/** What narrows saved reports, and how they are assessed: no option here leads to a call to AWS. */
export const SAVED_OPTIONS = {
  accounts: ACCOUNT_OPTIONS.accounts,
  excludeAccounts: ACCOUNT_OPTIONS.excludeAccounts,
  regions: { ...REGION_OPTIONS.regions, help: "Keep only these regions; globs such as 'eu-*' work." },
  excludeRegions: REGION_OPTIONS.excludeRegions,
  ...FUNCTION_FILTERS,
  ownersFile: {
    ...RULE_OPTIONS.ownersFile,
    frequent: true,
    help: "Owners file, YAML or JSON: replaces the owners that were saved.",
  },
  waiversFile: {
    ...RULE_OPTIONS.waiversFile,
    help: "Waivers file, YAML or JSON: replaces the waivers that were saved.",
  },
  ...LIFECYCLE_OPTIONS,
  within: {
    ...WITHIN,
    help: `${WITHIN.help} Default: as saved; with --as-of or --catalogue, 180.`,
  },
  asOf: {
    ...LIFECYCLE_OPTIONS.asOf,
    help: "Assess the runtimes as of another day (YYYY-MM-DD). Default: as saved; with --catalogue, today (UTC).",
  },
} as const satisfies OptionTable;

export type SavedOptions = Values<typeof SAVED_OPTIONS>;

export const REPORT = {
  summary: "print saved JSON reports again, in any format",
  positionals: [
    {
      name: "REPORT",
      required: true,
      many: true,
      help: "JSON reports; `-` is stdin. Several are joined, as by `merge`.",
    },
  ],
  options: {
    ...SAVED_OPTIONS,
    ...REPORT_OPTIONS,
    since: {
      ...NOTIFY_OPTIONS.since,
      group: "Output",
      help: "With --format html: also show what changed since this earlier JSON report, or since the last one of a directory.",
    },
    ...CONFIG_OPTIONS,
    ...QUIET_OPTIONS,
  },
  examples: [
    ["report.json --owner payments --deprecated", "the list of one team"],
    ["report.json --group-by owner -f markdown", "every team's list, for a wiki"],
  ],
} as const satisfies CommandEntry;

export type ReportCommandOptions = Values<typeof REPORT.options>;
