import { createWriteStream, statSync } from "node:fs";
import { resolve } from "node:path";
import type { Io } from "./io.ts";
import { PipeOutput } from "./output/pipe.ts";

/** Where a report goes: stdout, or a file that appears whole or not at all. */
export interface Output {
  /** Resolves when the reader has room for more; after the reader has gone, at once. Throws a `UserError`. */
  write(chunk: string | Uint8Array): Promise<void>;
  /** True once the reader has closed the pipe (`| head`): nothing written from then on matters. */
  readonly closed: boolean;
  /** The report is complete: a file takes its name now. Throws a `UserError`. */
  finish(): Promise<void>;
  /** The report is not to be: a file leaves no trace. */
  discard(): void;
}

/** Opens the output before anything is scanned, so that a path that cannot be written costs no scan. */
export async function openOutput(path: string | undefined, io: Io): Promise<Output> {
  if (path === undefined) return new PipeOutput("to stdout", io.stdout, false);
  const file = resolve(io.cwd, path);
  if (isSpecial(file)) return new PipeOutput(path, createWriteStream(file), true);
  return (await import("./output/file.ts")).openFile(path, file);
}

/** A device or a named pipe (`/dev/null`, `>(...)`) is written to; a file in its place would be a surprise. */
function isSpecial(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  return found !== undefined && !found.isFile() && !found.isDirectory();
}

/** Writes a text that is at hand whole. */
export async function writeAll(path: string | undefined, chunks: Iterable<string>, io: Io): Promise<void> {
  const output = await openOutput(path, io);
  try {
    for (const chunk of chunks) await output.write(chunk);
    await output.finish();
  } catch (error) {
    output.discard();
    throw error;
  }
}
