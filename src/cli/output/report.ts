import { UserError } from "../../model/failure.ts";
import type { FunctionRow, ReportHead, RunTail } from "../../model/report.ts";
import { coverageText } from "../../report/coverage.ts";
import type { Writer, WriterContext } from "../../report/format.ts";
import { openWriter } from "../../report/formats.ts";
import type { Io } from "../io.ts";
import type { ReadOptions } from "../options/reading.ts";
import type { OutputOptions } from "../options/report.ts";
import type { DisplayOptions } from "../options/running.ts";
import { openOutput } from "../output.ts";
import { terminalOf } from "../terminal.ts";
import type { Output } from "./output.ts";
import type { ReportSink } from "./sink.ts";
import { WholeReport } from "./whole.ts";

/** A query's result replaces the report. */
export async function writerOf(
  { format, query }: Pick<OutputOptions, "format" | "query">,
  context: WriterContext,
): Promise<Writer> {
  if (query === undefined) return openWriter(format, context);
  const { openQueried } = await import("../../report/query/writer.ts");
  return openQueried(query, format === "tsv" ? "tsv" : "json", context);
}

const NOT_ON_TERMINAL = "refusing to write xlsx to a terminal";

type Options = OutputOptions & Pick<ReadOptions, "extras"> & Pick<DisplayOptions, "color">;

/** A report being written: to stdout, a file or a directory, and its ledger to the file of `--coverage`. */
export class ReportFile implements ReportSink {
  readonly #report: ReportSink;
  readonly #coverage: Output | undefined;
  readonly #coverageKind: "tsv" | "json";

  private constructor(report: ReportSink, options: OutputOptions, coverage: Output | undefined) {
    this.#report = report;
    this.#coverage = coverage;
    this.#coverageKind = options.coverage?.toLowerCase().endsWith(".json") ? "json" : "tsv";
  }

  /** Opens every file before anything is scanned, so that one that cannot be written costs no scan. */
  static async open(head: ReportHead, options: Options, io: Io): Promise<ReportFile> {
    const { columns, noHeader, bom, groupBy, limit } = options;
    const { width, color } = terminalOf(io, options);
    if (options.format === "xlsx" && width !== undefined && options.splitBy === undefined)
      throw new UserError(NOT_ON_TERMINAL, "Write it to a file: --output FILE.xlsx.");
    const sort = options.sort ?? [];
    const context: WriterContext = {
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
    };
    const report = await sinkOf(options, context, io);
    try {
      const coverage = options.coverage === undefined ? undefined : await openOutput(options.coverage, io);
      return new ReportFile(report, options, coverage);
    } catch (error) {
      report.discard();
      throw error;
    }
  }

  get closed(): boolean {
    return this.#report.closed;
  }

  async rows(rows: readonly FunctionRow[]): Promise<void> {
    await this.#report.rows(rows);
  }

  /** Writes what follows the last row, and moves the files into place. */
  async end(tail: RunTail): Promise<void> {
    if (this.#coverage) {
      for (const chunk of coverageText(tail.coverage, this.#coverageKind)) await this.#coverage.write(chunk);
    }
    await this.#report.end(tail);
    await this.#coverage?.finish();
  }

  discard(): void {
    this.#report.discard();
    this.#coverage?.discard();
  }
}

async function sinkOf(options: Options, context: WriterContext, io: Io): Promise<ReportSink> {
  const { splitBy: by, outputDir: directory, format } = options;
  if (by === undefined || directory === undefined) {
    const writer = await writerOf(options, context);
    return new WholeReport(writer, await openOutput(options.output, io), () => io.limitHeap?.("fifth"));
  }
  const { SplitReport } = await import("./split.ts");
  const open = () => writerOf(options, { ...context, width: undefined, color: false });
  return new SplitReport({ by, directory, format, head: context.head, open, io });
}
