import { DEFAULT_ROLE } from "../../model/account.ts";
import { ACCOUNT_OPTIONS } from "../options/accounts.ts";
import { AGGREGATOR_OPTIONS } from "../options/aggregator.ts";
import type { CommandEntry, Values } from "../options/entry.ts";
import { EXTRA_OPTIONS } from "../options/reading.ts";
import { OUTPUT_OPTIONS, REPORT_OPTIONS } from "../options/report.ts";
import { CONFIG_OPTIONS } from "../options/running.ts";
import { TAG_READERS } from "../options/triage.ts";

export const ROLE = {
  summary: "print the IAM policy or template to deploy",
  positionals: [],
  options: {
    format: {
      ...REPORT_OPTIONS.format,
      choices: ["policy", "trust-policy", "hub-policy", "cloudformation", "terraform"],
      default: "policy",
      help: "`policy` is the role's IAM policy, `trust-policy` sets who may assume it, `hub-policy` is for the identity that scans; `cloudformation` works with StackSets.",
    },
    role: {
      ...ACCOUNT_OPTIONS.role,
      value: "NAME",
      rule: "roleName",
      default: DEFAULT_ROLE,
      group: "Template",
      help: "Name or path/name of the role.",
    },
    trustedAccount: {
      kind: "text",
      value: "ID",
      rule: "accountId",
      group: "Template",
      help: "Account that runs lambda-inventory and may assume this role.",
    },
    externalId: {
      ...ACCOUNT_OPTIONS.externalId,
      group: "Template",
      help: "External id the role requires.",
    },
    extras: {
      ...EXTRA_OPTIONS.extras,
      group: "Template",
      help: "Also allow what these extra columns of a scan need.",
    },
    ...TAG_READERS,
    aggregator: {
      ...AGGREGATOR_OPTIONS.aggregator,
      group: "Template",
      help: "With --format hub-policy: also allow what --aggregator and --aggregator-only need.",
    },
    ...OUTPUT_OPTIONS,
    ...CONFIG_OPTIONS,
  },
  examples: [
    ["--format cloudformation --trusted-account 111122223333", "for a StackSet"],
    ["--format policy --with tags,lastInvoked", "the permissions that a scan needs"],
  ],
} as const satisfies CommandEntry;

export type RoleOptions = Values<typeof ROLE.options>;
