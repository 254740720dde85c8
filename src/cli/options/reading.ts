import { EXTRAS } from "../../model/column.ts";
import { RUNTIME_STATUSES } from "../../model/runtime.ts";
import { ACCOUNT_OPTIONS } from "./accounts.ts";
import { AGGREGATOR_OPTIONS } from "./aggregator.ts";
import type { OptionTable, Values } from "./entry.ts";
import { NETWORK_OPTIONS } from "./running.ts";
import { RULE_OPTIONS, TRIAGE_OPTIONS } from "./triage.ts";

export const REGION_OPTIONS = {
  regions: {
    flag: "region",
    kind: "regions",
    frequent: true,
    alias: "r",
    value: "PATTERN...",
    group: "Regions and functions",
    help: "Regions to scan; globs such as 'eu-*' select from the regions enabled in the account. Default: every region enabled in the account. With literal names only, DescribeRegions is not called.",
  },
  excludeRegions: {
    flag: "exclude-region",
    kind: "regions",
    frequent: true,
    value: "PATTERN...",
    group: "Regions and functions",
    help: "Regions to omit; globs work.",
  },
} as const satisfies OptionTable;

export const RUNTIME_OPTIONS = {
  runtimes: {
    flag: "runtime",
    kind: "runtimes",
    frequent: true,
    value: "PATTERN...",
    group: "Regions and functions",
    help: "Keep only these runtimes, e.g. 'python3.*'. nodejs20 means nodejs20.x.",
  },
  statuses: {
    flag: "status",
    kind: "choices",
    frequent: true,
    value: "STATUS...",
    choices: RUNTIME_STATUSES,
    group: "Regions and functions",
    help: "Keep only runtimes with these statuses.",
  },
  deprecated: {
    kind: "flag",
    frequent: true,
    group: "Regions and functions",
    help: "Short for --status deprecated,create-blocked,update-blocked. Together with --status, functions with any of these statuses are kept.",
  },
} as const satisfies OptionTable;

/** Filters of functions. */
export const FUNCTION_FILTERS = {
  ...RUNTIME_OPTIONS,
  excludeRuntimes: {
    flag: "exclude-runtime",
    kind: "runtimes",
    value: "PATTERN...",
    group: "Regions and functions",
    help: "Drop functions on these runtimes.",
  },
  names: {
    flag: "name",
    kind: "patterns",
    frequent: true,
    value: "PATTERN...",
    group: "Regions and functions",
    help: "Keep only functions with these names, e.g. 'payments-*'.",
  },
  excludeNames: {
    flag: "exclude-name",
    kind: "patterns",
    value: "PATTERN...",
    group: "Regions and functions",
    help: "Drop functions with these names.",
  },
  ...TRIAGE_OPTIONS,
} as const satisfies OptionTable;

const FUNCTION_OPTIONS = {
  ...FUNCTION_FILTERS,
  versions: {
    kind: "choice",
    value: "WHICH",
    choices: ["latest", "all"],
    default: "latest",
    group: "Regions and functions",
    help: "`all` also lists the published versions of each function.",
  },
} as const satisfies OptionTable;

export const EXTRA_OPTIONS = {
  extras: {
    flag: "with",
    kind: "choices",
    frequent: true,
    value: "LIST",
    choices: EXTRAS,
    default: [],
    group: "Regions and functions",
    help: "Extra columns that cost extra calls; `webFunctions` also lists Lambda Web Functions.",
  },
} as const satisfies OptionTable;

export const LIFECYCLE_OPTIONS = {
  within: {
    kind: "integer",
    frequent: true,
    value: "DAYS",
    min: 0,
    max: 36_500,
    default: 180,
    group: "Lifecycle data",
    help: "A runtime whose deprecation date is at most this many days away is `expiring`.",
  },
  catalogue: {
    kind: "text",
    value: "FILE|URL",
    completes: "files",
    group: "Lifecycle data",
    help: "Lifecycle data to use instead of the built-in catalogue: our own format, or the JSON of cfn-lint, endoflife.date or AWS Health.",
  },
  asOf: {
    kind: "date",
    value: "DATE",
    group: "Lifecycle data",
    help: "Assess the runtimes as of another day (YYYY-MM-DD). Default: today (UTC).",
  },
} as const satisfies OptionTable;

/** Which accounts, regions and functions to read, how AWS is called, and how the runtimes are assessed. */
export const READ_OPTIONS = {
  ...ACCOUNT_OPTIONS,
  ...AGGREGATOR_OPTIONS,
  ...REGION_OPTIONS,
  ...FUNCTION_OPTIONS,
  ...RULE_OPTIONS,
  ...EXTRA_OPTIONS,
  ...LIFECYCLE_OPTIONS,
  ...NETWORK_OPTIONS,
} as const satisfies OptionTable;

export type RegionOptions = Values<typeof REGION_OPTIONS>;
export type ReadOptions = Values<typeof READ_OPTIONS>;
