import { defaultRegions, partitionOfRegion } from "../model/partitions.ts";
import type { Report, ReportAccount } from "../model/report.ts";
import { accountKey } from "./keys.ts";

/** Where a part has looked, whatever it found there. */
export interface Reach {
  /** By account, the regions of its rows in the ledger; an empty one where it could not be entered. */
  readonly byAccount: ReadonlyMap<string, readonly string[]>;
  /** The regions of all accounts together. */
  readonly regions: ReadonlySet<string>;
}

export function reachOf({ coverage }: Pick<Report, "coverage">): Reach {
  const byAccount = new Map<string, string[]>();
  const regions = new Set<string>();
  for (const row of coverage) {
    const key = accountKey(row);
    const known = byAccount.get(key);
    if (known) known.push(row.region);
    else byAccount.set(key, [row.region]);
    if (row.region !== "") regions.add(row.region);
  }
  return { byAccount, regions };
}

/**
 * Whether an account that one part could not enter has been looked at since wherever that part would have looked. Its
 * ledger does not say where that is; but it says where it looked in its other accounts, and of these regions only those
 * that each account opts into may be missing here.
 *
 * @param seen regions of the account in which others have looked
 */
export function makesUpFor(seen: ReadonlySet<string>, failed: Reach, { partition }: ReportAccount): boolean {
  const wanted = [...failed.regions].filter((region) => partitionOfRegion(region) === partition);
  const missing = wanted.filter((region) => !seen.has(region));
  if (missing.length === 0) return wanted.length > 0;
  return wanted.some(isEverywhere) && !missing.some(isEverywhere);
}

/** Enabled in every account of its partition. */
function isEverywhere(region: string): boolean {
  return defaultRegions(partitionOfRegion(region) ?? "").includes(region);
}
