import { globs } from "../globs.ts";

/** What can keep AWS Config from knowing a target. */
type AggregatorGap =
  // The recorder is absent, off, or does not record functions.
  | "no-recorder"
  | "recorder-off"
  | "excluded"
  | "not-included"
  // The aggregator does not collect from there, its last attempt failed, or its data is old.
  | "no-source"
  | "failed"
  | "outdated"
  | "stale"
  // One function is counted but not returned; results lack the configuration, or are not JSON.
  | "short"
  | "truncated"
  | "malformed"
  // How often the recorder records, for everything or for functions.
  | "daily"
  | "daily-override"
  | "continuous-override";

/** A configuration aggregator of AWS Config. */
export interface Aggregator<Fn = unknown> {
  readonly name: string;
  /** Where it is: no other account and no other region knows it. */
  readonly accountId: string;
  readonly region: string;
  /** The whole organization; else `accountIds` are its sources. */
  readonly organization: boolean;
  readonly accountIds: readonly string[];
  /** The regions of its sources; undefined: all. */
  readonly regions: readonly string[] | undefined;
  /** The only resource types that it collects; undefined: all. */
  readonly resourceTypes: readonly string[] | undefined;
  readonly gaps: readonly GapAt[];
  /** By `ACCOUNT/REGION`: what it knows instead of the functions that are there. */
  readonly knows: ReadonlyMap<string, readonly Fn[]>;
  /** Rows also hold properties that nobody asked for, environment variables included. */
  readonly leaky: boolean;
  /** `organization`: one row for the organization and none for its accounts. */
  readonly sourceRows: "accounts" | "organization";
}

interface GapAt {
  readonly gap: AggregatorGap;
  /** Glob; absent matches all. */
  readonly account?: string;
  readonly region?: string;
}

export function hasGap({ gaps }: Aggregator, gap: AggregatorGap, account: string, region: string): boolean {
  return gaps.some(
    (at) => at.gap === gap && globs([at.account ?? "*"])(account) && globs([at.region ?? "*"])(region),
  );
}

/** Whether its sources and filters include a target at all. */
export function isSource(aggregator: Aggregator, account: string, region: string): boolean {
  const { organization, accountIds, regions } = aggregator;
  return (organization || accountIds.includes(account)) && (regions?.includes(region) ?? true);
}

export function collects({ resourceTypes }: Aggregator, type: string): boolean {
  return resourceTypes?.includes(type) ?? true;
}
