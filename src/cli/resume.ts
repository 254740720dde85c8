import { readReport } from "../compare/read-report.ts";
import { checkResumable, joinResumed, lackedBy } from "../compare/resume.ts";
import type { FunctionRow, Report, ReportTail } from "../model/report.ts";
import type { ScanOptions } from "./commands/list-options.ts";
import type { Estate } from "./estate.ts";
import type { RowSink } from "./inventory.ts";
import type { Io } from "./io.ts";
import { rowMaker } from "./rows.ts";

/** Rows handed on in one piece when a report is at hand whole. */
const SLICE = 1_000;

/** The earlier report that `--resume` names, once it is sure that this run can go on from it. */
export async function readEarlier(options: ScanOptions, io: Io): Promise<Report | undefined> {
  if (options.resume === undefined) return undefined;
  const old = await readReport(options.resume, io.cwd, io.stdin);
  const filtered = [options.runtimes, options.statuses, options.names].some((filter) => filter !== undefined);
  checkResumable(options.resume, old, { filtered, versions: options.versions, extras: options.extras });
  return old;
}

/** Reads only what an earlier report lacks, and hands both on as one. */
export async function readResumed(
  estate: Estate,
  options: ScanOptions,
  old: Report,
  sink: RowSink,
): Promise<ReportTail> {
  const fresh = await readReportNow(estate, lackedBy(old));
  const joined = joinResumed(old, fresh, rowMaker(estate.judge, options));
  await handOn(joined.functions, sink);
  return joined;
}

/** Reads the estate into a report in memory. */
export async function readReportNow(
  estate: Estate,
  wants: (accountId: string, region: string, listed: boolean) => boolean,
): Promise<Report> {
  const functions: FunctionRow[] = [];
  const sink: RowSink = {
    closed: false,
    async rows(rows) {
      for (const row of rows) functions.push(row);
    },
  };
  const tail = await estate.read(sink, wants);
  return { ...estate.head, ...tail, functions };
}

/** Writes rows that are at hand as if they came from a scan. */
export async function handOn(rows: readonly FunctionRow[], sink: RowSink): Promise<void> {
  for (let from = 0; from < rows.length && !sink.closed; from += SLICE) {
    await sink.rows(rows.slice(from, from + SLICE));
  }
}
