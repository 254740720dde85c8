import type { Account } from "../model/account.ts";
import { byCodePoint } from "../model/order.ts";
import { choosesRegion, type RegionChoice } from "../model/patterns.ts";

/** The order of every output: by account id, then by name where an id is not known. */
export function inReportOrder(accounts: readonly Account[]): Account[] {
  return [...accounts].sort((a, b) => byCodePoint(a.id ?? "", b.id ?? "") || byCodePoint(a.name, b.name));
}

/** The regions to read, in the order of the report. */
export function chosenRegions(enabled: readonly string[], choice: RegionChoice): string[] {
  return [...new Set(enabled)].filter((region) => choosesRegion(choice, region)).sort(byCodePoint);
}
