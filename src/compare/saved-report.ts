/**
 * A saved report as a source of rows. A path enters; the report leaves without its rows, which are read when they are needed.
 * A big file is read twice, first to check all of it, so that a mistake in its last line is found before anything is written.
 */
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { readChunks } from "../files/read.ts";
import type { Extra } from "../model/column.ts";
import { UserError } from "../model/failure.ts";
import type { FunctionRow, Report } from "../model/report.ts";
import type { SavedRow } from "../model/row.ts";
import { assessedOn } from "../report/deadlines.ts";
import { extrasOf } from "./extras.ts";
import { JsonSlicer } from "./json-slicer.ts";
import { BadJson } from "./json-syntax.ts";
import { rowCompleter } from "./older-rows.ts";
import { checkReport, MAX_BYTES, readReport } from "./read-report.ts";
import type { SavedFrame } from "./report-builder.ts";

export interface SavedReport {
  readonly frame: SavedFrame;
  /** The extra columns that it was made with (`--with`). */
  readonly extras: readonly Extra[];
  /** How many rows it has. */
  readonly count: number;
  rows(): AsyncGenerator<readonly FunctionRow[], void, undefined>;
}

/** Up to here, reading a file once and keeping its rows takes little memory. */
const BIG_BYTES = 32 * 1024 * 1024;

/** @throws UserError as `readReport` does */
export async function openReport(
  path: string,
  cwd: string,
  stdin?: AsyncIterable<unknown>,
): Promise<SavedReport> {
  const size = path === "-" ? 0 : await fileSize(path, cwd);
  if (size <= BIG_BYTES) return inMemory(await readReport(path, cwd, stdin));
  const builder = await checkReport(path, cwd);
  const frame = builder.frame();
  if (builder.order.isScattered) return inMemory(await readReport(path, cwd));
  const { extras, count } = builder;
  return { frame, extras: extras.list(), count, rows: () => rowsOf(path, cwd, frame, count) };
}

/** The size of a regular file: pipes can be read only once. What is wrong with the path is found when it is read. */
async function fileSize(path: string, cwd: string): Promise<number> {
  const about = await stat(resolve(cwd, path)).catch(() => undefined);
  return about?.isFile() ? about.size : 0;
}

/** Rows that are passed on at once. */
const BATCH = 1_000;

/** A report that has been read, with the same interface. */
export function inMemory({ functions, ...frame }: Report): SavedReport {
  return {
    frame,
    extras: extrasOf({ functions, ...frame }),
    count: functions.length,
    async *rows() {
      for (let from = 0; from < functions.length; from += BATCH) yield functions.slice(from, from + BATCH);
    },
  };
}

/** The rows of a file that has been checked. */
async function* rowsOf(
  path: string,
  cwd: string,
  { accounts, catalogue }: SavedFrame,
  count: number,
): AsyncGenerator<readonly FunctionRow[], void, undefined> {
  const complete = rowCompleter(accounts, assessedOn(catalogue));
  let batch: FunctionRow[] = [];
  let read = 0;
  const slicer = new JsonSlicer(({ key, at, text }) => {
    if (key !== "functions" || typeof at !== "number") return;
    read++;
    // Its shape was checked when the file was read for the first time.
    batch.push(complete(JSON.parse(text) as SavedRow));
  });
  for await (const chunk of readChunks(path, { what: "report", cwd, maxBytes: MAX_BYTES, hint: "" })) {
    unchanged(path, () => slicer.write(chunk));
    if (batch.length === 0) continue;
    yield batch;
    batch = [];
  }
  unchanged(path, () => slicer.end());
  if (read !== count) throw changed(path);
}

/** What was JSON when the file was checked still is. */
function unchanged(path: string, read: () => void): void {
  try {
    read();
  } catch (error) {
    throw error instanceof BadJson || error instanceof SyntaxError ? changed(path) : error;
  }
}

function changed(path: string): UserError {
  return new UserError(`${path} changed while it was being read`, "Run the command again.");
}
