import { Failure } from "../model/failure.ts";
import type { Allowance } from "./allowance.ts";

/** How long calls in flight may still take once the run is being stopped. */
const GRACE_MS = 1_000;

/**
 * The one way to end a run early (interrupt, deadline). Nothing new is started; calls in flight get a moment,
 * then they are aborted; everything unread is recorded as `not-attempted` with the reason.
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

  /** Whether something failed since the run is being stopped, and for no reason of its own. */
  caused(error: unknown): boolean {
    for (let each = error; each instanceof Error; each = each.cause) {
      if (each === this.#failure) return true;
    }
    return false;
  }

  /** Aborted once nothing may be in flight any more. */
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

  /** Puts a read under this stop; the returned function takes it out again. */
  govern(allowance: Allowance): () => void {
    this.#allowances.add(allowance);
    return () => this.#allowances.delete(allowance);
  }

  /** The run is over; no timer stays behind. */
  end(): void {
    clearTimeout(this.#timer);
  }
}
