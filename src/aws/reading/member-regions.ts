/**
 * The regions of other accounts of the organization, by account:ListRegions from the management account or a delegated
 * administrator. AWS allows five calls a second, so they start no closer than that. A refused call is not repeated.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Failure } from "../../model/failure.ts";
import { mainRegion } from "../../model/partitions.ts";
import type { ListedRegion } from "../../scan/cloud.ts";
import type { Base } from "../credentials/base.ts";
import { toFailure } from "../failures/failures.ts";
import { listRegions } from "./account-regions.ts";

const BETWEEN_CALLS_MS = 200;

/** Rejects with a `Failure` of stage `regions`. One call for each account, however often it is needed. */
type MemberRegions = (accountId: string) => Promise<readonly ListedRegion[]>;

const byBase = new WeakMap<Base, MemberRegions>();

/** All accounts that start from the same base share the pace, the responses and the failures. */
export function memberRegions(base: Base): MemberRegions {
  const known = byBase.get(base) ?? createMemberRegions(base);
  byBase.set(base, known);
  return known;
}

export function createMemberRegions(base: Base): MemberRegions {
  const known = new Map<string, Promise<readonly ListedRegion[]>>();
  let turn: Promise<unknown> = Promise.resolve();
  let refusal: Failure | undefined;

  async function ask(accountId: string, before: Promise<unknown>): Promise<readonly ListedRegion[]> {
    if (!refusal) await before;
    if (refusal) throw refusal;
    try {
      const own = await base.identity();
      const { clients, credentials } = base;
      const region = mainRegion(own.partition) ?? (await base.region());
      // The management account may not name itself.
      const subject = accountId === own.accountId ? undefined : accountId;
      return await listRegions({ clients, region, credentials, accountId: subject });
    } catch (error) {
      const failure = toFailure(error, "regions");
      if (failure.status === "denied") refusal = failure;
      throw failure;
    }
  }

  async function pause(): Promise<void> {
    if (!refusal) await sleep(BETWEEN_CALLS_MS);
  }

  return (accountId) => {
    const found = known.get(accountId) ?? ask(accountId, turn);
    if (!known.has(accountId)) turn = turn.then(() => pause());
    known.set(accountId, found);
    return found;
  };
}
