/**
 * `--since` for the HTML page: earlier reports are read before anything is scanned; once this report is complete, what
 * changed since the last of them is passed on with it.
 */
import { SnapshotBuilder } from "../../campaign/snapshot.ts";
import { type Trend, TrendBuilder } from "../../campaign/trend.ts";
import { UserError } from "../../model/failure.ts";
import type { FunctionRow, ReportChange, ReportHead, ReportTail } from "../../model/report.ts";
import { DEPRECATED_STATUSES } from "../../model/runtime.ts";
import { type RowFilter, rowFilter } from "../../report/filter.ts";
import type { Io } from "../io.ts";
import { type TargetFilter, targetFilter } from "../saved.ts";
import { findReports } from "../saved-history.ts";
import type { ReportSink } from "./sink.ts";

/** The sink, which also compares with earlier reports. */
export async function comparedWith(
  since: string,
  open: () => Promise<ReportSink>,
  head: ReportHead,
  options: Partial<RowFilter> & TargetFilter,
  io: Io,
): Promise<ReportSink> {
  const builder = new TrendBuilder(false);
  const choice = { isChosen: targetFilter(options), keeps: rowFilter(options) };
  for (const { path, startedAt, read } of await findReports([since], io, choice)) {
    demandEarlier(path, startedAt, head);
    builder.add(await read());
  }
  return new ComparingSink(await open(), head, builder);
}

function demandEarlier(path: string, startedAt: string, head: ReportHead): void {
  if (Date.parse(startedAt) < Date.parse(head.startedAt)) return;
  throw new UserError(
    `--since: ${path} (${startedAt}) is not older than this report (${head.startedAt})`,
    "Pass an earlier report.",
  );
}

class ComparingSink implements ReportSink {
  readonly #sink: ReportSink;
  readonly #head: ReportHead;
  readonly #builder: TrendBuilder;
  readonly #snapshot = new SnapshotBuilder();

  constructor(sink: ReportSink, head: ReportHead, builder: TrendBuilder) {
    this.#sink = sink;
    this.#head = head;
    this.#builder = builder;
  }

  get closed(): boolean {
    return this.#sink.closed;
  }

  async rows(rows: readonly FunctionRow[]): Promise<void> {
    for (const row of rows) this.#snapshot.add(row);
    await this.#sink.rows(rows);
  }

  async end(tail: ReportTail): Promise<void> {
    this.#builder.add(this.#snapshot.finish("this report", { ...this.#head, ...tail }));
    await this.#sink.end({ ...tail, change: changeOf(this.#builder.finish()) });
  }

  discard(): void {
    this.#sink.discard();
  }
}

function changeOf({ rows }: Trend): ReportChange {
  const [before, now] = rows.slice(-2);
  return {
    since: before?.startedAt ?? "",
    new: now?.new ?? 0,
    fixed: now?.fixed ?? 0,
    targetsLeftOut: now?.targetsLeftOut ?? 0,
    history: rows.map(({ startedAt, byStatus, targets, read }) => ({
      startedAt,
      deprecated: DEPRECATED_STATUSES.reduce((sum, status) => sum + (byStatus[status] ?? 0), 0),
      notRead: targets - read,
    })),
  };
}
