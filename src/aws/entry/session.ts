/** An account that has been entered: its credentials bound to the reading calls. */
import type { LambdaFunction } from "../../model/function.ts";
import { defaultRegions, partitionOfRegion } from "../../model/partitions.ts";
import type { Session } from "../../scan/cloud.ts";
import { stsRegion } from "../credentials/assume.ts";
import type { Base } from "../credentials/base.ts";
import { askIdentity, type Identity } from "../credentials/identity.ts";
import type { Link } from "../credentials/roles.ts";
import { readExtras } from "../reading/extras.ts";
import { listFunctions } from "../reading/functions.ts";
import { type ProbedAction, probe } from "../reading/probe.ts";
import { describeRegions } from "../reading/regions.ts";
import type { Prefetched } from "./prefetch.ts";

export interface AwsSession extends Session {
  /** The caller, as STS names it; empty for a session of Identity Center's portal, which nobody asked. */
  readonly arn: string;
  /** As `listFunctions`, but one function at most: whether it is allowed at all, and one to try other calls on. */
  probeFunctions(region: string, signal: AbortSignal): Promise<LambdaFunction | undefined>;
  /** Whether an action of the extra columns answers; false: it needs a function to be tried on, and there is none. */
  probe(
    action: ProbedAction,
    region: string,
    fn: LambdaFunction | undefined,
    signal: AbortSignal,
  ): Promise<boolean>;
}

export interface SessionParts {
  readonly base: Base;
  /** The end of the chain. */
  readonly link: Link;
  readonly identity: Identity;
  readonly via: string;
  readonly prefetched: Prefetched | undefined;
}

export function createSession({ base, link, identity, via, prefetched }: SessionParts): AwsSession {
  const { clients } = base;
  const { accountId, partition, arn } = identity;
  const { credentials } = link;
  /** Where STS and EC2 are asked for this account. */
  const home = async (): Promise<string> => stsRegion(partition, await base.configuredRegion());
  let regions: ReturnType<typeof describeRegions> | undefined;

  async function enabledRegions(signal: AbortSignal): ReturnType<typeof describeRegions> {
    if (prefetched && partitionOfRegion(prefetched.region) === partition) return prefetched.answer;
    return describeRegions(clients, await home(), credentials, signal);
  }

  return {
    accountId,
    partition,
    arn,
    via,
    enabledRegions(signal) {
      regions ??= enabledRegions(signal);
      return regions;
    },
    defaultRegions: () => defaultRegions(partition),
    async checkCredentials(signal) {
      await askIdentity(clients, await home(), credentials, signal);
    },
    async listFunctions(region, page, signal) {
      const calls = await clients.lambdaCalls();
      return listFunctions(calls, { region, credentials, ...page }, signal);
    },
    async probeFunctions(region, signal) {
      const query = { region, credentials, marker: undefined, versions: "latest" as const, maxItems: 1 };
      const { functions } = await listFunctions(await clients.lambdaCalls(), query, signal);
      return functions[0];
    },
    probe: (action, region, fn, signal) => probe(action, { clients, region, credentials, signal }, fn),
    readExtras: (region, functions, extras, signal) =>
      readExtras(clients, { region, credentials, functions, extras }, signal),
  };
}
