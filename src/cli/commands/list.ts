import type { Report, ReportTail } from "../../model/report.ts";
import { loadFormat } from "../../report/formats.ts";
import { warnOfEmpty } from "../empty-columns.ts";
import { EXIT, exitCode } from "../exit.ts";
import type { Io } from "../io.ts";
import { printLastWarnings } from "../last-warnings.ts";
import { Messages } from "../messages.ts";
import { tellOfNoMatch } from "../no-match.ts";
import type { Notices } from "../notices.ts";
import { comparing } from "../output/history.ts";
import { ReportFile } from "../output/report.ts";
import { readInputs } from "../scan/inputs.ts";
import { type PreparedScan, withScan } from "../scan.ts";
import { printSummary, watching } from "../summary.ts";
import { terminalOf } from "../terminal.ts";
import type { ScanOptions } from "./list-options.ts";

/** Reads every account and prints the inventory. */
export async function list(given: ScanOptions, io: Io): Promise<number> {
  const messages = new Messages(io, given.quiet);
  const inputs = await readInputs(given, io, messages);
  const { options } = inputs;
  warnOfEmpty(options, options.extras, (needed) => `add --with ${needed}`, messages);
  const earlier =
    options.resume === undefined ? undefined : await (await resuming()).readEarlier(options, io);
  const notices =
    options.notify.length > 0
      ? await (await import("../notices.ts")).Notices.prepare(options, io)
      : undefined;
  const use = async (scan: PreparedScan) => {
    const printed = await print(scan, options, earlier, notices, io);
    if (printed === undefined) return undefined;
    tellOfNoMatch(options, printed.tail, options.extras.includes("tags"), messages);
    printLastWarnings(scan, io, messages);
    await printSummary(printed.tail, scan.head, options, terminalOf(io, options), messages);
    return { head: scan.head, ...printed, interrupted: scan.connection.interrupted() };
  };
  const run = await withScan(inputs, io, messages, use, () => loadFormat(options.format));
  if (run === undefined) return EXIT.complete;
  const { head, tail, found, interrupted } = run;
  const delivered = interrupted || !notices ? true : await notices.send(head, tail, messages);
  return exitCode({
    interrupted,
    incomplete: tail.summary.notRead > 0,
    undelivered: !delivered,
    allowIncomplete: options.allowIncomplete,
    found,
  });
}

/** Loaded where `--resume` is given. */
const resuming = () => import("../resume.ts");

/** Undefined when the reader closed the pipe: it has what it wanted. */
async function print(
  scan: PreparedScan,
  options: ScanOptions,
  earlier: Report | undefined,
  notices: Notices | undefined,
  io: Io,
): Promise<{ readonly tail: ReportTail; readonly found: boolean } | undefined> {
  const startedAt = earlier?.startedAt ?? scan.head.startedAt;
  const head = { ...scan.head, startedAt };
  const output = await comparing(() => ReportFile.open(head, options, io), head, options, io);
  const { sink, found } = watching(notices?.listening(output) ?? output, options.failOn);
  try {
    const tail = earlier
      ? await (await resuming()).readResumed(scan, options, earlier, sink)
      : await scan.read(sink, () => true);
    if (!output.closed) {
      await output.end(tail);
      return { tail, found: found() };
    }
    output.discard();
    return undefined;
  } catch (error) {
    output.discard();
    throw error;
  }
}
