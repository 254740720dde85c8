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
  /** The first page of a region's functions: once, and undefined where it was not requested. */
  takePage(region: string): Promise<FunctionPage> | undefined;
}

const prefetches = new WeakMap<Base, Promise<Prefetched>>();

/**
 * Once per base, for accounts read with base credentials.
 * @param isOnly whether the run reads no other account
 */
export function prefetch(
  account: Account,
  context: AccessContext,
  { isOnly = false } = {},
): Promise<Prefetched> {
  const base = context.baseOf(account);
  const begun = prefetches.get(base) ?? begin(account, base, context, isOnly);
  prefetches.set(base, begun);
  return unneeded(begun);
}

async function begin(
  { id, regions: choice }: Account,
  base: Base,
  context: AccessContext,
  isOnly: boolean,
): Promise<Prefetched> {
  const { early } = context;
  const first = await base.region();
  const partition = partitionOfRegion(first) ?? "aws";
  const named = literalRegions(choice);
  const regions =
    early.regions && named === undefined
      ? unneeded(describeRegions(base.clients, stsRegion(partition, first), base.credentials))
      : undefined;
  const pages = new Map<string, Promise<FunctionPage>>();
  // Of another account than the expected one nothing may be read.
  if (isOnly && id === undefined && early.functions !== undefined) {
    const certain = named ?? defaultRegions(partition).filter((region) => choosesRegion(choice, region));
    for (const region of certain)
      pages.set(region, unneeded(firstPage(base, region, early.functions, context)));
  }
  return {
    partition,
    regions,
    takePage(region) {
      const page = pages.get(region);
      pages.delete(region);
      return page;
    },
  };
}

/** Unless somebody awaits it, a failure must not end the program. */
function unneeded<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
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
