import type { ReportTail } from "../../model/report.ts";
import { type Estate, withEstate } from "../estate.ts";
import { EXIT, exitCode } from "../exit.ts";
import type { Io } from "../io.ts";
import { Messages } from "../messages.ts";
import type { ScanOptions } from "../options.ts";
import { ReportOutput } from "../report-output.ts";
import { readEarlier, readResumed } from "../resume.ts";
import { terminalOf } from "../terminal.ts";
import { foundIn, printSummary } from "../verdict.ts";

/** Reads every account and prints the inventory. */
export async function list(options: ScanOptions, io: Io): Promise<number> {
  const messages = new Messages(io, options.quiet);
  return withEstate(options, io, messages, async (estate) => {
    const tail = await print(estate, options, io);
    if (tail === undefined) return EXIT.complete;
    const { within } = options;
    printSummary(tail, estate.head, { within, color: terminalOf(io, options).stderrColor }, messages);
    return exitCode({
      interrupted: estate.connection.interrupted(),
      incomplete: tail.summary.notRead > 0,
      allowIncomplete: options.allowIncomplete,
      found: foundIn(tail.summary, options.failOn),
    });
  });
}

/** Undefined when the reader closed the pipe: what it wanted, it has. */
async function print(estate: Estate, options: ScanOptions, io: Io): Promise<ReportTail | undefined> {
  const earlier = await readEarlier(options, io);
  const startedAt = earlier?.startedAt ?? estate.head.startedAt;
  const output = await ReportOutput.open({ ...estate.head, startedAt }, options, io);
  try {
    const tail = earlier
      ? await readResumed(estate, options, earlier, output)
      : await estate.read(output, () => true);
    if (output.closed) return undefined;
    await output.end(tail);
    return tail;
  } catch (error) {
    output.discard();
    throw error;
  }
}
