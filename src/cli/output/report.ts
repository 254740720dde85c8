import { UserError } from "../../model/failure.ts";
import type { FunctionRow, ReportHead, ReportTail } from "../../model/report.ts";
import { coverageText } from "../../report/coverage.ts";
import type { Writer, WriterContext } from "../../report/format.ts";
import { openWriter } from "../../report/formats.ts";
import type { RowSink } from "../inventory.ts";
import type { Io } from "../io.ts";
import type { ReadOptions } from "../options/reading.ts";
import type { ReportOptions } from "../options/report.ts";
import type { DisplayOptions } from "../options/running.ts";
import { openOutput } from "../output.ts";
import { terminalOf } from "../terminal.ts";
import type { Output } from "./output.ts";

/** A query's result replaces the report. */
async function writerOf({ format, query }: ReportOptions, context: WriterContext): Promise<Writer> {
  if (query === undefined) return openWriter(format, context);
  const { openQueried } = await import("../../report/query/writer.ts");
  return openQueried(query, format === "tsv" ? "tsv" : "json", context);
}

const NOT_ON_TERMINAL = "refusing to write xlsx to a terminal";

type Options = ReportOptions & Pick<ReadOptions, "extras"> & Pick<DisplayOptions, "color">;

/** A report being written: to stdout or a file, and its ledger to the file of `--coverage`. */
export class ReportFile implements RowSink {
  readonly #writer: Writer;
  readonly #report: Output;
  readonly #coverage: Output | undefined;
  readonly #coverageKind: "tsv" | "json";

  private constructor(writer: Writer, report: Output, options: ReportOptions, coverage: Output | undefined) {
    this.#writer = writer;
    this.#report = report;
    this.#coverage = coverage;
    this.#coverageKind = options.coverage?.toLowerCase().endsWith(".json") ? "json" : "tsv";
  }

  /** Opens every file before anything is scanned, so that one that cannot be written costs no scan. */
  static async open(head: ReportHead, options: Options, io: Io): Promise<ReportFile> {
    const { columns, noHeader, bom, groupBy, limit } = options;
    const { width, color } = terminalOf(io, options);
    if (options.format === "xlsx" && width !== undefined)
      throw new UserError(NOT_ON_TERMINAL, "Write it to a file: --output FILE.xlsx.");
    const sort = options.sort ?? [];
    const writer = await writerOf(options, {
      head,
      columns,
      extras: options.extras,
      sort,
      header: !noHeader,
      bom,
      groupBy,
      limit,
      width,
      color,
    });
    const report = await openOutput(options.output, io);
    try {
      const coverage = options.coverage === undefined ? undefined : await openOutput(options.coverage, io);
      return new ReportFile(writer, report, options, coverage);
    } catch (error) {
      report.discard();
      throw error;
    }
  }

  get closed(): boolean {
    return this.#report.closed;
  }

  async rows(rows: readonly FunctionRow[]): Promise<void> {
    await this.#report.write(this.#writer.rows(rows));
  }

  /** Writes what follows the last row, and moves the files into place. */
  async end(tail: ReportTail): Promise<void> {
    for await (const chunk of this.#writer.end(tail)) await this.#report.write(chunk);
    if (this.#coverage) {
      for (const chunk of coverageText(tail.coverage, this.#coverageKind)) await this.#coverage.write(chunk);
      await this.#coverage.finish();
    }
    await this.#report.finish();
  }

  discard(): void {
    this.#report.discard();
    this.#coverage?.discard();
  }
}
