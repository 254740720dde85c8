/**
 * `--since` for the HTML page: earlier reports are read before anything is scanned; once this report is complete, what
 * changed since the last of them is passed on with it, for each of its pages.
 */
import { type Snapshot, SnapshotBuilder } from "../../campaign/snapshot.ts";
import { TrendBuilder, type TrendRow } from "../../campaign/trend.ts";
import { groupedBy } from "../../model/maps.ts";
import type { FunctionRow, ReportChange, ReportHead, RunTail } from "../../model/report.ts";
import { DEPRECATED_STATUSES } from "../../model/runtime.ts";
import { type RowFilter, rowFilter } from "../../report/filter.ts";
import { type SplitBy, splitValue } from "../../report/split.ts";
import type { Io } from "../io.ts";
import type { Messages } from "../messages.ts";
import { readReports } from "../saved/history.ts";
import { type TargetFilter, targetFilter } from "../saved.ts";
import { demandOlder } from "./older.ts";
import type { ReportSink } from "./sink.ts";

type Options = Partial<RowFilter> & TargetFilter & { readonly splitBy?: SplitBy | undefined };

/** Earlier reports, to which this one is added. */
export interface Earlier {
  readonly reports: readonly Pick<Snapshot, "path" | "startedAt">[];
  readonly history: History;
  readonly groupOf: ((row: FunctionRow) => string) | undefined;
}

/** Throws a `UserError` for what is not a report. */
export async function readEarlier(
  since: string,
  options: Options,
  io: Io,
  messages: Messages,
): Promise<Earlier> {
  const { splitBy } = options;
  const groupOf = splitBy && ((row: FunctionRow) => splitValue(splitBy, row));
  const history = new History(groupOf !== undefined);
  const choice = { isChosen: targetFilter(options), keeps: rowFilter(options), groupOf };
  const { reports, notes } = await readReports([since], io, (snapshot) => history.add(snapshot), choice);
  for (const note of notes) messages.note(`note: ${note}`);
  return { reports, history, groupOf };
}

/** The sink, which also compares with earlier reports. Each is a bar of its own in the page, so none may be of this moment. */
export async function comparedWith(
  { reports, history, groupOf }: Earlier,
  open: () => Promise<ReportSink>,
  head: ReportHead,
): Promise<ReportSink> {
  for (const report of reports) demandOlder(report.path, report, head, { allowsSame: false });
  return new ComparingSink(await open(), head, history, new SnapshotBuilder(groupOf));
}

class ComparingSink implements ReportSink {
  readonly #sink: ReportSink;
  readonly #head: ReportHead;
  readonly #history: History;
  readonly #snapshot: SnapshotBuilder;

  constructor(sink: ReportSink, head: ReportHead, history: History, snapshot: SnapshotBuilder) {
    this.#sink = sink;
    this.#head = head;
    this.#history = history;
    this.#snapshot = snapshot;
  }

  get closed(): boolean {
    return this.#sink.closed;
  }

  async rows(rows: readonly FunctionRow[]): Promise<void> {
    for (const row of rows) this.#snapshot.add(row);
    await this.#sink.rows(rows);
  }

  async end(tail: RunTail): Promise<void> {
    this.#history.add(this.#snapshot.finish("this report", { ...this.#head, ...tail }));
    await this.#sink.end({ ...tail, ...this.#history.finish() });
  }

  discard(): void {
    this.#sink.discard();
  }
}

type Moment = Pick<Snapshot, "startedAt" | "targets" | "read">;

/** The reports before this one, and last this one: as a whole, or by each value of `--split-by`. */
class History {
  readonly #isSplit: boolean;
  readonly #builder: TrendBuilder;
  readonly #moments: Moment[] = [];

  constructor(isSplit: boolean) {
    this.#isSplit = isSplit;
    this.#builder = new TrendBuilder(isSplit);
  }

  add(snapshot: Snapshot): void {
    const { startedAt, targets, read } = snapshot;
    this.#moments.push({ startedAt, targets, read });
    this.#builder.add(snapshot);
  }

  finish(): Pick<RunTail, "change" | "changes"> {
    const { rows } = this.#builder.finish();
    if (!this.#isSplit) return { change: changeOf(this.#moments, rows) };
    const changes = [...groupedBy(rows, ({ owner }) => owner ?? "")].map(
      ([value, own]) => [value, changeOf(this.#moments, own)] as const,
    );
    return { changes: new Map(changes) };
  }
}

/** @param rows at most one for each report; none where the value did not occur */
function changeOf(moments: readonly Moment[], rows: readonly TrendRow[]): ReportChange {
  const rowOf = new Map(rows.map((row) => [row.startedAt, row]));
  const now = rows.at(-1);
  return {
    since: moments.at(-2)?.startedAt ?? "",
    new: now?.new ?? 0,
    fixed: now?.fixed ?? 0,
    targetsLeftOut: now?.targetsLeftOut ?? 0,
    history: moments.map(({ startedAt, targets, read }) => {
      const counts = rowOf.get(startedAt)?.byStatus ?? {};
      const deprecated = DEPRECATED_STATUSES.reduce((sum, status) => sum + (counts[status] ?? 0), 0);
      return { startedAt, deprecated, notRead: targets - read };
    }),
  };
}
