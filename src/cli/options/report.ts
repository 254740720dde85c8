import type { ColumnKey } from "../options.ts";
import type { OptionTable } from "./entry.ts";

const COLUMNS = {
  accountId: true,
  accountName: true,
  region: true,
  functionName: true,
  version: true,
  runtime: true,
  runtimeStatus: true,
  deprecationDate: true,
  blockCreateDate: true,
  blockUpdateDate: true,
  daysLeft: true,
  successor: true,
  packageType: true,
  architectures: true,
  memorySize: true,
  timeout: true,
  codeSize: true,
  lastModified: true,
  description: true,
  handler: true,
  role: true,
  layers: true,
  functionArn: true,
  tags: true,
  lastInvoked: true,
  aliases: true,
} as const satisfies Record<ColumnKey, true>;

export const COLUMN_KEYS = Object.keys(COLUMNS) as ColumnKey[];

export const OUTPUT_OPTIONS = {
  output: {
    kind: "text",
    frequent: true,
    alias: "o",
    value: "FILE",
    completes: "files",
    group: "Output",
    help: "Write to this file instead of stdout: whole, or not at all.",
  },
} as const satisfies OptionTable;

export const HEADER_OPTIONS = {
  "no-header": {
    kind: "flag",
    group: "Output",
    help: "No header line in table, TSV and CSV.",
  },
} as const satisfies OptionTable;

export const REPORT_OPTIONS = {
  format: {
    kind: "choice",
    frequent: true,
    alias: "f",
    value: "FORMAT",
    choices: ["table", "tsv", "csv", "json", "ndjson", "markdown", "html"],
    default: "table",
    group: "Output",
    help: "Format of the report.",
  },
  columns: {
    kind: "choices",
    frequent: true,
    value: "LIST",
    choices: COLUMN_KEYS,
    group: "Output",
    help: "Columns, in this order, by their JSON key.",
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
  "group-by": {
    kind: "choice",
    frequent: true,
    value: "WHAT",
    choices: ["account", "region", "runtime"],
    group: "Output",
    help: "Headings in table and markdown.",
  },
  ...OUTPUT_OPTIONS,
  coverage: {
    kind: "text",
    value: "FILE",
    rule: "ledger",
    completes: "files",
    group: "Output",
    help: "Also write the account × region ledger to this file, as TSV or JSON by its ending.",
  },
  "fail-on": {
    kind: "choices",
    frequent: true,
    value: "LIST",
    choices: ["deprecated", "expiring", "unknown"],
    group: "Exit code",
    help: "Exit with 1 when the report has functions of these statuses. `deprecated` means all three deprecated phases.",
  },
  "allow-incomplete": {
    kind: "flag",
    group: "Exit code",
    help: "Exit with 0 instead of 3 when some account or region could not be read.",
  },
} as const satisfies OptionTable;
