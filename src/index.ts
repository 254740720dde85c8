/** The programmatic interface; see docs/api.md. */
import type { ScanEvent } from "./api/events.ts";
import type { ScanOptions } from "./api/options.ts";
import type { FunctionRow, Report, ReportHead } from "./model/report.ts";

export type { EndEvent, ScanEvent, StartEvent, TargetEvent } from "./api/events.ts";
export type { ScanOptions } from "./api/options.ts";
export type { Extra } from "./model/column.ts";
export { type CoverageRow, type CoverageStatus, isRead, type Stage } from "./model/coverage.ts";
export { UserError } from "./model/failure.ts";
export type {
  FunctionRow,
  Report,
  ReportAccount,
  ReportAlias,
  ReportHead,
  ReportTail,
  Shard,
  Summary,
} from "./model/report.ts";
export { type CatalogueInfo, isDeprecated, type RuntimeStatus } from "./model/runtime.ts";

/**
 * Reads every AWS Lambda function in the accounts and regions of the options, and yields the results as they become
 * known, in the order of the report. A refused account or region is not thrown: it is a target whose coverage says
 * why. Throws a `UserError` before the first event when options, configuration or base credentials are invalid.
 */
export async function* scan(options: ScanOptions = {}): AsyncGenerator<ScanEvent, void, undefined> {
  // Importing this package costs nothing; the AWS SDK is loaded by the first scan.
  const { scanEvents } = await import("./api/scan.ts");
  yield* scanEvents(options);
}

/** Collects the events of a complete scan into the report that `--format json` prints. */
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
