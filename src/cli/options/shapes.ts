import { UserError } from "../../model/failure.ts";
import { literalRegions } from "../../model/patterns.ts";
import { DEPRECATED_STATUSES, type RuntimeStatus } from "../../model/runtime.ts";
import type {
  AccountOptions,
  AccountsOptions,
  CheckOptions,
  DisplayOptions,
  MergeOptions,
  NetworkOptions,
  NotifyOptions,
  ReadOptions,
  ReportOptions,
  RoleOptions,
  RuntimesOptions,
  ScanOptions,
} from "../options.ts";
import type { ACCOUNT_OPTIONS } from "./accounts.ts";
import type { Values } from "./entry.ts";
import type { NOTIFY_OPTIONS } from "./notify.ts";
import type { EXTRA_OPTIONS, FUNCTION_OPTIONS, LIFECYCLE_OPTIONS, REGION_OPTIONS } from "./reading.ts";
import type { OUTPUT_OPTIONS, REPORT_OPTIONS } from "./report.ts";
import type { DISPLAY_OPTIONS, NETWORK_OPTIONS, QUIET_OPTIONS } from "./running.ts";
import type * as tables from "./tables.ts";

/** From the values by option name to the shapes that commands work with. */
export function scan(values: Values<typeof tables.SCAN_OPTIONS>): ScanOptions {
  return {
    ...accountsToRead(values),
    ...reading(values),
    ...report(values),
    ...notices(values),
    ...network(values),
    ...display(values),
    resume: values.resume,
  };
}

export function accounts(values: Values<typeof tables.ACCOUNTS_OPTIONS>): AccountsOptions {
  return {
    ...accountsToRead(values),
    ...network(values),
    ...display(values),
    format: values.format,
    output: output(values),
  };
}

export function check(values: Values<typeof tables.CHECK_OPTIONS>): CheckOptions {
  return {
    ...accountsToRead(values),
    ...network(values),
    ...display(values),
    regions: regions(values),
    extras: values.with ?? [],
    format: values.format,
  };
}

export function runtimes(values: Values<typeof tables.RUNTIMES_OPTIONS>): RuntimesOptions {
  return {
    ...tone(values),
    runtime: values.runtime,
    status: statuses(values),
    ...lifecycle(values),
    compare: values.compare,
    format: values.format,
    header: !values["no-header"],
    output: output(values),
  };
}

export function merge(values: Values<typeof tables.MERGE_OPTIONS>, reports: readonly string[]): MergeOptions {
  return { ...report(values), ...notices(values), ...tone(values), reports };
}

export function role(values: Values<typeof tables.ROLE_OPTIONS>): RoleOptions {
  return {
    format: values.format,
    role: values.role,
    trustedAccount: values["trusted-account"],
    externalId: values["external-id"],
    extras: values.with ?? [],
    output: output(values),
  };
}

function accountsToRead(values: Values<typeof ACCOUNT_OPTIONS>): AccountOptions {
  return {
    profiles: values.profile,
    allProfiles: values["all-profiles"],
    accountsFile: values.accounts,
    org: values.org,
    ous: values.ou,
    excludeOus: values["exclude-ou"],
    sso: values.sso,
    ssoRoles: values["sso-role"],
    role: values.role,
    externalId: values["external-id"],
    sessionName: values["session-name"],
    account: values.account,
    excludeAccount: values["exclude-account"],
    shard: values.shard,
  };
}

type Reading = typeof REGION_OPTIONS &
  typeof FUNCTION_OPTIONS &
  typeof EXTRA_OPTIONS &
  typeof LIFECYCLE_OPTIONS;

export function reading(values: Values<Reading>): Omit<ReadOptions, "resume"> {
  return {
    regions: regions(values),
    runtime: values.runtime,
    status: statuses(values),
    name: values.name,
    versions: values.versions,
    extras: values.with ?? [],
    ...lifecycle(values),
  };
}

function regions(values: Values<typeof REGION_OPTIONS>): ReadOptions["regions"] {
  const choice = { include: values.region, exclude: values["exclude-region"] };
  if (literalRegions(choice)?.length !== 0) return choice;
  throw new UserError(
    `--exclude-region ${choice.exclude?.source.join(",")} leaves none of --region ${choice.include?.source.join(",")}`,
    "Leave one of the two out.",
  );
}

function statuses({
  status,
  deprecated,
}: Values<Pick<typeof FUNCTION_OPTIONS, "status" | "deprecated">>): readonly RuntimeStatus[] | undefined {
  return deprecated ? [...new Set([...(status ?? []), ...DEPRECATED_STATUSES])] : status;
}

function lifecycle(
  values: Values<typeof LIFECYCLE_OPTIONS>,
): Pick<ReadOptions, "within" | "catalogue" | "asOf"> {
  return { within: values.within, catalogue: values.catalogue, asOf: values["as-of"] };
}

function report(values: Values<typeof REPORT_OPTIONS>): ReportOptions {
  return {
    format: values.format,
    columns: values.columns,
    sort: values.sort,
    header: !values["no-header"],
    bom: values.bom,
    groupBy: values["group-by"],
    limit: values.limit,
    output: output(values),
    query: values.query,
    coverage: values.coverage,
    failOn: values["fail-on"] ?? [],
    allowIncomplete: values["allow-incomplete"],
  };
}

function notices(values: Values<typeof NOTIFY_OPTIONS>): NotifyOptions {
  return { notify: values.notify ?? [], since: values.since, notifyAlways: values["notify-always"] };
}

/** `-` is stdout, as elsewhere. */
export function output(values: Values<typeof OUTPUT_OPTIONS>): string | undefined {
  return values.output === "-" ? undefined : values.output;
}

function network(values: Values<typeof NETWORK_OPTIONS>): NetworkOptions {
  return {
    concurrency: values.concurrency,
    timeoutMs: values.timeout,
    deadlineMs: values.deadline,
    maxAttempts: values["max-attempts"],
    endpointUrl: values["endpoint-url"],
  };
}

function display(values: Values<typeof DISPLAY_OPTIONS>): DisplayOptions {
  return { ...tone(values), verbose: values.verbose, progress: !values["no-progress"] };
}

function tone(values: Values<typeof QUIET_OPTIONS>): Pick<DisplayOptions, "color" | "quiet"> {
  return { color: values.color, quiet: values.quiet };
}
