import pLimit from "p-limit";
import { allowanceOf } from "./allowance.ts";
import type { Concurrency } from "./concurrency.ts";
import type { Stop } from "./stop.ts";

/**
 * The one bound on AWS calls in flight. It is passed to the aws room, which sends every HTTP exchange through it; the
 * wait before a retry therefore does not hold a slot. Time in the queue does not count against the caller's allowance.
 */
export interface Limiter {
  run<T>(call: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

export function createLimiter(concurrency: Concurrency, stop: Stop): Limiter {
  const limit = pLimit(concurrency.calls);
  concurrency.follow((calls) => {
    limit.concurrency = calls;
  });

  async function run<T>(call: () => Promise<T>, signal?: AbortSignal): Promise<T> {
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
    concurrency.wanted(limit.activeCount + limit.pendingCount);
    return result;
  }

  return { run };
}
