import type { Writable } from "node:stream";
import { cannotWrite } from "./failure.ts";
import type { Output } from "./output.ts";

type TextFilter = (text: string) => string;

/** A stream that is written to in place: stdout, a device, a named pipe. */
export class PipeOutput implements Output {
  readonly #name: string;
  readonly #stream: Writable;
  readonly #isOurs: boolean;
  readonly #filter: TextFilter;
  #failure: Error | undefined;
  closed = false;

  /**
   * @param name for messages: `cannot write to stdout`
   * @param isOurs whether we opened it, and close it
   * @param filter what is done to text before it is written
   */
  constructor(name: string, stream: Writable, isOurs: boolean, filter: TextFilter = (text) => text) {
    this.#name = name;
    this.#stream = stream;
    this.#isOurs = isOurs;
    this.#filter = filter;
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") this.closed = true;
      else this.#failure ??= error;
    });
  }

  async write(chunk: string | Uint8Array): Promise<void> {
    this.#check();
    if (this.closed || chunk.length === 0) return;
    const written = typeof chunk === "string" ? this.#filter(chunk) : chunk;
    if (!this.#stream.write(written)) await drained(this.#stream);
  }

  /** Waits until everything is written: a full disk is reported late. */
  async finish(): Promise<void> {
    this.#check();
    if (!this.closed) await lastWritten(this.#stream, this.#isOurs);
    this.#check();
  }

  discard(): void {
    if (this.#isOurs) this.#stream.destroy();
  }

  #check(): void {
    if (this.#failure) throw cannotWrite(this.#name, this.#failure);
  }
}

/** Waits for room, and stops waiting when the stream fails or closes. */
export function drained(stream: Writable): Promise<void> {
  return settled(stream, ["drain", "error", "close"], () => {});
}

function lastWritten(stream: Writable, isLast: boolean): Promise<void> {
  return settled(stream, ["error", "close"], (done) => {
    // Not the callback of `end`: it is called before the error event.
    if (isLast) stream.end();
    else stream.write("", done);
  });
}

/** Resolves at the first of these events, or when `begin` calls back. */
function settled(
  stream: Writable,
  events: readonly string[],
  begin: (done: () => void) => void,
): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      for (const event of events) stream.off(event, settle);
      resolve();
    };
    for (const event of events) stream.on(event, settle);
    begin(settle);
  });
}
