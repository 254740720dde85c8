/** Combines the results of one account: the rows of the scan, and the responses that they do not include. */
import type { ProbedAction } from "../../aws/reading/probe.ts";
import type { Account } from "../../model/account.ts";
import type { CoverageRow } from "../../model/coverage.ts";
import { literalRegions } from "../../model/patterns.ts";
import { type Check, type CheckedAction, type CheckedTarget, isFailed, type RegionAction } from "./checks.ts";
import type { Answers } from "./probing.ts";

/**
 * @param way how the account is accessed, or would be
 * @param rows of the account, as the scan yielded them
 * @param actions checked in each region, besides lambda:ListFunctions
 */
export function checkedTargets(
  account: Account,
  way: string,
  rows: readonly CoverageRow[],
  answers: Answers,
  actions: readonly ProbedAction[],
): CheckedTarget[] {
  const { via, arn } = answers.session ?? { via: way, arn: "" };
  const ofAccount = accountChecks(account, rows, answers);
  // Beside others, a row without region only means that the regions could not be listed: a check of each.
  const targets = rows.length > 1 ? rows.filter(({ region }) => region !== "") : rows;
  return targets.map((row) => {
    const checks = [...ofAccount, ...regionChecks(row, answers, ["lambda:ListFunctions", ...actions])];
    const { accountId, accountName, region } = row;
    const { status, message } = checks.find(isFailed) ?? row;
    return { accountId, accountName, region, via, arn, status, message, checks };
  });
}

function accountChecks(account: Account, rows: readonly CoverageRow[], answers: Answers): readonly Check[] {
  const [first] = rows;
  if (answers.session) return [ok("credentials"), ok("identity"), regionsCheck(account, rows, answers)];
  const failedAt = first?.stage === "identity" ? "identity" : "credentials";
  const failure = first ? fromRow(failedAt, first) : untried(failedAt);
  const credentials = failedAt === "identity" ? [ok("credentials"), failure] : [failure, untried("identity")];
  return [...credentials, untried("ec2:DescribeRegions")];
}

function regionsCheck({ regions }: Account, rows: readonly CoverageRow[], answers: Answers): Check {
  const action = "ec2:DescribeRegions";
  if (answers.regions === action) return ok(action);
  if (answers.regions !== undefined)
    return { ...untried(action), code: "NotNeeded", message: LISTED_OTHERWISE };
  if (literalRegions(regions)) return { ...untried(action), code: "NotNeeded", message: NOT_NEEDED };
  const row = rows.find(({ region }) => region === "");
  return row ? fromRow(action, row) : untried(action);
}

const LISTED_OTHERWISE = "denied, and not needed: account:ListRegions listed the regions";
const NOT_NEEDED = "not needed: all regions are literal names";

function regionChecks(
  row: CoverageRow,
  answers: Answers,
  actions: readonly RegionAction[],
): readonly Check[] {
  if (row.region === "" || !answers.session) return actions.map(untried);
  const answered = answers.of(row.region);
  const listed = answered.has("lambda:ListFunctions");
  const dates = answered.get("lambda:GetRuntimeAlias");
  return [...actions.map(checkOf), ...(dates === undefined ? [] : [dates])];

  function checkOf(action: RegionAction): Check {
    const check = answered.get(action);
    if (check) return check;
    // The row is the result of the first request without a response; later ones failed alike, or were not started.
    return listed || action === "lambda:ListFunctions" ? fromRow(action, row) : untried(action);
  }
}

function ok(action: CheckedAction): Check {
  return { action, status: "ok", code: "", message: "" };
}

function untried(action: CheckedAction): Check {
  return { action, status: "untried", code: "NotTried", message: "not tried" };
}

function fromRow(action: CheckedAction, { status, code, message }: CoverageRow): Check {
  return { action, status, code, message };
}
