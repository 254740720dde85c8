import { EXTRAS } from "../../model/function.ts";
import type { Report, ReportTail } from "../../model/report.ts";
import { type Estate, withEstate } from "../estate.ts";
import { EXIT, exitCode } from "../exit.ts";
import type { Io } from "../io.ts";
import { Messages } from "../messages.ts";
import { type Notices, prepareNotices } from "../notices.ts";
import { ReportFile } from "../output/report.ts";
import { readEarlier, readResumed } from "../resume.ts";
import { terminalOf } from "../terminal.ts";
import { foundIn, printSummary } from "../verdict.ts";
import type { ScanOptions } from "./list-options.ts";

/** Reads every account and prints the inventory. */
export async function list(options: ScanOptions, io: Io): Promise<number> {
  const messages = new Messages(io, options.quiet);
  warnOfEmpty(options, messages);
  const earlier = await readEarlier(options, io);
  const notices = await prepareNotices(options, io);
  const run = await withEstate(options, io, messages, async (estate) => {
    const tail = await print(estate, options, earlier, notices, io);
    if (tail === undefined) return undefined;
    printSummary(tail, estate.head, options, terminalOf(io, options), messages);
    return { head: estate.head, tail, interrupted: estate.connection.interrupted() };
  });
  if (run === undefined) return EXIT.complete;
  const { head, tail, interrupted } = run;
  const delivered = interrupted || !notices ? true : await notices.send(head, tail, messages);
  return exitCode({
    interrupted,
    incomplete: tail.summary.notRead > 0,
    undelivered: !delivered,
    allowIncomplete: options.allowIncomplete,
    found: foundIn(tail.summary, options.failOn),
  });
}

/** Columns that only `--with` fills may be named without it: what costs extra calls is asked for in so many words. */
function warnOfEmpty({ columns = [], sort = [], extras }: ScanOptions, messages: Messages): void {
  const named = new Set<string>([...columns, ...sort.map(({ key }) => key)]);
  const empty = EXTRAS.filter((extra) => named.has(extra) && !extras.includes(extra)).join(",");
  if (empty !== "") messages.warn(`${empty} will be empty: add --with ${empty}`);
}

/** Undefined when the reader closed the pipe: what it wanted, it has. */
async function print(
  estate: Estate,
  options: ScanOptions,
  earlier: Report | undefined,
  notices: Notices | undefined,
  io: Io,
): Promise<ReportTail | undefined> {
  const startedAt = earlier?.startedAt ?? estate.head.startedAt;
  const output = await ReportFile.open({ ...estate.head, startedAt }, options, io);
  const sink = notices?.listening(output) ?? output;
  try {
    const tail = earlier
      ? await readResumed(estate, options, earlier, sink)
      : await estate.read(sink, () => true);
    if (!output.closed) {
      await output.end(tail);
      return tail;
    }
    output.discard();
    return undefined;
  } catch (error) {
    output.discard();
    throw error;
  }
}
