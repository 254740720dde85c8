/** Starts DescribeRegions before the identity is known, so that the calls to STS and EC2 run in parallel. */
import type { Account } from "../../model/account.ts";
import { partitionOfRegion } from "../../model/partitions.ts";
import { literalRegions } from "../../model/patterns.ts";
import { stsRegion } from "../credentials/assume.ts";
import type { Base } from "../credentials/base.ts";
import { describeRegions } from "../reading/regions.ts";
import type { AccessContext } from "./context.ts";

export interface Prefetched {
  readonly region: string;
  readonly response: ReturnType<typeof describeRegions>;
}

const prefetches = new WeakMap<Base, Promise<Prefetched>>();

/** Once per base, for accounts read with base credentials; undefined when DescribeRegions is not needed. */
export function prefetch(account: Account, context: AccessContext): Promise<Prefetched> | undefined {
  if (!context.prefetchRegions || literalRegions(account.regions) !== undefined) return undefined;
  const base = context.baseOf(account);
  const begun = prefetches.get(base) ?? begin(base);
  prefetches.set(base, begun);
  return begun;
}

function begin(base: Base): Promise<Prefetched> {
  const begun = base.region().then((first) => {
    const region = stsRegion(partitionOfRegion(first) ?? "aws", first);
    const response = describeRegions(base.clients, region, base.credentials);
    // Unless somebody awaits it, a failure must not end the program.
    response.catch(() => {});
    return { region, response };
  });
  begun.catch(() => {});
  return begun;
}
