import { readInTurn } from "../../files/read-all.ts";
import type { Report, RunTail } from "../../model/report.ts";
import { loadFormat } from "../../report/formats.ts";
import { EXIT, exitCode } from "../exit.ts";
import type { Io } from "../io.ts";
import { Messages } from "../messages.ts";
import type { Notices } from "../notices.ts";
import type { Earlier } from "../output/comparison.ts";
import { comparing, readHistory } from "../output/history.ts";
import { ReportFile } from "../output/report.ts";
import { written } from "../output/sink.ts";
import { prepareNotices } from "../prepare-notices.ts";
import { readInputs } from "../scan/inputs.ts";
import { type PreparedScan, withScan } from "../scan.ts";
import { warnOfEmpty } from "../summary/empty-columns.ts";
import { printLastWarnings } from "../summary/last-warnings.ts";
import { tellOfNoMatch } from "../summary/no-match.ts";
import { printSummary, watching } from "../summary.ts";
import { terminalOf } from "../terminal.ts";
import type { ListOptions } from "./list-options.ts";

/** Reads every account and prints the inventory. */
export async function list(given: ListOptions, io: Io): Promise<number> {
  const messages = new Messages(io, given.quiet);
  const [inputs, resumed, notices, history] = await readInTurn(
    () => readInputs(given, io, messages),
    () => readResumed(given, io),
    () => prepareNotices(given, io),
    () => readHistory(given, io, messages),
  );
  const { options } = inputs;
  if (resumed) (await resuming()).demandResumable(options, resumed);
  notices?.demandOlder({ startedAt: io.now().toISOString() });
  warnOfEmpty(options, options.extras, (needed) => `add --with ${needed}`, messages);
  const use = async (scan: PreparedScan) => {
    const printed = await print(scan, options, { resumed, notices, history }, io);
    if (printed === undefined) return undefined;
    tellOfNoMatch(options, printed.tail, options.extras.includes("tags"), messages);
    printLastWarnings(scan, printed.tail, options, io, messages);
    await printSummary({ ...scan.head, ...printed.tail }, options, terminalOf(io, options), messages);
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
const resuming = () => import("../saved/resume.ts");

/** The report that `--resume` names. */
async function readResumed({ resume }: ListOptions, io: Io): Promise<Report | undefined> {
  return resume === undefined ? undefined : (await resuming()).readResumable(resume, io);
}

/** What was read before the scan, besides its inputs. */
interface Before {
  readonly resumed: Report | undefined;
  readonly notices: Notices | undefined;
  readonly history: Earlier | undefined;
}

/** Undefined when the reader closed the pipe: it has what it wanted. */
async function print(
  scan: PreparedScan,
  options: ListOptions,
  { resumed, notices, history }: Before,
  io: Io,
): Promise<{ readonly tail: RunTail; readonly found: boolean } | undefined> {
  const startedAt = resumed?.startedAt ?? scan.head.startedAt;
  const head = { ...scan.head, startedAt };
  const output = await comparing(() => ReportFile.open(head, options, io), head, history);
  const { sink, found } = watching(notices?.listening(output) ?? output, options.failOn);
  const tail = await written(output, async () =>
    resumed ? (await resuming()).completeResumed(scan, options, resumed, sink) : scan.read(sink, () => true),
  );
  return tail && { tail, found: found() };
}
