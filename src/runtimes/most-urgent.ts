/** Of several runtimes that one function runs, the one to report. Pure. */
import { byCodePoint } from "../model/order.ts";
import type { Assessor } from "./assess.ts";

/** The one that is deprecated first; an unknown one before all others, one without a date last. */
export function mostUrgentBy(
  assess: Assessor,
): (runtimes: readonly string[], region: string) => string | undefined {
  const dateOf = (runtime: string, region: string): string => {
    const { runtimeStatus, deprecationDate } = assess(runtime, "Zip", region);
    return runtimeStatus === "unknown" ? "" : (deprecationDate ?? "9999");
  };
  return (runtimes, region) =>
    [...runtimes].sort((a, b) => byCodePoint(dateOf(a, region), dateOf(b, region)))[0];
}
