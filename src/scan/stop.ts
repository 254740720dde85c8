import { Failure } from "../model/failure.ts";
import type { Allowance } from "./allowance.ts";

/** How long calls in flight may still take after the stop of a run. */
const GRACE_MS = 1_000;

const OVER = new Failure("not-attempted", "functions", "Ended", "the run has ended");

/**
 * The one mechanism that ends a run early (interrupt, deadline). No new call is made; calls in flight get a moment,
 * then they are aborted; everything not read is recorded as `not-attempted` with the reason.
 */
export class Stop {
  readonly #allowances = new Set<Allowance>();
  readonly #controller = new AbortController();
  #failure: Failure | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** Why the run is being stopped; undefined while it is not. */
  get failure(): Failure | undefined {
    return this.#failure;
  }

  /** The same, once the grace period of calls in flight is over. */
  get ended(): Failure | undefined {
    return this.signal.aborted ? this.#failure : undefined;
  }

  /** Whether the stop is the cause of this error. */
  caused(error: unknown): boolean {
    for (let each = error; each instanceof Error; each = each.cause) {
      if (each === this.#failure) return true;
    }
    return false;
  }

  /** Aborted when the grace period of calls in flight is over. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  request(code: "Interrupted" | "DeadlineExceeded", message: string, graceMs = GRACE_MS): void {
    if (this.#failure) return;
    const failure = new Failure("not-attempted", "functions", code, message);
    this.#failure = failure;
    this.#timer = setTimeout(() => {
      for (const allowance of this.#allowances) allowance.abort(failure);
      this.#controller.abort(failure);
    }, graceMs);
  }

  /** Lets this stop end the work under an allowance; the returned function removes it again. */
  govern(allowance: Allowance): () => void {
    this.#allowances.add(allowance);
    if (this.ended) allowance.abort(this.ended);
    return () => this.#allowances.delete(allowance);
  }

  /** The run is over: no timer is left, and no call that nobody waits for any more. */
  end(): void {
    clearTimeout(this.#timer);
    for (const allowance of this.#allowances) allowance.abort(this.#failure ?? OVER);
  }
}
