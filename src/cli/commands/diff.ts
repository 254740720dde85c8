import { diffReports, hasNewDeprecated } from "../../compare/diff.ts";
import type { Difference } from "../../compare/difference.ts";
import { readReport } from "../../compare/read-report.ts";
import { writeDifference } from "../../compare/write/write.ts";
import { readInTurn } from "../../files/read-all.ts";
import type { Report } from "../../model/report.ts";
import { resultText } from "../../report/query/text.ts";
import { exitCode, type Outcome } from "../exit.ts";
import type { Io } from "../io.ts";
import { Messages } from "../messages.ts";
import { writeAll } from "../output.ts";
import { readReportNow } from "../saved/resume.ts";
import { readInputs } from "../scan/inputs.ts";
import { withScan } from "../scan.ts";
import { printLastWarnings } from "../summary/last-warnings.ts";
import { foundIn, printSummary } from "../summary.ts";
import { terminalOf } from "../terminal.ts";
import type { DiffOptions } from "./diff-options.ts";

/** Compares two reports, or one with a fresh scan. */
export async function diff(
  options: DiffOptions,
  io: Io,
  [oldReport = "", newReport]: readonly string[],
): Promise<number> {
  const { format, output } = options;
  const [old, open] = await readInTurn(
    () => readReport(oldReport, io.cwd, io.stdin),
    () => (newReport === undefined ? prepareScan(options, io) : readNew(newReport, io)),
  );
  const fresh = await open();
  const difference = diffReports(old, fresh.report);
  const names = { old: oldReport, new: newReport ?? "this scan" };
  const text =
    options.query === undefined
      ? await writeDifference(format, difference, names, terminalOf(io, options))
      : await queried(options.query, difference);
  await writeAll(output, text, io);
  const found = options.failOn.some((word) =>
    word === "new-deprecated"
      ? hasNewDeprecated(difference, fresh.report)
      : foundIn(fresh.report.functions, [word]),
  );
  return exitCode({ ...fresh.outcome, allowIncomplete: options.allowIncomplete, found });
}

async function queried(query: string, difference: Difference): Promise<string[]> {
  const { compileQuery } = await import("../../report/query/query.ts");
  return [resultText(compileQuery(query, "--query").find(difference), "json", true)];
}

interface Fresh {
  readonly report: Report;
  readonly outcome: Pick<Outcome, "interrupted" | "incomplete">;
}

/** Gaps were reported when the report was made: comparing two reports is complete. */
async function readNew(path: string, io: Io): Promise<() => Promise<Fresh>> {
  const report = await readReport(path, io.cwd, io.stdin);
  return async () => ({ report, outcome: { interrupted: undefined, incomplete: false } });
}

/** Reads the files that the options name; what it returns scans. */
async function prepareScan(given: DiffOptions, io: Io): Promise<() => Promise<Fresh>> {
  const messages = new Messages(io, given.quiet);
  const inputs = await readInputs(given, io, messages);
  return () =>
    withScan(inputs, io, messages, async (scan) => {
      const report = await readReportNow(scan, () => true);
      printLastWarnings(scan, report, inputs.options, io, messages);
      const { options } = inputs;
      const { within } = options;
      await printSummary(report, { within }, terminalOf(io, options), messages);
      const incomplete = report.summary.notRead > 0;
      return { report, outcome: { interrupted: scan.connection.interrupted(), incomplete } };
    });
}
