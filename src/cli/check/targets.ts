/** Combines the results of one account: the rows of the scan, and the responses that they do not include. */
import type { ProbedAction } from "../../aws/reading/probe.ts";
import type { Account } from "../../model/account.ts";
import type { CoverageRow } from "../../model/coverage.ts";
import { literalRegions } from "../../model/patterns.ts";
import { type Check, type CheckedTarget, checkOf, isFailed, type RegionAction, untried } from "./checks.ts";
import type { Answers } from "./probing.ts";

/** What a scan of an account, without functions, has shown. */
interface AccountResults {
  /** How the account is accessed, or would be. */
  readonly way: string;
  /** As the scan yielded them. */
  readonly rows: readonly CoverageRow[];
  readonly answers: Answers;
}

/** @param actions checked in each region, besides lambda:ListFunctions */
export function checkedTargets(
  account: Account,
  { way, rows, answers }: AccountResults,
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
  if (answers.session)
    return [checkOf("credentials"), checkOf("identity"), regionsCheck(account, rows, answers)];
  const failedAt = first?.stage === "identity" ? "identity" : "credentials";
  const failure = first ? checkOf(failedAt, first) : untried(failedAt);
  const credentials =
    failedAt === "identity" ? [checkOf("credentials"), failure] : [failure, untried("identity")];
  return [...credentials, untried("ec2:DescribeRegions")];
}

function regionsCheck({ regions }: Account, rows: readonly CoverageRow[], answers: Answers): Check {
  const action = "ec2:DescribeRegions";
  if (answers.regions === action) return checkOf(action);
  if (answers.regions !== undefined) return untried(action, "NotNeeded", LISTED_OTHERWISE);
  if (literalRegions(regions)) return untried(action, "NotNeeded", NOT_NEEDED);
  const row = rows.find(({ region }) => region === "");
  return row ? checkOf(action, row) : untried(action);
}

const LISTED_OTHERWISE = "denied, and not needed: account:ListRegions listed the regions";
const NOT_NEEDED = "not needed: all regions are literal names";

function regionChecks(
  row: CoverageRow,
  answers: Answers,
  actions: readonly RegionAction[],
): readonly Check[] {
  if (row.region === "" || !answers.session) return actions.map((action) => untried(action));
  const answered = answers.of(row.region);
  const listed = answered.has("lambda:ListFunctions");
  const dates = answered.get("lambda:GetRuntimeAlias");
  return [...actions.map(regionCheck), ...(dates === undefined ? [] : [dates])];

  function regionCheck(action: RegionAction): Check {
    const check = answered.get(action);
    if (check) return check;
    // The row is the result of the first request without a response; later ones failed alike, or were not started.
    return listed || action === "lambda:ListFunctions" ? checkOf(action, row) : untried(action);
  }
}
