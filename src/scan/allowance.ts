/**
 * The time that `--timeout` gives to one piece of work: a target, the entry into an account, or a single call that
 * belongs to neither. Time spent waiting for a free slot of the limiter does not count, so that work that hangs never
 * uses up the time of what is queued behind it.
 */
import { abortable } from "../model/abortable.ts";
import type { Stage } from "../model/coverage.ts";
import { Failure } from "../model/failure.ts";
import { LightSignal } from "./light-signal.ts";
import { during, type Trace } from "./trace.ts";

/** What bounds a piece of work in time. */
export interface TimeBounds {
  /** Can end the work early. Returns a function to call when the work has ended. */
  readonly stop: { govern(allowance: Allowance): () => void };
  readonly timeoutMs: number;
  readonly trace?: Trace | undefined;
  /** The slot in which the work runs. It is left while the work is throttled. */
  readonly slot?: Slot | undefined;
}

/** One of a limited number of places: work runs in one, and waits until there is one. */
export interface Slot {
  /** Lets other work have it. */
  leave(): void;
  /** Resolves when a slot is free again, and taken. */
  enter(): Promise<void>;
}

/** Runs one piece of work under an allowance, which the end of the run cuts short; the abort's reason says why. */
export async function timed<T>(
  stage: Stage,
  { stop, timeoutMs, trace, slot }: TimeBounds,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const allowance = new Allowance(timeoutMs, stage, slot);
  const release = stop.govern(allowance);
  try {
    return await during(trace, { stage }, () => work(allowance.signal));
  } finally {
    allowance.end();
    release();
  }
}

/** The same for work that may not heed its signal: settles as soon as the time is up. */
export function within<T>(
  stage: Stage,
  bounds: TimeBounds,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return timed(stage, bounds, (signal) => abortable(work(signal), signal));
}

/** Node keeps a list for each duration of a timer, so that thousands of different ones are slow: first the whole seconds. */
function coarse(ms: number): number {
  return ms > 2_000 ? ms - (ms % 1_000) : Math.max(0, ms);
}

const allowances = new WeakMap<AbortSignal, Allowance>();

/** The allowance that a signal belongs to. */
export function allowanceOf(signal: AbortSignal | undefined): Allowance | undefined {
  return signal && allowances.get(signal);
}

/** Milliseconds that the work under this signal has left; infinite where nothing limits it. */
export function timeLeft(signal: AbortSignal | undefined): number {
  return allowanceOf(signal)?.leftMs ?? Number.POSITIVE_INFINITY;
}

/** Waits before a throttled call under this signal is repeated. Meanwhile its work leaves its slot. */
export function pause(wait: () => Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  const allowance = allowanceOf(signal);
  return allowance ? allowance.pause(wait) : wait();
}

export class Allowance {
  readonly #signal = new LightSignal();
  readonly #limitMs: number;
  readonly #stage: Stage;
  readonly #slot: Slot | undefined;
  #leftMs: number;
  #timer: NodeJS.Timeout | undefined;
  #startedAt = 0;
  #waiting = 0;
  #running = 0;
  #pauses = 0;
  #over = false;

  constructor(limitMs: number, stage: Stage, slot?: Slot) {
    this.#slot = slot;
    this.#limitMs = limitMs;
    this.#stage = stage;
    this.#leftMs = limitMs;
    allowances.set(this.signal, this);
  }

  get signal(): AbortSignal {
    return this.#signal as unknown as AbortSignal;
  }

  get leftMs(): number {
    return this.#timer === undefined ? this.#leftMs : this.#leftMs - (performance.now() - this.#startedAt);
  }

  /** A call of this work waits for a slot. */
  queued(): void {
    this.#waiting++;
    if (this.#running === 0) this.#pause();
  }

  /** A call of this work got its slot. */
  started(): void {
    this.#waiting--;
    this.#running++;
    this.#resume();
  }

  /** A call of this work gave its slot back; the clock runs on, so that the wait before a retry counts. */
  finished(): void {
    this.#running--;
    if (this.#running === 0 && this.#waiting > 0) this.#pause();
  }

  /** Waits without the slot. The time until there is one again does not count. */
  async pause(wait: () => Promise<void>): Promise<void> {
    if (this.#pauses++ === 0) this.#slot?.leave();
    await wait();
    // Another call of the same work may still be waiting.
    if (--this.#pauses > 0) return;
    this.queued();
    await this.#slot?.enter();
    this.started();
    this.finished();
  }

  /** Ends the work from outside: the deadline of the run or an interrupt. */
  abort(reason: Failure): void {
    this.#signal.abort(reason);
    this.end();
  }

  /** The work is over; no timer is left, even if a call that others wait for goes on under its signal. */
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
    this.#timer = setTimeout(() => this.#onTimer(), coarse(this.#leftMs));
  }

  #onTimer(): void {
    this.#pause();
    if (this.#leftMs < 1) this.#expire();
    else this.#resume();
  }

  #expire(): void {
    const message = `no complete response within ${this.#limitMs / 1000} s (--timeout)`;
    this.abort(new Failure("timeout", this.#stage, "TargetTimeout", message));
  }
}
