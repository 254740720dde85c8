import { UserError } from "../../model/failure.ts";
import type { FunctionRow, ReportHead, ReportTail } from "../../model/report.ts";
import { coverageText } from "../../report/coverage.ts";
import { openWriter, type Writer, type WriterContext } from "../../report/writer.ts";
import type { ByteWriter } from "../../report/xlsx.ts";
import type { RowSink } from "../inventory.ts";
import type { Io } from "../io.ts";
import type { DisplayOptions, ReadOptions, ReportOptions } from "../options.ts";
import { openOutput } from "../output.ts";
import { terminalOf } from "../terminal.ts";
import type { Output } from "./output.ts";

/** Where there is a query, its answer takes the place of the report. */
async function writerOf(
  { format, query }: ReportOptions,
  context: WriterContext,
): Promise<Writer | ByteWriter> {
  if (format === "xlsx") return (await import("../../report/xlsx.ts")).openXlsx(context);
  if (query === undefined) return openWriter(format, context);
  const { openQueried } = await import("../../report/query/writer.ts");
  return openQueried(query, format === "tsv" ? "tsv" : "json", context);
}

const NOT_ON_TERMINAL = "--format xlsx is a file for spreadsheets, and a terminal cannot show it";

type Options = ReportOptions & Pick<ReadOptions, "extras"> & Pick<DisplayOptions, "color">;

/** A report on its way out: the format's text into stdout or a file, and the ledger into its own file. */
export class ReportOutput implements RowSink {
  readonly #writer: Writer | ByteWriter;
  readonly #report: Output;
  readonly #coverage: Output | undefined;
  readonly #coverageKind: "tsv" | "json";

  private constructor(
    writer: Writer | ByteWriter,
    report: Output,
    options: ReportOptions,
    coverage: Output | undefined,
  ) {
    this.#writer = writer;
    this.#report = report;
    this.#coverage = coverage;
    this.#coverageKind = options.coverage?.toLowerCase().endsWith(".json") ? "json" : "tsv";
  }

  /** Opens every file at once, so that one that cannot be written is found before anything is scanned. */
  static async open(head: ReportHead, options: Options, io: Io): Promise<ReportOutput> {
    const { columns, header, bom, groupBy } = options;
    const { width, color } = terminalOf(io, options);
    if (options.format === "xlsx" && width !== undefined)
      throw new UserError(NOT_ON_TERMINAL, "Add --output FILE.xlsx.");
    const sort = options.sort ?? [];
    const writer = await writerOf(options, {
      head,
      columns,
      extras: options.extras,
      sort,
      header,
      bom,
      groupBy,
      width,
      color,
    });
    const report = await openOutput(options.output, io);
    try {
      const coverage = options.coverage === undefined ? undefined : await openOutput(options.coverage, io);
      return new ReportOutput(writer, report, options, coverage);
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

  /** Writes what follows the last row; the files take their names. */
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
