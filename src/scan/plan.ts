import { byCodePoint } from "../model/order.ts";
import { choosesRegion, type RegionChoice } from "../model/patterns.ts";

/** The regions to read, in the order of the report. */
export function chosenRegions(enabled: readonly string[], choice: RegionChoice): string[] {
  return [...new Set(enabled)].filter((region) => choosesRegion(choice, region)).sort(byCodePoint);
}
