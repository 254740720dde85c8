import { COLUMN_KEYS } from "../../report/columns.ts";
import { FORMAT_NAMES } from "../../report/formats.ts";
import { GROUP_BYS } from "../../report/groups.ts";
import type { OptionTable } from "./entry.ts";

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

const QUERY_OPTIONS = {
  query: {
    kind: "text",
    value: "JMESPATH",
    group: "Output",
    help: "Print only what this JMESPath expression finds in the JSON report, as in the AWS CLI; as JSON, or as lines with --format tsv.",
  },
} as const satisfies OptionTable;

export const REPORT_OPTIONS = {
  format: {
    kind: "choice",
    frequent: true,
    alias: "f",
    value: "FORMAT",
    choices: FORMAT_NAMES,
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
  bom: {
    kind: "flag",
    group: "Output",
    help: "Begin TSV and CSV with a byte order mark, by which Excel knows UTF-8.",
  },
  "group-by": {
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
  ...QUERY_OPTIONS,
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
