import pLimit from "p-limit";
import type { Allowance } from "./allowance.ts";
import type { Stop } from "./stop.ts";

/**
 * The one bound on AWS calls in flight. It is handed to the aws room, which sends every HTTP exchange through
 * it; a back-off between attempts therefore holds no slot.
 */
export interface Limiter {
  run<T>(call: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Lets the time that calls under this allowance spend in the queue not count against it. */
  watch(allowance: Allowance): void;
}

export function createLimiter(concurrency: number, stop: Stop): Limiter {
  const limit = pLimit(concurrency);
  const allowances = new WeakMap<AbortSignal, Allowance>();

  async function run<T>(call: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const allowance = signal && allowances.get(signal);
    allowance?.queued();
    return limit(async () => {
      allowance?.started();
      try {
        if (stop.failure) throw stop.failure;
        signal?.throwIfAborted();
        return await call();
      } finally {
        allowance?.finished();
      }
    });
  }

  return { run, watch: (allowance) => allowances.set(allowance.signal, allowance) };
}
