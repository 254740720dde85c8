import { DEFAULT_ROLE } from "../../model/account.ts";
import type { OptionTable } from "./entry.ts";

/** Which accounts to read, and the way into them. */
export const ACCOUNT_OPTIONS = {
  profile: {
    kind: "list",
    frequent: true,
    alias: "p",
    value: "NAME...",
    completes: "profiles",
    group: "Accounts",
    help: "AWS profiles; each is one account. With --accounts or --org: the one profile whose credentials are the base. Without any account option the SDK's default credential chain is read.",
  },
  "all-profiles": {
    kind: "flag",
    group: "Accounts",
    help: "Every profile in the AWS config files. An account that several profiles lead to is read once.",
  },
  accounts: {
    kind: "text",
    frequent: true,
    alias: "a",
    value: "FILE",
    completes: "files",
    group: "Accounts",
    help: "Accounts file, YAML or JSON; a c7n-org accounts file is read as it is. `accounts --format yaml` writes one.",
  },
  org: {
    kind: "flag",
    frequent: true,
    group: "Accounts",
    help: `Discover the accounts with AWS Organizations, from the base credentials, and assume --role in each (default ${DEFAULT_ROLE}).`,
  },
  ou: {
    kind: "list",
    value: "ID...",
    rule: "ou",
    group: "Accounts",
    help: "With --org: only the accounts of these organizational units, children included.",
  },
  "exclude-ou": {
    kind: "list",
    value: "ID...",
    rule: "ou",
    group: "Accounts",
    help: "With --org: leave out the accounts of these organizational units, children included.",
  },
  sso: {
    kind: "text",
    frequent: true,
    value: "SESSION",
    group: "Accounts",
    help: "Every account that the signed-in person may enter by IAM Identity Center: the name of an sso-session in the AWS config file. Needs --sso-role.",
  },
  "sso-role": {
    kind: "list",
    frequent: true,
    value: "NAME...",
    group: "Accounts",
    help: "With --sso: permission sets in order of preference; the first that is granted in an account is used there.",
  },
  role: {
    kind: "text",
    frequent: true,
    value: "NAME|ARN",
    rule: "role",
    group: "Accounts",
    help: "Role to assume in each account: a name, path/name or ARN. Wins over the roles of an accounts file.",
  },
  "external-id": {
    kind: "text",
    value: "ID",
    rule: "externalId",
    group: "Accounts",
    help: "External id for assuming the role.",
  },
  "session-name": {
    kind: "text",
    value: "NAME",
    rule: "sessionName",
    group: "Accounts",
    help: "Session name for assuming the role, as CloudTrail shows it.",
  },
  account: {
    kind: "patterns",
    frequent: true,
    value: "ID|NAME...",
    group: "Accounts",
    help: "Keep only these accounts, by id or name; globs such as 'prod-*' work.",
  },
  "exclude-account": {
    kind: "patterns",
    value: "ID|NAME...",
    group: "Accounts",
    help: "Leave these accounts out, by id or name; globs work.",
  },
  shard: {
    kind: "shard",
    value: "I/N",
    group: "Accounts",
    help: "Scan only the I-th of N parts of the accounts, e.g. 2/4. Adding an account moves no other to another part; `merge` joins the reports. auto/N takes I from AWS_BATCH_JOB_ARRAY_INDEX or JOB_COMPLETION_INDEX, which count from 0.",
  },
} as const satisfies OptionTable;
