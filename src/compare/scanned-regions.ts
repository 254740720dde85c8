import { take } from "../model/maps.ts";
import { defaultRegions, partitionOfRegion } from "../model/partitions.ts";
import type { Report, ReportAccount } from "../model/report.ts";
import { accountKey } from "./keys.ts";

/** The regions that a report's ledger lists, whatever was found there. */
export interface ScannedRegions {
  /** By account; an empty region where the account, or the list of its regions, could not be read. */
  readonly byAccount: ReadonlyMap<string, readonly string[]>;
  /** The regions of all accounts. */
  readonly all: ReadonlySet<string>;
}

export function scannedRegions({ coverage }: Pick<Report, "coverage">): ScannedRegions {
  const byAccount = new Map<string, string[]>();
  const all = new Set<string>();
  for (const row of coverage) {
    take(byAccount, accountKey(row), () => []).push(row.region);
    if (row.region !== "") all.add(row.region);
  }
  return { byAccount, all };
}

/** An account that one part could not read as a whole, and what later parts have read of it. */
export interface LaterRead {
  /** The later part's row. */
  readonly account: ReportAccount;
  /** What the earlier part lists of all its accounts. */
  readonly earlier: ScannedRegions;
  /** The earlier part did access the account, but could not list its regions. */
  readonly wasAccessed: boolean;
  /** The regions of the account that parts have scanned since. */
  readonly scanned: ReadonlySet<string>;
}

/**
 * Whether everything that the earlier part would have scanned in the account has been scanned since. Its ledger does not
 * list these regions, but it lists those of its other accounts; of them, only opt-in regions may be absent here.
 */
export function hasScannedAll({ account, earlier, wasAccessed, scanned }: LaterRead): boolean {
  // Nobody knows which regions the account has, whatever others have scanned.
  if (wasAccessed) return false;
  const wanted = [...earlier.all].filter((region) => partitionOfRegion(region) === account.partition);
  const missing = wanted.filter((region) => !scanned.has(region));
  if (missing.length === 0) return wanted.length > 0;
  return wanted.some(isEnabledEverywhere) && !missing.some(isEnabledEverywhere);
}

/** Enabled in every account of its partition, without opting in. */
export function isEnabledEverywhere(region: string): boolean {
  return defaultRegions(partitionOfRegion(region) ?? "").includes(region);
}
