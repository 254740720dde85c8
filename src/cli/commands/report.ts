import { readInTurn } from "../../files/read-all.ts";
import type { RunTail } from "../../model/report.ts";
import { EXIT, exitCode } from "../exit.ts";
import type { Io } from "../io.ts";
import { Messages } from "../messages.ts";
import type { Earlier } from "../output/comparison.ts";
import { comparing, readHistory } from "../output/history.ts";
import { ReportFile } from "../output/report.ts";
import { written } from "../output/sink.ts";
import { openSaved, type SavedRows } from "../saved.ts";
import { warnOfEmpty } from "../summary/empty-columns.ts";
import { printSummary, watching } from "../summary.ts";
import { terminalOf } from "../terminal.ts";
import type { ReportCommandOptions } from "./report-options.ts";

/** Prints saved reports again, as a scan with these options would have printed them. */
export async function report(
  options: ReportCommandOptions,
  io: Io,
  paths: readonly string[],
): Promise<number> {
  const messages = new Messages(io, options.quiet);
  io.limitHeap?.("twice");
  const [saved, earlier] = await readInTurn(
    () => openSaved(paths, options, io, messages),
    () => readHistory(options, io, messages),
  );
  const why = (needed: string) => `the report was created without --with ${needed}`;
  warnOfEmpty(options, saved.extras, why, messages);
  const printed = await print(saved, earlier, options, io);
  if (printed === undefined) return EXIT.complete;
  const { tail, found } = printed;
  const { limit, within } = options;
  const style = { limit, ...(within !== undefined && { within }) };
  await printSummary({ ...saved.head, ...tail }, style, terminalOf(io, options), messages);
  return exitCode({
    interrupted: undefined,
    incomplete: tail.summary.notRead > 0,
    allowIncomplete: options.allowIncomplete,
    found,
  });
}

/** Undefined when the reader closed the pipe: it has what it wanted. */
async function print(
  saved: SavedRows,
  earlier: Earlier | undefined,
  options: ReportCommandOptions,
  io: Io,
): Promise<{ readonly tail: RunTail; readonly found: boolean } | undefined> {
  const { head, extras } = saved;
  const open = () => ReportFile.open(head, { ...options, extras }, io);
  const output = await comparing(open, head, earlier);
  const { sink, found } = watching(output, options.failOn);
  const tail = await written(output, async () => {
    for await (const batch of saved.rows()) {
      await sink.rows(batch);
      if (sink.closed) return undefined;
    }
    return saved.tail();
  });
  return tail && { tail, found: found() };
}
