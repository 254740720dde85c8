/**
 * What every output format is made of: the context that a report is written in, and the writer that turns rows into
 * text or bytes. The formats themselves are listed in formats.ts.
 */
import type { Extra } from "../model/column.ts";
import type { FunctionRow, ReportHead, RunTail } from "../model/report.ts";
import type { ColumnKey } from "./columns.ts";
import type { GroupBy } from "./groups.ts";
import type { SortKey } from "./sort.ts";

/** How a report should look. A format ignores what does not apply to it. */
export interface WriterContext {
  readonly head: ReportHead;
  /** undefined: the format's own columns, and the extras that were asked for. */
  readonly columns: readonly ColumnKey[] | undefined;
  /** The extras of `--with`. */
  readonly extras?: readonly Extra[];
  /** Empty: the order in which the rows arrive. */
  readonly sort: readonly SortKey[];
  readonly header: boolean;
  /** Start TSV and CSV with a byte order mark, so that Excel detects UTF-8. */
  readonly bom?: boolean;
  readonly groupBy: GroupBy | undefined;
  /** The most functions to list; 0: no limit. undefined: no limit, and in Markdown as many as fit a comment. */
  readonly limit?: number | undefined;
  /** Columns of the terminal. undefined: not a terminal, nothing is cut. */
  readonly width: number | undefined;
  readonly color: boolean;
}

/** A piece of a report. */
type Chunk = string | Uint8Array;
export type Chunks = Iterable<Chunk> | AsyncIterable<Chunk>;

/** Takes rows in order and returns what to write. */
export interface Writer {
  /** What to write now; empty when the writer needs every row first. */
  rows(rows: readonly FunctionRow[]): string;
  /**
   * The rest, in pieces. Called once, after the last rows.
   * @param leftOut rows that `--limit` kept from the writer
   */
  end(tail: RunTail, leftOut?: number): Chunks;
}

/** A format that needs every row before it can write the first. */
export type Render = (context: WriterContext, rows: readonly FunctionRow[], tail: RunTail) => Chunks;
