import { factsById } from "../../compare/account-facts.ts";
import { readReport } from "../../compare/read-report.ts";
import { cellsToRead, checkResumable, joinResumed } from "../../compare/resume.ts";
import type { FunctionRow, Report, RunTail } from "../../model/report.ts";
import type { Wants } from "../../scan/account.ts";
import type { ListOptions } from "../commands/list-options.ts";
import type { Io } from "../io.ts";
import type { RowSink } from "../scan/inventory.ts";
import { regionsOf } from "../scan/regions.ts";
import { rowMaker } from "../scan/rows.ts";
import type { PreparedScan } from "../scan.ts";
import { filterTexts } from "../summary/no-match.ts";

/** Rows that are passed on at once when a report is in memory. */
const BATCH = 1_000;

/** The report that `--resume` names. */
export async function readResumable(path: string, io: Io): Promise<Report> {
  return readReport(path, io.cwd, io.stdin);
}

/** Throws a `UserError` for a report that this run cannot resume from. */
export function demandResumable(options: ListOptions, old: Report): void {
  const { resume = "", versions, extras } = options;
  checkResumable(resume, old, { filtered: filterTexts(options) !== "", versions, extras });
}

/** Reads only what an earlier report lacks, and passes both on as one report. */
export async function completeResumed(
  scan: PreparedScan,
  options: ListOptions,
  old: Report,
  sink: RowSink,
): Promise<RunTail> {
  const fresh = await readReportNow(scan, cellsToRead(old, options.extras));
  const facts = new Map([...factsById(old.accounts), ...(scan.accounts.facts ?? [])]);
  const joined = joinResumed(old, fresh, {
    ...rowMaker(scan.criteria, options, (accountId) => facts.get(accountId)),
    regionsOf: regionsOf(scan.accounts.accounts, options),
  });
  await passOn(joined.functions, sink);
  return joined;
}

/** Scans into a report in memory. */
export async function readReportNow(scan: PreparedScan, wants: Wants): Promise<Report & RunTail> {
  const functions: FunctionRow[] = [];
  const sink: RowSink = {
    closed: false,
    async rows(rows) {
      for (const row of rows) functions.push(row);
    },
  };
  const tail = await scan.read(sink, wants);
  return { ...scan.head, ...tail, functions };
}

/** Writes rows that are in memory as if they came from a scan. */
export async function passOn(rows: readonly FunctionRow[], sink: RowSink): Promise<void> {
  for (let from = 0; from < rows.length && !sink.closed; from += BATCH) {
    await sink.rows(rows.slice(from, from + BATCH));
  }
}
