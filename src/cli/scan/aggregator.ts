/**
 * `--aggregator`: AWS Config as a second opinion on a scan, or in the place of Lambda. In: the options. Out: what the scan reads
 * through, and what completes its results. A refusal is a warning, unless there is no other source.
 */
import type { Aggregator } from "../../aws/aggregator/aggregator.ts";
import type { SecondOpinion } from "../../aws/aggregator/known.ts";
import type { AccountList } from "../../model/account.ts";
import { Failure, UserError } from "../../model/failure.ts";
import { counted } from "../../model/words.ts";
import type { Cloud } from "../../scan/cloud.ts";
import type { Messages } from "../messages.ts";
import type { AggregatorOptions } from "../options/aggregator.ts";
import type { ReadOptions } from "../options/reading.ts";
import type { Connection } from "./connection.ts";
import { baseOf } from "./find-accounts.ts";

interface AggregatorSource {
  /** In the place of AWS itself; undefined: the aggregator is a second opinion. */
  readonly cloud: Cloud | undefined;
  /** Asks AWS Config, once the accounts are known. Throws a `UserError` when it is the only source and refuses. */
  learn(accounts: AccountList): Promise<void>;
  /** What it knows, as a second opinion; undefined where it cannot say. */
  readonly known: () => Promise<SecondOpinion | undefined>;
}

type Options = AggregatorOptions & Pick<ReadOptions, "profiles" | "extras">;

/** Throws a `UserError` when there is no such aggregator. */
export async function aggregatorSource(
  options: Options,
  { aws, stop }: Pick<Connection, "aws" | "stop">,
  messages: Messages,
): Promise<AggregatorSource | undefined> {
  const { aggregator: name, aggregatorOnly: isOnly, profiles, extras } = options;
  if (name === undefined) return undefined;
  const base = baseOf(profiles);
  const tags = extras.includes("tags");
  const refused = (error: unknown): undefined => {
    if (!(error instanceof Failure) || stop.caused(error)) throw error;
    if (isOnly) throw refusal(name, error);
    messages.warn(`could not query aggregator ${name} of AWS Config: ${error.message}`);
  };
  const aggregator = await aws.aggregator({ name, base }, stop.signal).catch(refused);
  if (isOnly) return onlySource(aggregator, tags, refused);
  return opinionSource(aggregator, tags, messages, refused);
}

type Refused = (error: unknown) => undefined;

function onlySource(aggregator: Aggregator | undefined, tags: boolean, refused: Refused): AggregatorSource {
  let learned: Promise<Cloud | undefined> = Promise.resolve(undefined);
  return {
    cloud: {
      async access(account, signal) {
        const cloud = await learned;
        if (!cloud) throw new Failure("error", "credentials", "NoAggregator", "AWS Config was not read");
        return cloud.access(account, signal);
      },
    },
    async learn({ accounts }) {
      learned = Promise.resolve(aggregator?.cloud(accounts, { tags }));
      await learned.catch(refused);
    },
    known: async () => undefined,
  };
}

function opinionSource(
  aggregator: Aggregator | undefined,
  tags: boolean,
  messages: Messages,
  refused: Refused,
): AggregatorSource {
  let known: Promise<SecondOpinion | undefined> = Promise.resolve(undefined);
  const unlessStopped = (then: Refused) => (error: unknown) => {
    // The end of the run shows in the ledger already.
    if (error instanceof Failure && error.status === "not-attempted") return undefined;
    return then(error);
  };
  const distrust = (error: unknown): undefined => {
    if (!(error instanceof Failure)) throw error;
    messages.warn(`could not determine whether AWS Config knows all functions: ${error.message}`);
  };
  async function learned(from: Aggregator, accountId: string | undefined): Promise<SecondOpinion> {
    const trusted = from.trust().then(
      (trust) => ({ trust, error: undefined }),
      (error: unknown) => ({ trust: undefined, error }),
    );
    const functions = await from.functions({ accountId, tags });
    const { trust, error } = await trusted;
    if (error !== undefined) unlessStopped(distrust)(error);
    return { functions, trust };
  }
  return {
    cloud: undefined,
    async learn({ accounts }) {
      const [only, ...others] = accounts;
      const accountId = others.length === 0 ? only?.id : undefined;
      known = aggregator
        ? learned(aggregator, accountId).catch(unlessStopped(refused))
        : Promise.resolve(undefined);
      // It is awaited when the first account is complete.
      known.catch(() => {});
    },
    async known() {
      const found = await known;
      const unreadable = found?.functions.unreadable ?? 0;
      if (unreadable > 0)
        messages.warn(
          `ignored ${counted(unreadable, "result")} of AWS Config without the name of a function`,
        );
      return found;
    },
  };
}

function refusal(name: string, { status, message }: Failure): UserError {
  const remedy =
    status === "denied"
      ? "`lambda-inventory role --format hub-policy --aggregator NAME` prints the policy that the base credentials need."
      : "With --aggregator-only there is no other source. Try again later, or omit --aggregator-only.";
  return new UserError(`--aggregator: could not read aggregator ${name} of AWS Config: ${message}`, remedy);
}
