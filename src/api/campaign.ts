/** Reports become work items, and a history of reports becomes a trend. */
import { ItemCollector } from "../campaign/items.ts";
import { type Plan, planOf } from "../campaign/plan.ts";
import { earlierItems, openItems } from "../campaign/read-plan.ts";
import { snapshotOf } from "../campaign/snapshot.ts";
import { type Trend, TrendBuilder } from "../campaign/trend.ts";
import { PLAN } from "../cli/commands/plan-options.ts";
import { byMoment } from "../model/day.ts";
import { UserError } from "../model/failure.ts";
import type { Report } from "../model/report.ts";
import { assessedOn } from "../report/deadlines.ts";
import { readOptions } from "./read-options.ts";

export interface PlanOptions {
  /** An earlier report or plan: each item gets a state. Filter both alike. */
  readonly since?: Report | Plan | undefined;
  /** A link to the full report, for the text of tickets. */
  readonly reportUrl?: string | undefined;
}

export interface TrendOptions {
  /** One row per report and owner. */
  readonly groupBy?: "owner" | undefined;
}

export function plan(report: Report, { since, ...options }: PlanOptions): Plan {
  const { reportUrl } = readOptions({ reportUrl: PLAN.options.reportUrl }, options, "plan");
  const collector = new ItemCollector();
  for (const row of report.functions) collector.add(row);
  return planOf(collector, {
    today: assessedOn(report.catalogue),
    coverage: report.coverage,
    listsWeb: report.summary.webFunctions !== undefined,
    reportUrl,
    earlier: since && ("items" in since ? earlierItems("since", since) : openItems(since.functions)),
  });
}

/** Keeps counts only: one report at a time has to be in memory. */
export async function trend(
  reports: Iterable<Report> | AsyncIterable<Report>,
  { groupBy }: TrendOptions,
): Promise<Trend> {
  const builder = new TrendBuilder(groupBy === "owner");
  let before: string | undefined;
  for await (const report of reports) {
    const { startedAt } = report;
    if (before !== undefined && byMoment(startedAt, before) <= 0)
      throw new UserError(
        `the report of ${startedAt} comes after one of ${before}`,
        "Pass each report once, oldest first.",
      );
    before = startedAt;
    builder.add(snapshotOf(`the report of ${startedAt}`, report));
  }
  return builder.finish();
}
