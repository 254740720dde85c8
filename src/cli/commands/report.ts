import { extrasOf } from "../../compare/resume.ts";
import type { Report } from "../../model/report.ts";
import { exitCode } from "../exit.ts";
import type { Io } from "../io.ts";
import { Messages } from "../messages.ts";
import { ReportFile } from "../output/report.ts";
import { passOn } from "../resume.ts";
import { readSaved } from "../saved.ts";
import { foundIn, printSummary } from "../summary.ts";
import { terminalOf } from "../terminal.ts";
import type { ReportCommandOptions } from "./report-options.ts";

/** Prints saved reports again, as a scan with these options would have printed them. */
export async function report(
  options: ReportCommandOptions,
  io: Io,
  paths: readonly string[],
): Promise<number> {
  const messages = new Messages(io, options.quiet);
  const saved = await readSaved(paths, options, io, messages);
  await printReport(saved, { ...options, extras: extrasOf(saved) }, io);
  const { limit, within } = options;
  await printSummary(
    saved,
    saved,
    { limit, ...(within !== undefined && { within }) },
    terminalOf(io, options),
    messages,
  );
  return exitCode({
    interrupted: undefined,
    incomplete: saved.summary.notRead > 0,
    allowIncomplete: options.allowIncomplete,
    found: foundIn(saved.functions, options.failOn),
  });
}

type PrintOptions = Parameters<typeof ReportFile.open>[1];

/** Writes a report that is in memory. */
async function printReport(report: Report, options: PrintOptions, io: Io): Promise<void> {
  const output = await ReportFile.open(report, options, io);
  try {
    await passOn(report.functions, output);
    if (output.closed) output.discard();
    else await output.end(report);
  } catch (error) {
    output.discard();
    throw error;
  }
}
