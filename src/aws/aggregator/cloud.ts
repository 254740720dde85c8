/**
 * AWS Config in the place of Lambda (`--aggregator-only`): accounts enter, sessions leave that assume no role and answer with
 * what the aggregator knows. A target for which AWS Config's data is incomplete fails after its functions, so that they are listed and
 * the target counts as not read.
 */
import { abortable } from "../../model/abortable.ts";
import type { Account } from "../../model/account.ts";
import type { Extra } from "../../model/column.ts";
import { Failure } from "../../model/failure.ts";
import { defaultRegions } from "../../model/partitions.ts";
import { literalRegions } from "../../model/patterns.ts";
import { viaAggregator } from "../../model/report.ts";
import type { Cloud, ExtrasNote, ListedRegion, Session } from "../../scan/cloud.ts";
import { stsRegion } from "../credentials/assume.ts";
import type { Base } from "../credentials/base.ts";
import { createMemberRegions } from "../reading/member-regions.ts";
import { describeRegions } from "../reading/regions.ts";
import type { Knowledge } from "./known.ts";

interface AggregatorCloudParts {
  readonly name: string;
  readonly base: Base;
  /** Read before the first account. Rejects with a `Failure`, which every target then has. */
  readonly knowledge: Promise<Knowledge>;
  accountIdOf(account: Account): Promise<string>;
}

type Members = ReturnType<typeof createMemberRegions>;

/** Finds the regions of these accounts first: AWS allows only few of those calls a second. */
export async function aggregatorCloud(
  parts: AggregatorCloudParts,
  accounts: readonly Account[],
): Promise<Cloud> {
  const members = createMemberRegions(parts.base);
  const unnamed = accounts.filter(({ regions }) => literalRegions(regions) === undefined);
  await Promise.allSettled(unnamed.map(async (account) => members(await parts.accountIdOf(account))));
  return { access: (account) => open(parts, members, account) };
}

async function open(parts: AggregatorCloudParts, members: Members, account: Account): Promise<Session> {
  const { name, base, knowledge, accountIdOf } = parts;
  const [accountId, { partition }, label] = await Promise.all([
    accountIdOf(account),
    base.identity(),
    base.label(),
  ]);
  return {
    accountId,
    partition,
    via: viaAggregator(label, name),
    enabledRegions: (signal) => abortable(regionsOf(parts, members, accountId, partition), signal),
    defaultRegions: () => defaultRegions(partition),
    checkCredentials: async () => {},
    listFunctions: async (region, { marker }, signal) => {
      const known = await abortable(knowledge, signal);
      const functions = known.functions.of(accountId, region);
      const { status, code, message } = known.trust.vouch(accountId, region, functions.length);
      if (status === "ok")
        return { functions, nextMarker: undefined, ...(code && { note: { code, message } }) };
      if (marker === undefined && functions.length > 0) return { functions, nextMarker: "verdict" };
      throw new Failure(status, "functions", code, message);
    },
    readRuntimes: async (_region, functions) => ({
      lifecycles: functions.map(() => undefined),
      notes: [absent("the dates of customer-managed runtimes")],
    }),
    readEdgeReplicas: nothing,
    readWebFunctions: nothing,
    readExtras: async (_region, functions, extras) => ({
      // Tags are known with the functions.
      extras: functions.map(() => ({})),
      notes: notesOn(extras),
    }),
  };
}

async function regionsOf(
  parts: AggregatorCloudParts,
  members: Members,
  accountId: string,
  partition: string,
): Promise<readonly ListedRegion[]> {
  try {
    const found = await members(accountId);
    return found.map((each) => ({ ...each, note: "region found by account:ListRegions" }));
  } catch (error) {
    return ownRegions(parts, accountId, partition, error as Failure);
  }
}

/** The base account's regions, and those from which the aggregator has functions of this account. */
async function ownRegions(
  { base, knowledge }: AggregatorCloudParts,
  accountId: string,
  partition: string,
  { message }: Failure,
): Promise<readonly ListedRegion[]> {
  const home = stsRegion(partition, await base.configuredRegion());
  const own = await describeRegions(base.clients, home, base.credentials);
  const { functions } = await knowledge;
  const note = `one of the regions of the account that runs the scan; those of this account are unknown because ${message}`;
  const names = [...own.map(({ name }) => name), ...functions.regionsOf(accountId)];
  return names.map((name) => ({ name, enabled: false, note }));
}

/** The options that ask for these cannot be combined with `--aggregator-only`. */
async function nothing() {
  return { functions: [], notes: [] };
}

function notesOn(extras: readonly Extra[]): readonly ExtrasNote[] {
  const missing = extras.filter((extra) => extra !== "tags");
  return missing.length === 0 ? [] : [absent(missing.join(", "))];
}

function absent(what: string): ExtrasNote {
  const message = `${what} could not be read: AWS Config does not record this, and --aggregator-only makes no other calls`;
  return { status: "error", code: "NotInConfig", message };
}
