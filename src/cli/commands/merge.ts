import type { Part } from "../../compare/ledgers.ts";
import { mergeReports } from "../../compare/merge.ts";
import { readReport } from "../../compare/read-report.ts";
import { EXTRAS, type Extra } from "../../model/function.ts";
import type { Report } from "../../model/report.ts";
import { exitCode } from "../exit.ts";
import type { Io } from "../io.ts";
import { Messages } from "../messages.ts";
import { ReportFile } from "../output/report.ts";
import { passOn } from "../resume.ts";
import { foundIn, printSummary } from "../summary.ts";
import { terminalOf } from "../terminal.ts";
import type { MergeOptions } from "./merge-options.ts";

/** Joins the reports of shards, or of a resumed run, and prints them like the report of one run. */
export async function merge(options: MergeOptions, io: Io, paths: readonly string[]): Promise<number> {
  const messages = new Messages(io, options.quiet);
  const parts: Part[] = [];
  for (const path of paths) parts.push({ path, report: await readReport(path, io.cwd, io.stdin) });
  const { report, warnings } = mergeReports(parts);
  for (const warning of warnings) messages.warn(warning);
  const notices =
    options.notify.length > 0
      ? await (await import("../notices.ts")).Notices.prepare(options, io)
      : undefined;
  const output = await ReportFile.open(report, { ...options, extras: extrasOf(report) }, io);
  try {
    await passOn(report.functions, notices?.listening(output) ?? output);
    await output.end(report);
  } catch (error) {
    output.discard();
    throw error;
  }
  printSummary(report, report, { limit: options.limit }, terminalOf(io, options), messages);
  const delivered = output.closed || !notices ? true : await notices.send(report, report, messages);
  return exitCode({
    interrupted: undefined,
    undelivered: !delivered,
    incomplete: report.summary.notRead > 0,
    allowIncomplete: options.allowIncomplete,
    found: foundIn(report.functions, options.failOn),
  });
}

/** The extra columns that the parts were made with (`--with`). */
function extrasOf({ functions }: Report): Extra[] {
  return EXTRAS.filter((extra) => functions.some((row) => row[extra] !== null));
}
