/** What bounds each call to AWS. The bounds belong to the run, so that they are passed in; nothing here decides them. */
import type { Stage } from "../../model/coverage.ts";
import type { Observe } from "../../model/observation.ts";

export interface CallBounds {
  /** The program's one limit on calls in flight: runs `call` as soon as a slot is free; the signal is the caller's. */
  readonly limit: <T>(call: () => Promise<T>, signal?: AbortSignal) => Promise<T>;
  /** The same for calls that list accounts, which must not wait behind accounts that are read meanwhile. */
  readonly limitListing: CallBounds["limit"];
  /** For a call whose caller set no time limit: runs it under a signal that is aborted when its time is up. */
  readonly within: <T>(stage: Stage, call: (signal: AbortSignal) => Promise<T>) => Promise<T>;
  /** Milliseconds that the call under this signal has left. */
  readonly timeLeft: (signal: AbortSignal | undefined) => number;
  /** Waits before a call that AWS throttled is repeated, and lets other work go first meanwhile. */
  readonly pause: (wait: () => Promise<void>, signal: AbortSignal | undefined) => Promise<void>;
  /** Told what each exchange showed, which may change the limit. */
  readonly observe: Observe;
}
