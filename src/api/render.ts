/** Reports, comparisons, plans and trends as text or bytes, in pieces, as the command line prints them. */

import type { PlanFormat, TrendFormat } from "../campaign/formats.ts";
import type { Plan } from "../campaign/plan.ts";
import type { Trend } from "../campaign/trend.ts";
import { writeTrend } from "../campaign/trend-write.ts";
import { writePlan } from "../campaign/write.ts";
import { DIFF } from "../cli/commands/diff-options.ts";
import { PLAN } from "../cli/commands/plan-options.ts";
import { TREND } from "../cli/commands/trend-options.ts";
import type { CommandName } from "../cli/commands.ts";
import type { OptionEntry } from "../cli/options/entry.ts";
import { writerOf } from "../cli/output/report.ts";
import { planTable } from "../cli/table/plan.ts";
import { trendTable } from "../cli/table/trend.ts";
import type { Difference } from "../compare/difference.ts";
import { extrasOf } from "../compare/extras.ts";
import { type DifferenceFormat, writeDifference } from "../compare/write/write.ts";
import type { Report } from "../model/report.ts";
import type { Format } from "../report/formats.ts";
import type { Drawing } from "./callbacks.ts";
import { RENDER_OPTIONS, type RenderOptions } from "./options.ts";
import { readOptions } from "./read-options.ts";

type Text = AsyncGenerator<string, void, undefined>;

/** Rows written at a time. */
const SLICE = 1000;

export async function* renderReport(
  report: Report,
  format: Format,
  options: RenderOptions,
): AsyncGenerator<string | Uint8Array, void, undefined> {
  const {
    sort = [],
    noHeader,
    query,
    ...rest
  } = readOptions(RENDER_OPTIONS, options, "report", { besides: ["width", "color"], fixed: { format } });
  const look = { ...rest, ...terminal(options), sort, header: !noHeader, extras: extrasOf(report) };
  const writer = await writerOf({ format, query }, { head: report, ...look });
  const { functions } = report;
  for (let from = 0; from < functions.length; from += SLICE) {
    const text = writer.rows(functions.slice(from, from + SLICE));
    if (text !== "") yield text;
  }
  yield* writer.end(report);
}

export async function* renderDiff(difference: Difference, given: DifferenceFormat, options: Drawing): Text {
  const { format } = readFormat(DIFF.options, given, "diff");
  yield* await writeDifference(format, difference, { old: "old", new: "new" }, terminal(options));
}

export async function* renderPlan(plan: Plan, given: PlanFormat, options: Drawing): Text {
  const { format } = readFormat(PLAN.options, given, "plan");
  yield* format === "table" ? planTable(plan, terminal(options)) : await writePlan(format, plan);
}

export async function* renderTrend(trend: Trend, given: TrendFormat, options: Drawing): Text {
  const { format } = readFormat(TREND.options, given, "trend");
  yield* format === "table" ? trendTable(trend, terminal(options)) : await writeTrend(format, trend);
}

/** Programs without types may pass anything. */
function readFormat<E extends OptionEntry>(
  { format }: { readonly format: E },
  given: string,
  command: CommandName,
) {
  return readOptions({ format }, {}, command, { fixed: { format: given } });
}

function terminal({ width, color = false }: Drawing) {
  return { width, color };
}
