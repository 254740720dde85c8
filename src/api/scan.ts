import { Interruption } from "../cli/exit.ts";
import { Messages } from "../cli/messages.ts";
import { READ_OPTIONS } from "../cli/options/reading.ts";
import { DISPLAY_OPTIONS } from "../cli/options/running.ts";
import { readValues } from "../cli/options/values.ts";
import { readInputs } from "../cli/scan/inputs.ts";
import { type PreparedScan, prepareScan } from "../cli/scan.ts";
import { reportTail } from "../model/report.ts";
import { UserErrors } from "../model/user-errors.ts";
import type { ScanEvent } from "./events.ts";
import { quietIo } from "./io.ts";
import type { ScanOptions } from "./options.ts";
import { readOptions } from "./read-options.ts";

/** The scan of `lambda-inventory list`, as events instead of a report. */
export async function* scanEvents(options: ScanOptions): AsyncGenerator<ScanEvent, void, undefined> {
  options.signal?.throwIfAborted();
  const io = quietIo(options);
  try {
    const messages = new Messages(io, false);
    // Of the options that concern streams, a program gets the defaults.
    const display = readValues(DISPLAY_OPTIONS, new Map(), new UserErrors());
    const values = {
      ...readOptions(READ_OPTIONS, options, "list", { besides: ["signal", "onWarning"] }),
      ...display,
    };
    const inputs = await readInputs(values, io, messages);
    yield* eventsOf(await prepareScan(inputs, io, messages), messages);
  } catch (error) {
    throw error instanceof Interruption ? options.signal?.reason : error;
  }
}

async function* eventsOf(scan: PreparedScan, messages: Messages): AsyncGenerator<ScanEvent, void, undefined> {
  const { connection, head } = scan;
  const targets = scan.targets();
  try {
    yield { kind: "start", head };
    let next = await targets.next();
    for (; !next.done; next = await targets.next()) yield { kind: "target", ...next.value };
    for (const warning of scan.criteria.waivers.warnings()) messages.warn(warning);
    yield { kind: "end", tail: reportTail(next.value) };
  } finally {
    // A reader that leaves the loop early needs no more calls: those in flight end now, and nothing is left open.
    connection.stop.request("Interrupted", "the reader left", 0);
    for (let next = await targets.next(); !next.done; ) next = await targets.next();
    await connection.close();
  }
}
