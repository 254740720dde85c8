import type { Stage } from "../model/coverage.ts";
import { Allowance } from "./allowance.ts";
import type { Limiter } from "./limiter.ts";
import type { Stop } from "./stop.ts";

/** What bounds each read of a scan. */
export interface Bounds {
  readonly limiter: Limiter;
  readonly stop: Stop;
  /** For one target, and for the entry into one account; milliseconds. */
  readonly timeoutMs: number;
}

/** Runs one read under a time allowance that the run's end cuts short; the reason of its abort says why it ended. */
export async function timed<T>(
  stage: Stage,
  { limiter, stop, timeoutMs }: Bounds,
  read: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const allowance = new Allowance(timeoutMs, stage);
  limiter.watch(allowance);
  const release = stop.govern(allowance);
  try {
    return await read(allowance.signal);
  } finally {
    allowance.end();
    release();
  }
}
