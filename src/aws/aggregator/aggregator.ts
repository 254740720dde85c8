/**
 * AWS Config as a source: an aggregator, which one account of the organization can read for all. In: its name and the base
 * credentials. Out: the functions that it knows, and for each target whether these are all.
 */
import { type Account, type BaseCredentials, baseAccount } from "../../model/account.ts";
import { type Failure, UserError } from "../../model/failure.ts";
import type { JsonObject } from "../../model/json.ts";
import { quoted } from "../../model/quoted.ts";
import { viaAggregator } from "../../model/report.ts";
import type { Cloud } from "../../scan/cloud.ts";
import type { Base } from "../credentials/base.ts";
import { toFailure } from "../failures/failures.ts";
import { text } from "../transport/untyped.ts";
import { type AggregatorCalls, createAggregatorCalls, isMissing } from "./calls.ts";
import { aggregatorCloud } from "./cloud.ts";
import { COUNTS } from "./counts.ts";
import { type FunctionsRequest, knownFunctions } from "./functions.ts";
import type { Knowledge, KnownFunctions, Trust } from "./known.ts";
import { readTrust } from "./trust.ts";

export interface AggregatorRequest {
  readonly name: string;
  readonly base: BaseCredentials;
}

/** The calls that read an aggregator, as IAM spells them. */
export type AggregatorAction =
  | "config:DescribeConfigurationAggregators"
  | "config:DescribeConfigurationAggregatorSourcesStatus"
  | "config:SelectAggregateResourceConfig";

export interface Aggregator {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** For people: the credentials that it is read with. */
  readonly via: string;
  /** Makes one of its calls, for at most one entry. Rejects with a `Failure`. */
  probe(action: AggregatorAction): Promise<void>;
  /** All functions that it knows. Rejects with a `Failure`. */
  functions(request: FunctionsRequest): Promise<KnownFunctions>;
  /** How far it can be trusted. Rejects with a `Failure`. */
  trust(): Promise<Trust>;
  /**
   * The aggregator in the place of Lambda, for these accounts. Rejects with a `Failure` when AWS Config refuses; targets
   * have any other one.
   */
  cloud(accounts: readonly Account[], request: Pick<FunctionsRequest, "tags">): Promise<Cloud>;
}

const EVERY_REGION = { include: undefined, exclude: undefined };

/** Throws a `UserError` when there is no such aggregator; rejects with a `Failure` when AWS Config cannot be queried. */
export async function findAggregator(
  { name, base }: AggregatorRequest,
  baseOf: (account: Account) => Base,
  signal: AbortSignal,
): Promise<Aggregator> {
  const from = baseOf(baseAccount(base, EVERY_REGION));
  const calls = await createAggregatorCalls(from, signal);
  const settings = await settingsOf(name, calls, from);
  const functions = (request: FunctionsRequest) =>
    knownFunctions(calls, name, request).catch((error: unknown) => {
      throw toFailure(error, "functions");
    });
  const trust = () => readTrust(calls, name, settings);
  const probes: Readonly<Record<AggregatorAction, () => Promise<unknown>>> = {
    "config:DescribeConfigurationAggregators": async () => {},
    "config:DescribeConfigurationAggregatorSourcesStatus": () => calls.firstSource(name),
    "config:SelectAggregateResourceConfig": () => calls.firstResult(name, COUNTS),
  };
  const [{ accountId }, label] = await Promise.all([from.identity(), from.label()]);
  return {
    name,
    accountId,
    region: calls.region,
    via: viaAggregator(label, name),
    probe: async (action) => void (await probes[action]()),
    functions,
    trust,
    async cloud(accounts, { tags }) {
      const [only, ...others] = accounts;
      const whose = others.length === 0 ? only?.id : undefined;
      const knowledge = Promise.all([functions({ accountId: whose, tags }), trust()]).then(
        ([known, trusted]): Knowledge => ({ functions: known, trust: trusted }),
      );
      // Each target reports the rejection.
      const failure = await knowledge.then(() => undefined, asFailure);
      if (failure?.status === "denied" || failure?.status === "not-attempted") throw failure;
      const accountIdOf = async ({ id, base: own }: Account) =>
        id ?? (await baseOf(baseAccount(own, EVERY_REGION)).identity()).accountId;
      return aggregatorCloud({ name, base: from, knowledge, accountIdOf }, accounts);
    },
  };
}

function asFailure(error: unknown): Failure {
  return toFailure(error, "functions");
}

async function settingsOf(name: string, calls: AggregatorCalls, base: Base): Promise<JsonObject> {
  try {
    const [found] = await calls.describe([name]);
    if (found && text(found.ConfigurationAggregatorName) === name) return found;
  } catch (error) {
    if (!isMissing(error)) throw toFailure(error, "functions");
  }
  throw await missing(name, calls, base);
}

async function missing(name: string, calls: AggregatorCalls, base: Base): Promise<UserError> {
  const [{ accountId }, others] = await Promise.all([base.identity(), namesIn(calls)]);
  const there = others.length === 0 ? "" : ` Aggregators there: ${others.map(quoted).join(", ")}.`;
  return new UserError(
    `--aggregator: there is no aggregator ${quoted(name)} in account ${accountId}, ${calls.region}`,
    `An aggregator has one account and one region: set AWS_REGION, or use credentials of its account.${there}`,
  );
}

/** For the message, so no more than a person reads. */
async function namesIn(calls: AggregatorCalls): Promise<readonly string[]> {
  const found = await calls.describe(undefined).catch(() => []);
  return found.slice(0, 10).map((each) => text(each.ConfigurationAggregatorName));
}
