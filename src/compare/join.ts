import { UserError } from "../model/failure.ts";
import { byCodePoint } from "../model/order.ts";
import type { FunctionRow, Report, ReportHead } from "../model/report.ts";
import { cleanText } from "../report/clean-text.ts";
import { defaultOrder } from "../report/sort.ts";
import { summarise } from "../report/summary.ts";
import { type JoinRules, joinLedgers, type Part } from "./ledgers.ts";

/** Joins the ledgers, and takes the functions of each cell from the same part as its row. */
export function joinParts(head: ReportHead, parts: readonly Part[], rules: JoinRules): Report {
  const { coverage, accounts, partOf } = joinLedgers(parts, rules);
  const functions: FunctionRow[] = [];
  for (const part of parts) {
    for (const row of part.report.functions) {
      const owner = partOf(row.accountId, row.region);
      if (owner === part || owner === undefined) functions.push(row);
    }
  }
  // Each part is in order already, which makes this sort fast.
  functions.sort(defaultOrder);
  rejectDuplicates(functions);
  return {
    ...head,
    functions,
    finishedAt: latest(parts.map(({ report }) => report.finishedAt)),
    coverage,
    accounts,
    summary: summarise(functions, coverage, accounts),
  };
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

/** Times in reports are ISO 8601 in UTC, so they sort as text. */
export function latest(times: readonly string[]): string {
  return times.reduce((a, b) => (byCodePoint(a, b) < 0 ? b : a));
}

export function earliest(times: readonly string[]): string {
  return times.reduce((a, b) => (byCodePoint(a, b) > 0 ? b : a));
}
