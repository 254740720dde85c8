/** Functions of which this report does not know whether they are deprecated, although another report may. */
import type { FunctionRow } from "./report.ts";

/**
 * Whether nobody knows when its runtime ends: it could not be read, its dates could not be read, the catalogue does not have
 * it, or it is an image that does not name it.
 */
export function isUndated({ runtimeStatus }: Pick<FunctionRow, "runtimeStatus">): boolean {
  return runtimeStatus === "custom" || runtimeStatus === "unknown" || runtimeStatus === "container";
}

/**
 * Whether such a function may still be on a runtime that an earlier report knew to be deprecated.
 * @param wasDeprecated whether that report says so of a runtime
 */
export function mayStillBeOn(runtime: string | null, wasDeprecated: (runtime: string) => boolean): boolean {
  return runtime === null || runtime === "custom" || wasDeprecated(runtime);
}
