/** What the help topics list. The types hold each table to what the program has: a new format needs a line here. */
import type { CoverageStatus } from "../../model/coverage.ts";
import type { RuntimeStatus } from "../../model/runtime.ts";
import type { Format } from "../../report/formats.ts";

export const FORMATS = {
  table: "for a terminal (the default)",
  tsv: "for the shell: cut, sort, awk",
  csv: "for spreadsheets",
  json: "the whole report: for archives, report, plan, trend, diff, merge and --resume",
  ndjson: "one function per line: for jq and log pipelines",
  xlsx: "a workbook: functions, what to do first, and what was not read",
  markdown: "for pull requests, issues and wikis",
  html: "a page to read, filter and print; one file that makes no request",
  openmetrics: "for Prometheus",
} as const satisfies Record<Format, string>;

export const RUNTIME_STATUSES_TEXT = {
  supported: "patched and supported",
  expiring: "the deprecation date is at most --within days away",
  deprecated: "no more patches: the deprecation date has come or passed",
  "create-blocked": "functions can no longer be created with it",
  "update-blocked": "functions on it can no longer be updated",
  preview: "AWS offers it as a preview, without support",
  custom: "a customer-managed runtime whose dates could not be read",
  container: "a container image, whose runtime AWS does not report",
  unknown: "not in the catalogue",
} as const satisfies Record<RuntimeStatus, string>;

export const TARGET_STATUSES = {
  ok: "read to the last page",
  disabled: "the region is not enabled in the account; counts as read",
  unsupported: "Lambda is not available there; counts as read",
  denied: "refused by IAM, a service control policy or a permissions boundary",
  unauthenticated: "the credentials are invalid, expired or missing",
  unreachable: "could not connect, or the connection failed",
  throttled: "still throttled after --max-attempts",
  timeout: "not complete within --timeout",
  error: "anything else, such as a response that is not from AWS",
  "not-attempted": "the run was interrupted, or --deadline passed",
  "not-recorded": "--aggregator-only: AWS Config does not record functions there",
  "not-aggregated": "--aggregator-only: the aggregator has nothing from there",
  stale: "--aggregator-only: AWS Config's data is 48 hours old or more",
} as const satisfies Record<CoverageStatus, string>;

export const ACCOUNT_SOURCES = [
  ["(nothing)", "the account of the default credentials: environment, AWS_PROFILE, machine role"],
  ["--profile NAME...", "one account per profile of the AWS config files"],
  ["--all-profiles", "every profile; an account that several lead to is read once"],
  ["--accounts FILE", "an accounts file, YAML or JSON; that of c7n-org works unchanged"],
  ["--org", "every account of AWS Organizations; --ou and --exclude-ou choose units"],
  ["--sso NAME", "every account that an Identity Center session can access, with --sso-role"],
] as const;

export const CREDENTIALS_TEXT =
  "With --accounts and --org, --role is assumed in each account (default LambdaInventoryReadOnly); " +
  "`lambda-inventory role` prints what to deploy. --account and --exclude-account choose by id or name.";

export const OWNER_SOURCES = [
  ["owners-file", "an entry of the owners file (--owners); the last one that matches wins"],
  ["tag:KEY", "a tag of the function: --owner-tag, by default Owner, owner, Team, team"],
  ["account-tag:KEY", "the same tag of its account, with --org"],
  ["account-email", "the e-mail address of its account, with --org"],
] as const;

export const OWNERS_EXAMPLE = `An owners file:
  owners:
    - match: {}                      # every function
      owner: platform
    - match: {account: "*-prod", name: "checkout-*"}
      owner: payments
      contact: "#payments"
      repository: github.com/acme/payments
Keys of match: account, region, name, stack, tag, ou; all must match.`;

export const WAIVERS_EXAMPLE = `A waivers file:
  waivers:
    - match: {account: legacy-erp, runtime: nodejs4.3}
      reason: the robot is replaced in March
      approvedBy: platform-lead
      until: "2027-03-31"`;

export const PROJECT_EXAMPLE = `  options:                           # long option names
    org: true
    with: [tags]
  owners:
    - match: {account: "*-prod"}
      owner: payments
  waivers:
    - match: {account: legacy-erp}
      until: "2027-03-31"`;

export const ENVIRONMENT = [
  [
    "LAMBDA_INVENTORY_*",
    "Every option: LAMBDA_INVENTORY_EXCLUDE_OU for --exclude-ou. True or false for an option without a value.",
  ],
  ["AWS_*", "Credentials, profile, region, endpoints and certificates, as in the AWS CLI."],
  ["HTTPS_PROXY", "Proxy; likewise HTTP_PROXY, and NO_PROXY for hosts without one."],
  ["NODE_EXTRA_CA_CERTS", "A file of certificates to trust."],
  ["NO_COLOR", "Colours are off when NO_COLOR is set or TERM is dumb."],
] as const;
