import type { Stage } from "../model/coverage.ts";
import { Failure } from "../model/failure.ts";

/**
 * The time that one target (or the entry into one account) may take. Time spent waiting for a free slot of the
 * limiter does not count, so that targets that hang never use up the time of those queued behind them.
 */
export class Allowance {
  readonly #controller = new AbortController();
  readonly #limitMs: number;
  readonly #stage: Stage;
  #leftMs: number;
  #timer: NodeJS.Timeout | undefined;
  #startedAt = 0;
  #waiting = 0;
  #running = 0;
  #over = false;

  constructor(limitMs: number, stage: Stage) {
    this.#limitMs = limitMs;
    this.#stage = stage;
    this.#leftMs = limitMs;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** A call of this target entered the queue. */
  queued(): void {
    this.#waiting++;
    if (this.#running === 0) this.#pause();
  }

  /** A call of this target got its slot. */
  started(): void {
    this.#waiting--;
    this.#running++;
    this.#resume();
  }

  /** A call of this target gave its slot back; the clock runs on, so that back-off counts. */
  finished(): void {
    this.#running--;
    if (this.#running === 0 && this.#waiting > 0) this.#pause();
  }

  /** Ends the target from outside: the deadline of the run or an interrupt. */
  abort(reason: Failure): void {
    this.#controller.abort(reason);
    this.end();
  }

  /** The target is over; no timer stays behind, even if a call that others wait for goes on under its signal. */
  end(): void {
    this.#over = true;
    this.#stopClock();
  }

  #stopClock(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #pause(): void {
    if (this.#timer === undefined) return;
    this.#stopClock();
    this.#leftMs -= performance.now() - this.#startedAt;
  }

  #resume(): void {
    if (this.#timer !== undefined || this.#over) return;
    this.#startedAt = performance.now();
    this.#timer = setTimeout(() => this.#expire(), Math.max(0, this.#leftMs));
  }

  #expire(): void {
    const seconds = this.#limitMs / 1000;
    this.abort(
      new Failure(
        "timeout",
        this.#stage,
        "TargetTimeout",
        `no complete answer within ${seconds} s (--timeout)`,
      ),
    );
  }
}
