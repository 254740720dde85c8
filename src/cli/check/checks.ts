import type { ProbedAction } from "../../aws/reading/probe.ts";
import { EXTRA_ACTIONS, type SCAN_ACTIONS } from "../../deploy/policy.ts";
import type { SkippedAccount } from "../../model/account.ts";
import { type CoverageStatus, isRead } from "../../model/coverage.ts";
import { EXTRAS, type Extra } from "../../model/function.ts";

/** What is asked in a region, as IAM spells it. */
export type RegionAction = "lambda:ListFunctions" | ProbedAction;

/** `credentials`: those to start from and each role on the way; `identity`: the account that they lead to. */
export type CheckedAction = "credentials" | "identity" | (typeof SCAN_ACTIONS)[number] | RegionAction;

/** One question to AWS and what came of it, in the words of the ledger. */
export interface Check {
  readonly action: CheckedAction;
  readonly status: CoverageStatus | "untried";
  readonly code: string;
  readonly message: string;
}

/** An account × region, with every check that stands between it and a whole scan. */
export interface CheckedTarget {
  readonly accountId: string;
  readonly accountName: string;
  /** Empty where no region came into question: the account was not entered, or is skipped. */
  readonly region: string;
  /** The credentials that were started from, and the roles assumed. */
  readonly via: string;
  /** Who we were in that account; empty when nobody said so. */
  readonly arn: string;
  /** That of the first check which failed; `ok`, `disabled` and `unsupported` need no mending. */
  readonly status: CoverageStatus | "skipped";
  readonly message: string;
  readonly checks: readonly Check[];
}

/** The actions of these extras, in the order of the columns. */
export function actionsOf(extras: readonly Extra[]): readonly ProbedAction[] {
  const actions: Readonly<Record<Extra, readonly ProbedAction[]>> = EXTRA_ACTIONS;
  return EXTRAS.filter((extra) => extras.includes(extra)).flatMap((extra) => actions[extra]);
}

export type FailedCheck = Check & { readonly status: CoverageStatus };

/** Whether a check stands in the way of a scan; `not-attempted` does too, since nobody knows. */
export function isFailed(check: Check): check is FailedCheck {
  return check.status !== "untried" && !isRead(check.status);
}

/** True: it answers; false: it does not; null: it was not asked, or there is nothing there to ask. */
export function verdictOf(check: Check): boolean | null {
  if (check.status === "ok") return true;
  return isFailed(check) && check.status !== "not-attempted" ? false : null;
}

export function skippedTarget({ id, name, via, reason }: SkippedAccount): CheckedTarget {
  return {
    ...{ accountId: id, accountName: name, region: "", via, arn: "" },
    ...{ status: "skipped", message: reason, checks: [] },
  };
}
