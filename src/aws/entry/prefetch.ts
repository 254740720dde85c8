/**
 * Starts calls before the identity is known, so that they run beside the call to STS: DescribeRegions, and for the only
 * account of a run the first page of ListFunctions in each region that will be read in any case.
 */
import type { Account } from "../../model/account.ts";
import { defaultRegions, partitionOfRegion } from "../../model/partitions.ts";
import { choosesRegion, literalRegions } from "../../model/patterns.ts";
import type { FunctionPage, PageRequest } from "../../scan/cloud.ts";
import { stsRegion } from "../credentials/assume.ts";
import type { Base } from "../credentials/base.ts";
import { listFunctions } from "../reading/functions.ts";
import { describeRegions } from "../reading/regions.ts";
import type { AccessContext } from "./context.ts";

export interface Prefetched {
  /** The partition of the regions that were called. */
  readonly partition: string;
  /** Undefined where the regions are given by name. */
  readonly regions: ReturnType<typeof describeRegions> | undefined;
  /** The first page of each region's functions. Whoever uses one takes it out. */
  readonly pages: Map<string, Promise<FunctionPage>>;
}

const prefetches = new WeakMap<Base, Promise<Prefetched>>();

/**
 * Once per base, for accounts read with base credentials.
 * @param isOnly whether the run has no other account, and none is expected: then what the credentials lead to will be read
 */
export function prefetch(
  account: Account,
  context: AccessContext,
  { isOnly = false } = {},
): Promise<Prefetched> {
  const base = context.baseOf(account);
  const begun = prefetches.get(base) ?? begin(account, base, context, isOnly);
  prefetches.set(base, begun);
  // Unless somebody awaits it, a failure must not end the program.
  begun.catch(() => {});
  return begun;
}

async function begin(
  { regions }: Account,
  base: Base,
  context: AccessContext,
  isOnly: boolean,
): Promise<Prefetched> {
  const { early } = context;
  const first = await base.region();
  const partition = partitionOfRegion(first) ?? "aws";
  const named = literalRegions(regions);
  const isListed = early.regions && named === undefined;
  const listed = isListed
    ? describeRegions(base.clients, stsRegion(partition, first), base.credentials)
    : undefined;
  listed?.catch(() => {});
  const pages: Prefetched["pages"] = new Map();
  if (isOnly && early.functions !== undefined) {
    for (const region of named ?? defaultRegions(partition)) {
      if (!choosesRegion(regions, region)) continue;
      const page = firstPage(base, region, early.functions, context);
      page.catch(() => {});
      pages.set(region, page);
    }
  }
  return { partition, regions: listed, pages };
}

async function firstPage(
  { clients, credentials, identity }: Base,
  region: string,
  versions: PageRequest["versions"],
  { within }: AccessContext,
): Promise<FunctionPage> {
  // What Lambda's calls need is loaded while the first request is on its way. Not every identity takes a request.
  await Promise.race([clients.begun, identity()]);
  const calls = await clients.lambdaCalls();
  const query = { region, credentials, marker: undefined, versions };
  return within("functions", (signal) => listFunctions(calls, query, signal));
}
