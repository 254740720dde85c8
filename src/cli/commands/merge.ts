import { extrasOf } from "../../compare/extras.ts";
import { exitCode } from "../exit.ts";
import type { Io } from "../io.ts";
import { Messages } from "../messages.ts";
import { comparing } from "../output/history.ts";
import { ReportFile } from "../output/report.ts";
import { passOn } from "../resume.ts";
import { joined, readParts } from "../saved.ts";
import { foundIn, printSummary } from "../summary.ts";
import { terminalOf } from "../terminal.ts";
import type { MergeOptions } from "./merge-options.ts";

/** Joins the reports of shards, or of a resumed run, and prints them like the report of one run. */
export async function merge(options: MergeOptions, io: Io, paths: readonly string[]): Promise<number> {
  const messages = new Messages(io, options.quiet);
  const report = joined(await readParts(paths, io), messages);
  const notices =
    options.notify.length > 0
      ? await (await import("../notices.ts")).Notices.prepare(options, io)
      : undefined;
  const settings = { ...options, extras: extrasOf(report) };
  const output = await comparing(() => ReportFile.open(report, settings, io), report, options, io);
  try {
    await passOn(report.functions, notices?.listening(output) ?? output);
    await output.end(report);
  } catch (error) {
    output.discard();
    throw error;
  }
  await printSummary(report, report, { limit: options.limit }, terminalOf(io, options), messages);
  const delivered = output.closed || !notices ? true : await notices.send(report, report, messages);
  return exitCode({
    interrupted: undefined,
    undelivered: !delivered,
    incomplete: report.summary.notRead > 0,
    allowIncomplete: options.allowIncomplete,
    found: foundIn(report.functions, options.failOn),
  });
}
