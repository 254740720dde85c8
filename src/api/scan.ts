import process from "node:process";
import { Readable, Writable } from "node:stream";
import { Interruption } from "../cli/exit.ts";
import type { Io } from "../cli/io.ts";
import { Messages } from "../cli/messages.ts";
import { readRules } from "../cli/scan/rules.ts";
import { type PreparedScan, prepareScan } from "../cli/scan.ts";
import type { ScanEvent } from "./events.ts";
import type { ScanOptions } from "./options.ts";
import { readOptions } from "./read-options.ts";

/** The scan of `lambda-inventory list`, as events instead of a report. */
export async function* scanEvents(options: ScanOptions): AsyncGenerator<ScanEvent, void, undefined> {
  options.signal?.throwIfAborted();
  const io = quietIo(options);
  try {
    const messages = new Messages(io, false);
    const prepared = await readRules(readOptions(options), io.cwd);
    yield* eventsOf(await prepareScan(prepared.options, prepared.rules, io, messages), messages);
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
    // The deadlines are for the summary on stderr; no report has them.
    const { deadlines: _, ...tail } = next.value;
    yield { kind: "end", tail };
  } finally {
    // A reader that leaves the loop early needs no more calls: those in flight end now, and nothing is left open.
    connection.stop.request("Interrupted", "the reader left", 0);
    for (let next = await targets.next(); !next.done; ) next = await targets.next();
    await connection.close();
  }
}

/** The environment and directory of the process, without its streams and signals: those belong to the caller. */
function quietIo({ signal, onWarning }: ScanOptions): Io {
  return {
    stdin: Readable.from([]),
    stdout: lines(() => {}),
    stderr: lines((text) => onWarning?.(text)),
    env: process.env,
    cwd: process.cwd(),
    now: () => new Date(),
    onSignal(listener) {
      const abort = () => listener("SIGINT");
      signal?.addEventListener("abort", abort, { once: true });
      return () => signal?.removeEventListener("abort", abort);
    },
  };
}

/** Relies on each message being written in one chunk. */
function lines(take: (text: string) => void): Writable {
  return new Writable({
    decodeStrings: false,
    write(text: string, _encoding, done) {
      take(text.replace(/^lambda-inventory: warning: /, "").trimEnd());
      done();
    },
  });
}
