/** A report that goes to one output: rows enter target by target, text leaves in pieces that are worth a write. */
import type { FunctionRow, RunTail } from "../../model/report.ts";
import type { Writer } from "../../report/format.ts";
import type { Output } from "./output.ts";
import type { ReportSink } from "./sink.ts";

/** Text that is written without waiting for more, in characters. */
const WORTH_WRITING = 65_536;

/**
 * Targets that are ready in the same turn of the event loop are written together, since a write takes as long as
 * rendering several rows. No row waits longer than that.
 */
export class WholeReport implements ReportSink {
  readonly #writer: Writer;
  readonly #output: Output;
  readonly #pace: Pace;
  #text = "";
  #turn: NodeJS.Immediate | undefined;
  #written = Promise.resolve();

  /** @param onSlow called once, when the reader of the report turns out to be slower than the scan */
  constructor(writer: Writer, output: Output, onSlow: () => void) {
    this.#writer = writer;
    this.#output = output;
    this.#pace = new Pace(onSlow);
  }

  get closed(): boolean {
    return this.#output.closed;
  }

  async rows(rows: readonly FunctionRow[]): Promise<void> {
    this.#text += this.#writer.rows(rows);
    if (this.#text.length >= WORTH_WRITING) this.#write();
    else if (this.#text !== "") this.#turn ??= setImmediate(() => this.#write());
    await this.#written;
  }

  async end(tail: RunTail): Promise<void> {
    this.#write();
    await this.#written;
    for await (const chunk of this.#writer.end(tail)) await this.#output.write(chunk);
    await this.#output.finish();
  }

  discard(): void {
    clearImmediate(this.#turn);
    this.#output.discard();
  }

  #write(): void {
    clearImmediate(this.#turn);
    this.#turn = undefined;
    this.#written = this.#pace.waitFor(this.#output.write(this.#text));
    this.#text = "";
    // A failure is reported to whoever brings the next rows.
    this.#written.catch(() => {});
  }
}

/** A reader that took less time in all may have been slow by chance. */
const SLOW_MS = 500;

/** Notices a reader that is slower than the scan. Then there is time to collect garbage more often, and less memory is used. */
class Pace {
  readonly #startedAt = performance.now();
  readonly #onSlow: () => void;
  #waitedMs = 0;
  #isSlow = false;

  /** @param onSlow called once, when most of the time was spent waiting for the reader */
  constructor(onSlow: () => void) {
    this.#onSlow = onSlow;
  }

  async waitFor(write: Promise<void>): Promise<void> {
    const before = performance.now();
    await write;
    const now = performance.now();
    this.#waitedMs += now - before;
    if (this.#isSlow || this.#waitedMs < Math.max(SLOW_MS, (now - this.#startedAt) / 2)) return;
    this.#isSlow = true;
    this.#onSlow();
  }
}
