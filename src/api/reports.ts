/** Reports as data: read, assessed and filtered again, joined, compared. */
import process from "node:process";
import { SAVED_OPTIONS } from "../cli/commands/report-options.ts";
import { Messages } from "../cli/messages.ts";
import { readReassessFiles, reassessment } from "../cli/saved/reassess.ts";
import { gathered, savedRows } from "../cli/saved.ts";
import { diffReports } from "../compare/diff.ts";
import type { Difference } from "../compare/difference.ts";
import { mergeReports } from "../compare/merge.ts";
import { readReport } from "../compare/read-report.ts";
import { inMemory } from "../compare/saved-report.ts";
import type { Report } from "../model/report.ts";
import type { Warnings } from "./callbacks.ts";
import { quietIo } from "./io.ts";
import type { ReportOptions } from "./options.ts";
import { readOptions } from "./read-options.ts";

export async function read(path: string): Promise<Report> {
  return readReport(path, process.cwd());
}

export async function report(saved: Report, given: ReportOptions): Promise<Report> {
  const io = quietIo(given);
  const options = readOptions(SAVED_OPTIONS, given, "report", { besides: ["onWarning"] });
  const messages = new Messages(io, false);
  const files = await readReassessFiles(options, io, messages);
  const opened = inMemory(saved);
  const again = reassessment(opened.frame, files, options, io);
  return gathered(savedRows(opened, again, options, messages));
}

export function merge(reports: readonly Report[], { onWarning }: Warnings): Report {
  const parts = reports.map((report, index) => ({ path: `report ${index + 1}`, report }));
  const merged = mergeReports(parts);
  for (const warning of merged.warnings) onWarning?.(warning);
  return merged.report;
}

export function diff(old: Report, fresh: Report): Difference {
  return diffReports(old, fresh);
}
