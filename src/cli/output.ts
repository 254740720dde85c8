/**
 * Opens what a command writes to. A name from `--output` or `--coverage` enters; an `Output` leaves. Every file that
 * the program writes is written through it, so that the rules for symbolic links, modes and pipes hold for each.
 */
import { createWriteStream } from "node:fs";
import { resolve } from "node:path";
import type { Io } from "./io.ts";
import { logFilter } from "./output/ci-log.ts";
import { type Destination, findDestination } from "./output/destination.ts";
import { cannotWrite } from "./output/failure.ts";
import type { Output } from "./output/output.ts";
import { PipeOutput } from "./output/pipe.ts";

/** Opens the output before anything is scanned, so that a path that cannot be written does not cost a scan. */
export async function openOutput(name: string | undefined, io: Io): Promise<Output> {
  try {
    const destination: Destination =
      name === undefined ? { kind: "stdout" } : findDestination(resolve(io.cwd, name));
    return await open(name ?? "", destination, io);
  } catch (error) {
    throw cannotWrite(name ?? "to stdout", error);
  }
}

async function open(name: string, destination: Destination, io: Io): Promise<Output> {
  switch (destination.kind) {
    case "stdout":
      return new PipeOutput("to stdout", io.stdout, false, logFilter(io.env, io.stdout));
    case "file":
      return (await import("./output/file.ts")).openFile(name, destination.path, destination.replaced);
    case "fifo":
      return (await import("./output/fifo.ts")).openFifo(name, destination);
    case "device":
      return new PipeOutput(name, createWriteStream(destination.path), true, logFilter(io.env, io.stdout));
  }
}

/** Writes a text that is complete. */
export async function writeAll(name: string | undefined, chunks: Iterable<string>, io: Io): Promise<void> {
  const output = await openOutput(name, io);
  try {
    for (const chunk of chunks) await output.write(chunk);
    await output.finish();
  } catch (error) {
    output.discard();
    throw error;
  }
}
