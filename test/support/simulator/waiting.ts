/** Waits for states of a simulator that runs in this process, however slow the machine is. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Simulator } from "../../../simulator/index.ts";

/** For what never comes when the program is wrong; a slow machine needs a fraction of it. */
const LIMIT_MS = 60_000;
/** In each, the event loop reads what has arrived. */
const QUIET_TURNS = 100;

/** Resolves when this holds, or after a minute, so that the assertions that follow say what is wrong. */
export async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + LIMIT_MS;
  while (!holds() && performance.now() < end) await sleep(2);
}

/** Resolves when no request has come or gone for a while, measured in what the process has done meanwhile, not in time. */
export async function idle({ requests }: Simulator): Promise<void> {
  let last = "";
  for (let turns = 0; turns < QUIET_TURNS; turns++) {
    await sleep(1);
    const now = `${requests.total} ${requests.inFlight}`;
    if (now !== last) turns = 0;
    last = now;
  }
}

/** Clears the record once what an earlier run left on its way has arrived: calls that it did not need in the end. */
export async function forget(simulator: Simulator): Promise<void> {
  await idle(simulator);
  simulator.requests.reset();
}

/** For `latencyMs`: holds the first responses back until this many requests have come, or for a minute. */
export function together(count: number): () => Promise<number> {
  let arrived = 0;
  return async () => {
    arrived++;
    await until(() => arrived >= count);
    return 0;
  };
}
