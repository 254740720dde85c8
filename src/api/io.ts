import process from "node:process";
import { Readable, Writable } from "node:stream";
import type { Io } from "../cli/io.ts";
import type { Cancellation, Warnings } from "./callbacks.ts";

/** The environment and directory of the process, without its streams and signals: those belong to the caller. */
export function quietIo({ signal, onWarning }: Cancellation & Warnings): Io {
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
