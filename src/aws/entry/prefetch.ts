/** DescribeRegions begun before the identity is known, so that STS and EC2 are waited for together. */
import type { Account } from "../../model/account.ts";
import { partitionOfRegion } from "../../model/partitions.ts";
import { literalRegions } from "../../model/patterns.ts";
import { stsRegion } from "../credentials/assume.ts";
import type { Base } from "../credentials/base.ts";
import { describeRegions } from "../reading/regions.ts";
import type { EnterContext } from "./context.ts";

export interface Prefetched {
  readonly region: string;
  readonly answer: ReturnType<typeof describeRegions>;
}

const prefetches = new WeakMap<Base, Promise<Prefetched>>();

/** For an account that is read with base credentials, once; undefined where its regions will not be asked for. */
export function prefetch(account: Account, context: EnterContext): Promise<Prefetched> | undefined {
  if (!context.prefetchRegions || literalRegions(account.regions) !== undefined) return undefined;
  const base = context.baseOf(account);
  const begun = prefetches.get(base) ?? begin(base);
  prefetches.set(base, begun);
  return begun;
}

function begin(base: Base): Promise<Prefetched> {
  const begun = base.region().then((first) => {
    const region = stsRegion(partitionOfRegion(first) ?? "aws", first);
    const answer = describeRegions(base.clients, region, base.credentials);
    // Whoever needs it waits for it; nobody may.
    answer.catch(() => {});
    return { region, answer };
  });
  begun.catch(() => {});
  return begun;
}
