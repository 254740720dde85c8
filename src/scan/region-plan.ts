/**
 * The regions of an account. An account and its session enter; the regions to read leave, and rows of the ledger for
 * what is known without reading: no region matches, or the enabled regions could not be listed.
 */
import type { Account } from "../model/account.ts";
import { asFailure } from "../model/failure.ts";
import { byCodePoint } from "../model/order.ts";
import { choosesRegion, literalRegions, type RegionChoice } from "../model/patterns.ts";
import type { ListedRegion, Session } from "./cloud.ts";
import { elapsed, emptyTarget, failed, type TargetResult } from "./target.ts";

interface RegionPlan {
  /** In the order of the report. */
  readonly regions: readonly string[];
  /** Those that AWS listed as enabled in this account. */
  readonly listed: ReadonlySet<string>;
  readonly rows: readonly TargetResult[];
  /** For the row of each region: how the regions were found, where that was not the usual way. */
  readonly note: string;
}

/** In the order of the report, each once. */
export function regionsToRead(names: readonly string[], choice: RegionChoice): string[] {
  return [...new Set(names)].filter((region) => choosesRegion(choice, region)).sort(byCodePoint);
}

/**
 * Literal names are used as they are. Otherwise the account's enabled regions are listed; when that is refused, the
 * regions that every account has are read, and a row says that others may be missing.
 */
export async function planRegions(
  account: Account,
  session: Session,
  enabledRegions: () => Promise<readonly ListedRegion[]>,
): Promise<RegionPlan> {
  const startedAt = performance.now();
  const row = (outcome: Parameters<typeof emptyTarget>[1]): TargetResult => {
    const name = { accountId: session.accountId, accountName: account.name, region: "" };
    return emptyTarget(name, outcome, elapsed(startedAt));
  };
  const plan = (found: readonly ListedRegion[], rows: readonly TargetResult[] = []): RegionPlan => {
    const names = found.map(({ name }) => name);
    const regions = regionsToRead(names, account.regions);
    const nothing = regions.length === 0 && rows.length === 0;
    const listed = new Set(found.filter(({ enabled }) => enabled).map(({ name }) => name));
    return { regions, listed, rows: nothing ? [row(NO_REGION)] : rows, note: noteOn(found) };
  };

  const literal = literalRegions(account.regions);
  if (literal) return plan(unlisted(literal));
  try {
    return plan(await enabledRegions());
  } catch (error) {
    const failure = asFailure(error);
    if (failure.status === "unauthenticated" || failure.status === "not-attempted") throw failure;
    const message = `only default-enabled regions were scanned; opt-in regions are unknown because ${failure.message}`;
    return plan(unlisted(session.defaultRegions()), [row({ ...failed(failure, "regions"), message })]);
  }
}

function noteOn(found: readonly ListedRegion[]): string {
  const { by, note } = found.find((each) => each.by !== undefined || each.note !== undefined) ?? {};
  return note ?? (by === undefined ? "" : `region found by ${by}, since ec2:DescribeRegions is denied`);
}

function unlisted(names: readonly string[]): readonly ListedRegion[] {
  return names.map((name) => ({ name, enabled: false }));
}

const NO_REGION = {
  status: "disabled",
  stage: "regions",
  code: "NoMatchingRegion",
  message: "no enabled region of this account matches --region and --exclude-region",
} as const;
