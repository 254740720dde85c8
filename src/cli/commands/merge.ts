import { extrasOf } from "../../compare/extras.ts";
import { readInTurn } from "../../files/read-all.ts";
import type { Report } from "../../model/report.ts";
import { listsWeb, summarise } from "../../report/summary.ts";
import { EXIT, exitCode } from "../exit.ts";
import type { Io } from "../io.ts";
import { Messages } from "../messages.ts";
import type { WithProject } from "../options/project.ts";
import { comparing, readHistory } from "../output/history.ts";
import { ReportFile } from "../output/report.ts";
import { written } from "../output/sink.ts";
import { prepareNotices } from "../prepare-notices.ts";
import { type Reassessment, readReassessFiles, reassessment } from "../saved/reassess.ts";
import { passOn } from "../saved/resume.ts";
import { joined, readParts } from "../saved.ts";
import { foundIn, printSummary } from "../summary.ts";
import { terminalOf } from "../terminal.ts";
import type { MergeOptions } from "./merge-options.ts";

/** Joins the reports of shards, or of a resumed run, and prints them like the report of one run. */
export async function merge(
  options: MergeOptions & WithProject,
  io: Io,
  paths: readonly string[],
): Promise<number> {
  const messages = new Messages(io, options.quiet);
  const { ownersFile, waiversFile, project } = options;
  const again = { ...AS_SAVED, ownersFile, waiversFile, project };
  const [parts, files, notices, earlier] = await readInTurn(
    () => readParts(paths, io),
    () => readReassessFiles(again, io, messages),
    () => prepareNotices(options, io),
    () => readHistory(options, io, messages),
  );
  const merged = joined(parts, messages);
  const { owners, waivers } = files.rules;
  const report =
    owners || waivers ? reassessed(merged, reassessment(merged, files, again, io), messages) : merged;
  notices?.demandOlder(report);
  const settings = { ...options, extras: extrasOf(report) };
  const output = await comparing(() => ReportFile.open(report, settings, io), report, earlier);
  const tail = await written(output, async () => {
    await passOn(report.functions, notices?.listening(output) ?? output);
    return report;
  });
  // The reader closed the pipe: it has what it wanted.
  if (tail === undefined) return EXIT.complete;
  await printSummary(report, { limit: options.limit }, terminalOf(io, options), messages);
  const delivered = notices ? await notices.send(report, report, messages) : true;
  return exitCode({
    interrupted: undefined,
    undelivered: !delivered,
    incomplete: report.summary.notRead > 0,
    allowIncomplete: options.allowIncomplete,
    found: foundIn(report.functions, options.failOn),
  });
}

/** The report with the owners and waivers that the options name in place of the saved ones. */
function reassessed(report: Report, { reassess, warnings }: Reassessment, messages: Messages): Report {
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
