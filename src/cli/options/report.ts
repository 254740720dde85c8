import { COLUMN_KEYS } from "../../report/columns.ts";
import { FORMAT_NAMES } from "../../report/formats.ts";
import { GROUP_BYS } from "../../report/groups.ts";
import { SPLITS } from "../../report/split.ts";
import type { OptionTable, Values } from "./entry.ts";

export const OUTPUT_OPTIONS = {
  output: {
    kind: "output",
    frequent: true,
    alias: "o",
    value: "FILE",
    completes: "files",
    group: "Output",
    help: "Write to this file (atomically) instead of stdout. Without --format, its extension sets the format.",
  },
} as const satisfies OptionTable;

export const HEADER_OPTIONS = {
  noHeader: {
    kind: "flag",
    group: "Output",
    help: "Omit the header line in table, TSV and CSV.",
  },
} as const satisfies OptionTable;

/** How a report is written, and what it means for the exit code. */
export const REPORT_OPTIONS = {
  format: {
    kind: "choice",
    frequent: true,
    alias: "f",
    value: "FORMAT",
    choices: FORMAT_NAMES,
    default: "table",
    group: "Output",
    help: "Output format.",
  },
  columns: {
    kind: "columns",
    frequent: true,
    value: "LIST",
    choices: COLUMN_KEYS,
    group: "Output",
    help: "Columns, in this order, by their JSON key; `tags.KEY` is the value of one tag.",
  },
  sort: {
    kind: "sort",
    frequent: true,
    value: "LIST",
    choices: COLUMN_KEYS,
    group: "Output",
    help: "Sort by these columns; -key sorts descending, e.g. --sort=-daysLeft,region. Default: account, region, function name, version.",
  },
  ...HEADER_OPTIONS,
  bom: {
    kind: "flag",
    group: "Output",
    help: "Start TSV and CSV with a byte order mark so that Excel detects UTF-8.",
  },
  groupBy: {
    kind: "choice",
    frequent: true,
    value: "WHAT",
    choices: GROUP_BYS,
    group: "Output",
    help: "Group rows under headings (table and markdown).",
  },
  limit: {
    kind: "integer",
    min: 0,
    max: 1_000_000_000,
    value: "N",
    group: "Output",
    help: "List at most N functions and say how many were left out. 0: no limit. Default: no limit; in Markdown, as many as fit into 60,000 characters.",
  },
  ...OUTPUT_OPTIONS,
  splitBy: {
    kind: "choice",
    value: "WHAT",
    choices: SPLITS,
    group: "Output",
    help: "With --output-dir: one report for each owner, account or runtime, each with the whole ledger.",
  },
  outputDir: {
    kind: "text",
    value: "DIR",
    completes: "files",
    group: "Output",
    help: "With --split-by: write the reports into this directory, all of them or none, with an index.json.",
  },
  query: {
    kind: "text",
    value: "JMESPATH",
    group: "Output",
    help: "Print only what this JMESPath expression selects from the JSON report, as in the AWS CLI; as JSON, or as lines with --format tsv.",
  },
  coverage: {
    kind: "text",
    value: "FILE",
    rule: "ledger",
    completes: "files",
    group: "Output",
    help: "Also write the account × region ledger to this file, as TSV or JSON by its extension.",
  },
  failOn: {
    kind: "choices",
    frequent: true,
    value: "LIST",
    choices: ["deprecated", "expiring", "unknown"],
    default: [],
    group: "Exit code",
    help: "Exit with 1 when the report has functions with these statuses. `deprecated` means all three deprecated phases.",
  },
  allowIncomplete: {
    kind: "flag",
    group: "Exit code",
    help: "Exit with 0 instead of 3 when an account or region could not be read.",
  },
} as const satisfies OptionTable;

export const NOTIFY_OPTIONS = {
  notify: {
    kind: "choices",
    value: "LIST",
    choices: ["slack", "webhook"],
    default: [],
    group: "Notices",
    help: "After the report is written, post a digest if functions are deprecated or expiring, something changed, or something could not be read. The URL comes from LAMBDA_INVENTORY_SLACK_WEBHOOK_URL or LAMBDA_INVENTORY_WEBHOOK_URL, or from the file named by ..._FILE.",
  },
  since: {
    kind: "text",
    value: "REPORT",
    completes: "files",
    group: "Notices",
    help: "Also report what changed since this earlier JSON report: in notices, and in the page of --format html, for which it may be a directory of reports.",
  },
  notifyAlways: {
    kind: "flag",
    group: "Notices",
    help: "With --notify: post even when there is nothing to report.",
  },
  reportUrl: {
    kind: "text",
    rule: "link",
    value: "URL",
    group: "Notices",
    help: "With --notify: link to the full report, shown in the notice.",
  },
} as const satisfies OptionTable;

/** Variables without an option: the addresses of notices are secrets. */
export const ADDRESS_VARIABLES = [
  "LAMBDA_INVENTORY_SLACK_WEBHOOK_URL",
  "LAMBDA_INVENTORY_SLACK_WEBHOOK_FILE",
  "LAMBDA_INVENTORY_WEBHOOK_URL",
  "LAMBDA_INVENTORY_WEBHOOK_FILE",
] as const;

export type OutputOptions = Values<typeof REPORT_OPTIONS>;
export type NotifyOptions = Values<typeof NOTIFY_OPTIONS>;
