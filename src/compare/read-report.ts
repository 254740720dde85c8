/**
 * The entry of this room: reading saved reports, which are then compared (`diff.ts`), joined (`merge.ts`) or completed
 * (`resume.ts`). A path or a stream enters; a report leaves in which every value has been checked.
 */
import { readChunks, withinLimit } from "../files/read.ts";
import { UserError } from "../model/failure.ts";
import type { FunctionRow, Report } from "../model/report.ts";
import { counted } from "../model/words.ts";
import { JsonSlicer } from "./json-slicer.ts";
import { BadJson } from "./json-syntax.ts";
import { completeRow } from "./older-rows.ts";
import { otherFormat } from "./other-format.ts";
import { ReportBuilder, type SavedFrame } from "./report-builder.ts";

/** About three million functions; more would not fit into the memory that Node.js uses by default. */
export const MAX_BYTES = 2 * 1024 * 1024 * 1024;

/**
 * Reads a JSON report piece by piece, since a big one is longer than a string may be, and checks every value in it.
 * Keys that this version does not know are ignored.
 *
 * @param path as the user wrote it; `-` reads `stdin` when that is passed.
 * @throws UserError that names the file, the place in it and what to do.
 */
export async function readReport(path: string, cwd: string, stdin?: AsyncIterable<unknown>): Promise<Report> {
  return readReportFrom(path, reportChunks(path, cwd, stdin));
}

/** The same of bytes that are being read already. */
export async function readReportFrom(path: string, chunks: AsyncIterable<Buffer>): Promise<Report> {
  const builder = new ReportBuilder(labelOf(path));
  await fill(builder, path, chunks);
  return builder.report();
}

/** The bytes of a report, piece by piece. */
export function reportChunks(
  path: string,
  cwd: string,
  stdin?: AsyncIterable<unknown>,
): AsyncGenerator<Buffer> {
  const options = { what: "report", cwd, maxBytes: MAX_BYTES, hint: CREATE };
  return path === "-" && stdin ? withinLimit(stdin, path, options) : readChunks(path, options);
}

/** Reads and checks everything, and keeps no row. The same errors. */
export async function checkReport(path: string, cwd: string): Promise<ReportBuilder> {
  const builder = new ReportBuilder(labelOf(path), () => false);
  await fill(builder, path, reportChunks(path, cwd));
  return builder;
}

/**
 * Reads and checks everything, passes each row on as it comes, and keeps none. When it throws (the same errors), the rows that
 * were passed on must be dropped. Rows of versions before owners and actions are kept until the end of the file, where the accounts are.
 */
export async function foldReport(
  path: string,
  cwd: string,
  stdin: AsyncIterable<unknown> | undefined,
  take: (row: FunctionRow) => void,
): Promise<SavedFrame> {
  const builder = new ReportBuilder(labelOf(path), (row) => {
    const complete = completeRow(row);
    if (complete === undefined) return true;
    take(complete);
    return false;
  });
  await fill(builder, path, reportChunks(path, cwd, stdin));
  const { functions, ...frame } = builder.report();
  if (builder.order.isScattered) throw new ScatteredRows(labelOf(path));
  for (const row of functions) take(row);
  return frame;
}

/** A report that has to be read as a whole. */
export class ScatteredRows extends UserError {
  constructor(label: string) {
    super(
      `${label} lists versions in the order of --sort`,
      "Pass the report as a file, or create it without --sort.",
    );
  }
}

async function fill(builder: ReportBuilder, path: string, chunks: AsyncIterable<Buffer>): Promise<void> {
  const slicer = new JsonSlicer((slice) => builder.take(slice));
  try {
    let isEmpty = true;
    for await (const chunk of chunks) {
      if (isEmpty) rejectOtherFormat(path, chunk);
      isEmpty = false;
      slicer.write(chunk);
    }
    if (isEmpty)
      throw new UserError(
        `${labelOf(path)} is empty`,
        "Was the run that should have written it interrupted?",
      );
    slicer.end();
  } catch (error) {
    throw error instanceof BadJson ? explained(error, labelOf(path), builder) : error;
  }
}

function labelOf(path: string): string {
  return path === "-" ? "standard input" : path;
}

const CREATE = "Use a report created with --format json.";

function rejectOtherFormat(path: string, start: Buffer): void {
  const other = otherFormat(start);
  if (other) throw new UserError(`${labelOf(path)} ${other.is}, not a JSON report`, other.hint);
}

function explained({ message, line, truncated }: BadJson, path: string, builder: ReportBuilder): UserError {
  if (truncated) {
    const { count } = builder;
    const read = counted(count, "function");
    const hint = "It was copied or written incompletely; --output writes a report completely or not at all.";
    return new UserError(`${path} is cut off: it ends at line ${line}, after ${read}`, hint);
  }
  const notJson = new UserError(`${path} is not a JSON report: line ${line}: ${message}`, CREATE);
  return builder.otherThanReport() ?? notJson;
}
