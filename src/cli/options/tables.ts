import { DEFAULT_ROLE } from "../../model/account.ts";
import { ACCOUNT_OPTIONS } from "./accounts.ts";
import type { OptionTable } from "./entry.ts";
import { NOTIFY_OPTIONS } from "./notify.ts";
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
  ...NOTIFY_OPTIONS,
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
  deprecated: FUNCTION_OPTIONS.deprecated,
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
  query: {
    ...REPORT_OPTIONS.query,
    help: "Print only what this JMESPath expression finds in the comparison as JSON.",
  },
  "fail-on": {
    ...REPORT_OPTIONS["fail-on"],
    choices: ["new-deprecated", ...REPORT_OPTIONS["fail-on"].choices],
    help: "Exit with 1 when a function is on a deprecated runtime now and was not before (`new-deprecated`), or when the newer report has functions of these statuses.",
  },
  "allow-incomplete": REPORT_OPTIONS["allow-incomplete"],
  ...NETWORK_OPTIONS,
  ...DISPLAY_OPTIONS,
} as const satisfies OptionTable;

export const MERGE_OPTIONS = {
  ...REPORT_OPTIONS,
  format: {
    ...REPORT_OPTIONS.format,
    default: "json",
    help: "Format of the whole: a JSON report, or another.",
  },
  ...NOTIFY_OPTIONS,
  ...QUIET_OPTIONS,
} as const satisfies OptionTable;

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
    default: DEFAULT_ROLE,
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
