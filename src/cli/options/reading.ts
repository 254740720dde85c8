import { EXTRAS } from "../../model/function.ts";
import { RUNTIME_STATUSES } from "../../model/runtime.ts";
import type { OptionTable } from "./entry.ts";

export const REGION_OPTIONS = {
  region: {
    kind: "regions",
    frequent: true,
    alias: "r",
    value: "PATTERN...",
    group: "Regions and functions",
    help: "Regions to read; globs such as 'eu-*' choose among those enabled in the account. Default: every region enabled in the account. With literal names only, DescribeRegions is not called.",
  },
  "exclude-region": {
    kind: "regions",
    frequent: true,
    value: "PATTERN...",
    group: "Regions and functions",
    help: "Regions to leave out; globs work.",
  },
} as const satisfies OptionTable;

export const RUNTIME_OPTIONS = {
  runtime: {
    kind: "patterns",
    frequent: true,
    value: "PATTERN...",
    group: "Regions and functions",
    help: "Keep only these runtimes, e.g. 'python3.*'.",
  },
  status: {
    kind: "choices",
    frequent: true,
    value: "STATUS...",
    choices: RUNTIME_STATUSES,
    group: "Regions and functions",
    help: "Keep only runtimes of these statuses.",
  },
} as const satisfies OptionTable;

export const FUNCTION_OPTIONS = {
  ...RUNTIME_OPTIONS,
  deprecated: {
    kind: "flag",
    frequent: true,
    group: "Regions and functions",
    help: "Short for --status deprecated,create-blocked,update-blocked.",
  },
  name: {
    kind: "patterns",
    frequent: true,
    value: "PATTERN...",
    group: "Regions and functions",
    help: "Keep only functions of these names, e.g. 'payments-*'.",
  },
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
  with: {
    kind: "choices",
    frequent: true,
    value: "LIST",
    choices: EXTRAS,
    group: "Regions and functions",
    help: "Extra columns that cost extra calls.",
  },
} as const satisfies OptionTable;

export const LIFECYCLE_OPTIONS = {
  within: {
    kind: "integer",
    frequent: true,
    value: "DAYS",
    min: 0,
    max: 36_500,
    default: "180",
    group: "Lifecycle data",
    help: "A runtime whose deprecation date lies within so many days is `expiring`.",
  },
  catalogue: {
    kind: "text",
    value: "FILE|URL",
    completes: "files",
    group: "Lifecycle data",
    help: "Other lifecycle data than the built-in: our own format, cfn-lint's or endoflife.date's JSON.",
  },
  "as-of": {
    kind: "date",
    value: "DATE",
    group: "Lifecycle data",
    help: "Judge the runtimes as of another day, YYYY-MM-DD. Default: today (UTC).",
  },
} as const satisfies OptionTable;
