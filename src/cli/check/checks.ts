import type { AggregatorAction } from "../../aws/aggregator/aggregator.ts";
import type { ProbedAction } from "../../aws/reading/probe.ts";
import { EXTRA_ACTIONS, type SCAN_ACTIONS } from "../../deploy/policy.ts";
import type { SkippedAccount } from "../../model/account.ts";
import { EXTRAS, type Extra } from "../../model/column.ts";
import { type CoverageRow, type CoverageStatus, isRead } from "../../model/coverage.ts";
import type { Failure } from "../../model/failure.ts";
import { unlistedAccounts } from "../../model/unlisted.ts";

/** What is checked in a region, as IAM spells it. */
export type RegionAction = "lambda:ListFunctions" | ProbedAction;

/** `credentials`: the base credentials and each role of the chain; `identity`: the account that they belong to. */
export type CheckedAction =
  | "credentials"
  | "identity"
  | (typeof SCAN_ACTIONS)[number]
  | RegionAction
  | (typeof OF_ORGANIZATION)[number]
  | AggregatorAction;

/** What describes the accounts of an organization: their tags, which may name owners, and the units above them. */
export const OF_ORGANIZATION = ["organizations:ListTagsForResource", "organizations:ListRoots"] as const;

/** One request to AWS and its result, in the terms of the ledger. */
export interface Check {
  readonly action: CheckedAction;
  readonly status: CoverageStatus | "untried";
  readonly code: string;
  readonly message: string;
}

/** A request that was made, and its result: a failure, a row of the ledger, or nothing, when it passed. */
export function checkOf(
  action: CheckedAction,
  { status, code, message }: Pick<CoverageRow, "status" | "code" | "message"> = PASSED,
): Check {
  return { action, status, code, message };
}

const PASSED = { status: "ok", code: "", message: "" } as const;

/** A request that was not made. */
export function untried(action: CheckedAction, code = "NotTried", message = "not tried"): Check {
  return { action, status: "untried", code, message };
}

/** An account × region, with every check that a complete scan of it needs. */
export interface CheckedTarget {
  readonly accountId: string;
  readonly accountName: string;
  /** Empty when the account could not be accessed, or is skipped. */
  readonly region: string;
  /** The base credentials, and the roles assumed. */
  readonly via: string;
  /** The caller in that account; empty when unknown. */
  readonly arn: string;
  /** The status of the first check that failed; `ok`, `disabled` and `unsupported` need nothing. */
  readonly status: CoverageStatus | "skipped";
  readonly message: string;
  readonly checks: readonly Check[];
}

/** The actions of these extras, in the order of the columns. */
export function actionsOf(extras: readonly Extra[]): readonly ProbedAction[] {
  const actions: Readonly<Record<Extra, readonly ProbedAction[]>> = EXTRA_ACTIONS;
  const wanted = EXTRAS.filter((extra) => extras.includes(extra));
  return [...new Set(wanted.flatMap((extra) => actions[extra]))];
}

type FailedCheck = Check & { readonly status: CoverageStatus };

/** Whether a scan would fail here; so does `not-attempted`, since the result is unknown. */
export function isFailed(check: Check): check is FailedCheck {
  return check.status !== "untried" && !isRead(check.status);
}

/** Whether a scan would not be complete here. A skipped account is not part of it. */
export function isProblem({ status, checks }: CheckedTarget): boolean {
  return status !== "skipped" && (!isRead(status) || checks.some(isFailed));
}

/** Checks of an account, not of a region. */
export const OF_ACCOUNT: ReadonlySet<CheckedAction> = new Set([
  "credentials",
  "identity",
  "ec2:DescribeRegions",
  ...OF_ORGANIZATION,
]);

/** Whether the check passed; null: it was not made, or there is nothing to check. */
export function passed(check: Check): boolean | null {
  if (check.status === "ok") return true;
  return isFailed(check) && check.status !== "not-attempted" ? false : null;
}

/** The row of `--aggregator`. */
export function isAggregator({ checks }: CheckedTarget): boolean {
  return checks.some(({ action }) => action.startsWith("config:"));
}

/** The row of what describes the accounts of `--org`. */
export function isOrganization({ checks }: CheckedTarget): boolean {
  return checks.some(({ action }) => action.startsWith("organizations:"));
}

/** A row of calls that the base credentials make, which is not an account to scan. */
export function isOfBase(target: CheckedTarget): boolean {
  return isAggregator(target) || isOrganization(target);
}

/** Accounts that are missing because the run was stopped while they were being listed. */
export function unlistedTarget(failure: Failure): CheckedTarget {
  const { accountId, accountName, region, message } = unlistedAccounts(failure);
  return { accountId, accountName, region, via: "", arn: "", status: failure.status, message, checks: [] };
}

export function skippedTarget({ id, name, via, reason }: SkippedAccount): CheckedTarget {
  return {
    ...{ accountId: id, accountName: name, region: "", via, arn: "" },
    ...{ status: "skipped", message: reason, checks: [] },
  };
}
