import { extrasOf } from "../../compare/extras.ts";
import type { Report } from "../../model/report.ts";
import { listsWeb, summarise } from "../../report/summary.ts";
import { exitCode } from "../exit.ts";
import type { Io } from "../io.ts";
import { Messages } from "../messages.ts";
import type { WithProject } from "../options/project.ts";
import { comparing } from "../output/history.ts";
import { ReportFile } from "../output/report.ts";
import { reassessment } from "../reassess.ts";
import { passOn } from "../resume.ts";
import { joined, readParts } from "../saved.ts";
import { foundIn, printSummary } from "../summary.ts";
import { terminalOf } from "../terminal.ts";
import type { MergeOptions } from "./merge-options.ts";

/** Joins the reports of shards, or of a resumed run, and prints them like the report of one run. */
export async function merge(options: MergeOptions, io: Io, paths: readonly string[]): Promise<number> {
  const messages = new Messages(io, options.quiet);
  const report = await withRules(joined(await readParts(paths, io), messages), options, io, messages);
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

/** The report with the owners and waivers that the options name in place of the saved ones. */
async function withRules(
  report: Report,
  { ownersFile, waiversFile, project }: MergeOptions & WithProject,
  io: Io,
  messages: Messages,
): Promise<Report> {
  if (ownersFile === undefined && waiversFile === undefined) return report;
  const { reassess, warnings } = await reassessment(
    report,
    { ...AS_SAVED, ownersFile, waiversFile, project },
    io,
    messages,
  );
  const functions = report.functions.map(reassess);
  for (const warning of warnings()) messages.warn(warning);
  const { coverage, accounts } = report;
  const counts = summarise(functions, coverage, accounts, listsWeb([report.summary]));
  return { ...report, functions, summary: { ...report.summary, ...counts } };
}

const AS_SAVED = {
  asOf: undefined,
  catalogue: undefined,
  within: undefined,
  runtimes: undefined,
  ownerTags: [],
} as const;
