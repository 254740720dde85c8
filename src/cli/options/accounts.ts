import { DEFAULT_ROLE } from "../../model/account.ts";
import type { OptionTable, Values } from "./entry.ts";

/** Which accounts to read, and how they are accessed. */
export const ACCOUNT_OPTIONS = {
  profiles: {
    flag: "profile",
    kind: "list",
    frequent: true,
    alias: "p",
    value: "NAME...",
    completes: "profiles",
    group: "Accounts",
    help: "AWS profiles; each is one account. With --accounts or --org: the one profile to start from. Without any account option, the SDK's default credential chain is used.",
  },
  allProfiles: {
    kind: "flag",
    group: "Accounts",
    help: "Every profile in the AWS config files. An account that several profiles lead to is read once.",
  },
  accountsFile: {
    flag: "accounts",
    kind: "text",
    frequent: true,
    alias: "a",
    value: "FILE",
    completes: "files",
    group: "Accounts",
    help: "Accounts file, YAML or JSON; the accounts file of c7n-org works unchanged. `accounts --format yaml` writes one.",
  },
  org: {
    kind: "flag",
    frequent: true,
    group: "Accounts",
    help: `Discover the accounts with AWS Organizations, using the base credentials, and assume --role in each (default ${DEFAULT_ROLE}).`,
  },
  ous: {
    flag: "ou",
    kind: "list",
    value: "ID...",
    rule: "ou",
    group: "Accounts",
    help: "With --org: only the accounts in these organizational units, at any depth.",
  },
  excludeOus: {
    flag: "exclude-ou",
    kind: "list",
    value: "ID...",
    rule: "ou",
    group: "Accounts",
    help: "With --org: omit the accounts in these organizational units, at any depth.",
  },
  sso: {
    kind: "text",
    frequent: true,
    value: "SESSION",
    group: "Accounts",
    help: "All accounts you can access through this IAM Identity Center session: the name of an sso-session in the AWS config file. Requires --sso-role.",
  },
  ssoRoles: {
    flag: "sso-role",
    kind: "list",
    frequent: true,
    value: "NAME...",
    group: "Accounts",
    help: "With --sso: permission sets in order of preference; the first one assigned in an account is used there.",
  },
  role: {
    kind: "text",
    frequent: true,
    value: "NAME|ARN",
    rule: "role",
    group: "Accounts",
    help: "Role to assume in each account: a name, path/name or ARN. Overrides the roles in an accounts file.",
  },
  externalId: {
    kind: "text",
    value: "ID",
    rule: "externalId",
    group: "Accounts",
    help: "External id for assuming the role.",
  },
  sessionName: {
    kind: "text",
    value: "NAME",
    rule: "sessionName",
    group: "Accounts",
    help: "Session name for assuming the role, as shown in CloudTrail.",
  },
  accounts: {
    flag: "account",
    kind: "patterns",
    frequent: true,
    value: "ID|NAME...",
    group: "Accounts",
    help: "Keep only these accounts, by id or name; globs such as 'prod-*' work.",
  },
  excludeAccounts: {
    flag: "exclude-account",
    kind: "patterns",
    value: "ID|NAME...",
    group: "Accounts",
    help: "Omit these accounts, by id or name; globs work.",
  },
  shard: {
    kind: "shard",
    value: "I/N",
    group: "Accounts",
    help: "Scan only the I-th of N parts of the accounts, e.g. 2/4. A new account never moves another one to a different part; `merge` joins the reports. auto/N takes I from AWS_BATCH_JOB_ARRAY_INDEX or JOB_COMPLETION_INDEX, which count from 0.",
  },
} as const satisfies OptionTable;

export type AccountOptions = Values<typeof ACCOUNT_OPTIONS>;
