/**
 * For `--verbose`: what each call to AWS is made for. A purpose and a piece of work enter; every call that the work makes,
 * however deep, finds that purpose. It costs time at each promise, so that a run without `--verbose` has no trace.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Purpose } from "../model/purpose.ts";

export interface Trace {
  /** Runs the work for this purpose; what the purpose leaves open is that of the work around it. */
  during<T>(purpose: Purpose, work: () => T): T;
  current(): Purpose | undefined;
}

export function createTrace(): Trace {
  const storage = new AsyncLocalStorage<Purpose>();
  return {
    during: (purpose, work) => storage.run({ ...storage.getStore(), ...purpose }, work),
    current: () => storage.getStore(),
  };
}

/** The work, for this purpose where there is a trace. */
export function during<T>(trace: Trace | undefined, purpose: Purpose, work: () => T): T {
  return trace ? trace.during(purpose, work) : work();
}
