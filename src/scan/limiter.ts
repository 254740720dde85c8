import pLimit from "p-limit";
import { allowanceOf } from "./allowance.ts";
import type { Concurrency } from "./concurrency.ts";
import type { Stop } from "./stop.ts";

/**
 * The one bound on AWS calls in flight. It is passed to the aws room, which sends every HTTP exchange through it; the
 * wait before a retry therefore does not hold a slot. Time in the queue does not count against the caller's allowance.
 */
interface Limiter {
  run: Run;
  /** For calls that list accounts: they have reserved slots while accounts are read that were listed before. */
  list: Run;
  /** Keeps slots for `list`, until the returned function is called. The number of calls in flight stays the same. */
  keep(): () => void;
}

type Run = <T>(call: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

/** The slots that are kept: an eighth, and as many as the calls that list accounts are made at once. */
function keptOf(calls: number): number {
  return Math.min(8, Math.ceil(calls / 8), calls - 1);
}

export function createLimiter(concurrency: Concurrency, stop: Stop): Limiter {
  const reading = pLimit(concurrency.calls);
  const listing = pLimit(1);
  let keeps = false;
  let kept = 0;

  function resize(): void {
    kept = keeps ? keptOf(concurrency.calls) : 0;
    reading.concurrency = concurrency.calls - kept;
    if (kept > 0) listing.concurrency = kept;
  }
  concurrency.follow(resize);

  function runIn<T>(
    limit: typeof reading,
    call: () => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    const allowance = allowanceOf(signal);
    allowance?.queued();
    const result = limit(async () => {
      allowance?.started();
      try {
        if (stop.failure) throw stop.failure;
        signal?.throwIfAborted();
        return await call();
      } finally {
        allowance?.finished();
      }
    });
    concurrency.wanted(
      reading.activeCount + reading.pendingCount + listing.activeCount + listing.pendingCount,
    );
    return result;
  }

  return {
    run: (call, signal) => runIn(reading, call, signal),
    list: (call, signal) => runIn(kept > 0 ? listing : reading, call, signal),
    keep() {
      keeps = true;
      resize();
      return () => {
        keeps = false;
        resize();
      };
    },
  };
}
