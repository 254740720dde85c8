import { COVERAGE_STATUSES, type CoverageStatus } from "../model/coverage.ts";
import { byMoment } from "../model/day.ts";
import { UserError } from "../model/failure.ts";
import type { AggregatorCounts, FunctionRow, Report, ReportHead } from "../model/report.ts";
import { cleanText } from "../report/clean-text.ts";
import { defaultOrder } from "../report/default-order.ts";
import { listsWeb, summarise } from "../report/summary.ts";
import { accountKey } from "./keys.ts";
import { type JoinedLedger, type JoinRules, joinLedgers, type Part } from "./ledgers.ts";

/** Joins the ledgers, and takes the functions of each cell from the same part as its row. */
export function joinParts(head: ReportHead, parts: readonly Part[], rules: JoinRules): Report {
  const { coverage, accounts, partOf } = joinLedgers(parts, rules);
  const functions: FunctionRow[] = [];
  for (const part of parts) {
    for (const row of part.report.functions) {
      const owner = partOf(row.accountId, row.region) ?? ownerOfUnlisted(row, partOf);
      if (owner === part || owner === undefined) functions.push(row);
    }
  }
  // Each part is in order already, which makes this sort fast.
  functions.sort(defaultOrder);
  rejectDuplicates(functions);
  const aggregator = disjoint(parts) ? aggregatorCounts(parts) : undefined;
  return {
    ...head,
    functions,
    finishedAt: latest(parts.map(({ report }) => report.finishedAt)),
    coverage,
    accounts,
    summary: {
      ...summarise(functions, coverage, accounts, listsWeb(parts.map(({ report }) => report.summary))),
      ...(aggregator && { aggregator }),
    },
  };
}

/**
 * What only AWS Config knew may be in a region without a target: it belongs to the target that stands for the whole
 * account, and is removed with it.
 */
function ownerOfUnlisted(
  { accountId, source }: FunctionRow,
  partOf: JoinedLedger["partOf"],
): Part | "nobody" | undefined {
  return source === "config" ? (partOf(accountId, "") ?? "nobody") : undefined;
}

/** Whether no target is in two parts: otherwise differences would count twice, or for a target that was read since. */
function disjoint(parts: readonly Part[]): boolean {
  const accounts = parts.flatMap(({ report }) => [...new Set(report.coverage.map(accountKey))]);
  return new Set(accounts).size === accounts.length;
}

/** The differences between AWS Config and Lambda over all parts; unknown where a part did not ask. */
function aggregatorCounts(parts: readonly Part[]): AggregatorCounts | undefined {
  const sum = { onlyConfig: 0, onlyLambda: 0, otherRuntime: 0 };
  const notCovered: Partial<Record<CoverageStatus, number>> = {};
  for (const { report } of parts) {
    const { aggregator } = report.summary;
    if (!aggregator) return undefined;
    sum.onlyConfig += aggregator.onlyConfig;
    sum.onlyLambda += aggregator.onlyLambda;
    sum.otherRuntime += aggregator.otherRuntime;
    for (const status of COVERAGE_STATUSES) {
      const targets = (notCovered[status] ?? 0) + (aggregator.notCovered?.[status] ?? 0);
      if (targets > 0) notCovered[status] = targets;
    }
  }
  return Object.keys(notCovered).length > 0 ? { ...sum, notCovered } : sum;
}

function rejectDuplicates(functions: readonly FunctionRow[]): void {
  for (let i = 1; i < functions.length; i++) {
    const [a, b] = [functions[i - 1], functions[i]];
    if (a && b && defaultOrder(a, b) === 0) {
      const { accountId, region, functionName, version } = b;
      throw new UserError(
        cleanText(`${functionName} (${version}) in ${accountId}/${region} appears twice`),
        "A report was probably edited by hand; recreate it.",
      );
    }
  }
}

function latest(times: readonly string[]): string {
  return times.reduce((a, b) => (byMoment(a, b) < 0 ? b : a));
}

export function earliest(times: readonly string[]): string {
  return times.reduce((a, b) => (byMoment(a, b) > 0 ? b : a));
}
