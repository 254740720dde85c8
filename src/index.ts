/**
 * The programmatic interface: what the commands do, as functions; docs/api.md has an example of each. Values enter and leave;
 * nothing is printed. Importing it costs nothing: what a function needs is loaded when it is called first.
 */
import type { Drawing, Warnings } from "./api/callbacks.ts";
import type { PlanOptions, TrendOptions } from "./api/campaign.ts";
import type { ScanEvent } from "./api/events.ts";
import type { RenderOptions, ReportOptions, ScanOptions } from "./api/options.ts";
import type { PlanFormat, TrendFormat } from "./campaign/formats.ts";
import type { Plan } from "./campaign/plan.ts";
import type { Trend } from "./campaign/trend.ts";
import type { Difference } from "./compare/difference.ts";
import type { DifferenceFormat } from "./compare/write/write.ts";
import type { FunctionRow, Report, ReportHead } from "./model/report.ts";
import type { Format } from "./report/formats.ts";

export type { Drawing, Warnings } from "./api/callbacks.ts";
export type { PlanOptions, TrendOptions } from "./api/campaign.ts";
export type { EndEvent, ScanEvent, StartEvent, TargetEvent } from "./api/events.ts";
export type { RenderOptions, ReportOptions, ScanOptions } from "./api/options.ts";
export type { PlanFormat, TrendFormat } from "./campaign/formats.ts";
export type { Plan, PlanItem, PlanSummary } from "./campaign/plan.ts";
export type { Trend, TrendRow } from "./campaign/trend.ts";
export type { Change, Difference } from "./compare/difference.ts";
export type { DifferenceFormat } from "./compare/write/write.ts";
export type { Extra, ReportAlias } from "./model/column.ts";
export { type CoverageRow, type CoverageStatus, isRead, type Stage } from "./model/coverage.ts";
export { UserError } from "./model/failure.ts";
export type {
  FunctionRow,
  Report,
  ReportAccount,
  ReportHead,
  ReportTail,
  Shard,
  Summary,
} from "./model/report.ts";
export { type CatalogueInfo, isDeprecated, type RuntimeStatus } from "./model/runtime.ts";
export type { Format } from "./report/formats.ts";

/**
 * Reads every AWS Lambda function in the accounts and regions of the options, and yields the results as they become
 * known, in the order of the report. A refused account or region is not thrown: it is a target whose coverage says
 * why. Throws a `UserError` before the first event when options, configuration or base credentials are invalid.
 */
export async function* scan(options: ScanOptions = {}): AsyncGenerator<ScanEvent, void, undefined> {
  const { scanEvents } = await import("./api/scan.ts");
  yield* scanEvents(options);
}

/**
 * Collects the events of a complete scan into the report that `--format json` prints. Throws an `Error` when the first or the last
 * event is missing.
 */
export async function collect(events: AsyncIterable<ScanEvent>): Promise<Report> {
  const functions: FunctionRow[] = [];
  let head: ReportHead | undefined;
  for await (const event of events) {
    if (event.kind === "start") head = event.head;
    if (event.kind === "target") for (const row of event.functions) functions.push(row);
    if (event.kind === "end" && head) return { ...head, functions, ...event.tail };
  }
  throw new Error("these are not the events of a scan from its start to its end");
}

/**
 * Reads a saved JSON report and checks every value in it. Throws a `UserError` that names the place of a mistake.
 * @param path relative to the current directory
 */
export async function readReport(path: string): Promise<Report> {
  return (await import("./api/reports.ts")).read(path);
}

/**
 * A report as `lambda-inventory report` prints it: filtered, and assessed again where the options ask for it. Throws a `UserError`
 * for invalid options, and for files that they name and that cannot be read.
 */
export async function report(saved: Report, options: ReportOptions = {}): Promise<Report> {
  return (await import("./api/reports.ts")).report(saved, options);
}

/** Joins the reports of shards, or of resumed runs. Throws a `UserError` for reports that do not fit together. */
export async function merge(reports: readonly Report[], options: Warnings = {}): Promise<Report> {
  return (await import("./api/reports.ts")).merge(reports, options);
}

/** What changed from one report to a later one. A function is new or gone only where both read its region. */
export async function diff(old: Report, fresh: Report): Promise<Difference> {
  return (await import("./api/reports.ts")).diff(old, fresh);
}

/** The work items of a report: who has to do what by when. Throws a `UserError` for invalid options. */
export async function plan(report: Report, options: PlanOptions = {}): Promise<Plan> {
  return (await import("./api/campaign.ts")).plan(report, options);
}

/**
 * How the numbers changed over reports, oldest first. They may be read one by one: only counts are kept. Throws a `UserError` for
 * reports that are not in order, or of the same moment.
 */
export async function trend(
  reports: Iterable<Report> | AsyncIterable<Report>,
  options: TrendOptions = {},
): Promise<Trend> {
  return (await import("./api/campaign.ts")).trend(reports, options);
}

/**
 * A report in a format of `--format`, in pieces: for `writeFile`, a stream, or `text` of `node:stream/consumers`. The pieces of
 * `xlsx` are bytes, those of all other formats text. Throws a `UserError` for an option that the format does not use.
 */
export async function* renderReport(
  report: Report,
  format: Format,
  options: RenderOptions = {},
): AsyncGenerator<string | Uint8Array, void, undefined> {
  yield* (await import("./api/render.ts")).renderReport(report, format, options);
}

/** A comparison in a format of `lambda-inventory diff`. */
export async function* renderDiff(
  difference: Difference,
  format: DifferenceFormat,
  options: Drawing = {},
): AsyncGenerator<string, void, undefined> {
  yield* (await import("./api/render.ts")).renderDiff(difference, format, options);
}

/** A plan in a format of `lambda-inventory plan`. */
export async function* renderPlan(
  plan: Plan,
  format: PlanFormat,
  options: Drawing = {},
): AsyncGenerator<string, void, undefined> {
  yield* (await import("./api/render.ts")).renderPlan(plan, format, options);
}

/** A trend in a format of `lambda-inventory trend`. */
export async function* renderTrend(
  trend: Trend,
  format: TrendFormat,
  options: Drawing = {},
): AsyncGenerator<string, void, undefined> {
  yield* (await import("./api/render.ts")).renderTrend(trend, format, options);
}
