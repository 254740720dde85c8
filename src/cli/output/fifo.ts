import { closeSync, constants, fstatSync, openSync } from "node:fs";
import { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Fifo } from "./destination.ts";
import { cannotWrite, OutputError } from "./failure.ts";
import type { Output } from "./output.ts";
import { PipeOutput } from "./pipe.ts";

const INTERVAL_MS = 50;

/**
 * A named pipe. It is opened without waiting for a reader, and opened again until one is there: a thread that waits
 * in `open` would keep the process from ending, even at a second signal.
 */
export function openFifo(name: string, fifo: Fifo): Output {
  return new FifoOutput(name, fifo);
}

class FifoOutput implements Output {
  readonly #name: string;
  readonly #fifo: Fifo;
  readonly #reader: Promise<PipeOutput | undefined>;
  #pipe: PipeOutput | undefined;
  #isOver: boolean;

  constructor(name: string, fifo: Fifo) {
    this.#name = name;
    this.#fifo = fifo;
    this.#pipe = open(name, fifo);
    this.#isOver = !fifo.waits;
    this.#reader = this.#waitForReader();
    // Thrown again by `write` and `finish`.
    this.#reader.catch(() => {});
  }

  get closed(): boolean {
    return this.#pipe?.closed ?? this.#isOver;
  }

  async write(chunk: string | Uint8Array): Promise<void> {
    if (chunk.length > 0) await (await this.#reader)?.write(chunk);
  }

  async finish(): Promise<void> {
    await (await this.#reader)?.finish();
  }

  discard(): void {
    this.#isOver = true;
    this.#pipe?.discard();
  }

  async #waitForReader(): Promise<PipeOutput | undefined> {
    try {
      while (!this.#pipe && !this.#isOver) {
        await sleep(INTERVAL_MS);
        if (!this.#isOver) this.#pipe = open(this.#name, this.#fifo);
      }
      return this.#pipe;
    } catch (error) {
      throw cannotWrite(this.#name, error);
    }
  }
}

/** Undefined while there is no reader. */
function open(name: string, { path, owner }: Fifo): PipeOutput | undefined {
  let descriptor: number;
  try {
    descriptor = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENXIO") return undefined;
    throw code === "ENOENT" ? new OutputError("REMOVED") : error;
  }
  const opened = fstatSync(descriptor);
  if (opened.isFIFO() && opened.uid === owner)
    return new PipeOutput(name, new Socket({ fd: descriptor, readable: false, writable: true }), true);
  closeSync(descriptor);
  throw new OutputError(opened.isFIFO() ? "FOREIGN" : "REPLACED");
}
