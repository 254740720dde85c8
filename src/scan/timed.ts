import type { Stage } from "../model/coverage.ts";
import { Failure } from "../model/failure.ts";
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

/** Runs one read under a time allowance that the run's end cuts short, and which explains why it ended. */
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
  } catch (error) {
    throw allowance.signal.aborted && allowance.signal.reason instanceof Failure
      ? allowance.signal.reason
      : error;
  } finally {
    allowance.end();
    release();
  }
}
