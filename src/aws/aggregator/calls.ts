/**
 * The calls of a configuration aggregator of AWS Config, in its own account and region, page after page. In: the base
 * credentials and a name. Out: the entries of all pages, untyped; what they mean is decided elsewhere in this folder.
 */
import { abortable } from "../../model/abortable.ts";
import { Failure } from "../../model/failure.ts";
import { isObject, type JsonObject } from "../../model/json.ts";
import { once } from "../../model/once.ts";
import { eachPage, type Page } from "../../model/pages.ts";
import type { Base } from "../credentials/base.ts";
import { toFailure } from "../failures/failures.ts";
import { unlessExpired } from "../transport/expiry.ts";
import { invalidResponse, nextMarker, object, rows } from "../transport/untyped.ts";

export interface AggregatorCalls {
  readonly region: string;
  /** The aggregators of these names, or all. Rejects with the SDK's error. */
  describe(names: readonly string[] | undefined): Promise<readonly JsonObject[]>;
  /** One row for each account and region that sends its data, or for the organization. */
  sources(name: string): Promise<readonly JsonObject[]>;
  /** One of these rows, to see whether the call is allowed. */
  firstSource(name: string): Promise<unknown>;
  firstResult(name: string, expression: string): Promise<unknown>;
  /** The rows of a query. Those that are not JSON objects are undefined. */
  select(name: string, expression: string, limit?: number): Promise<readonly (JsonObject | undefined)[]>;
}

/** The most that AWS returns on a page. */
export const PAGE_SIZE = 100;
/** AWS Config may return pages without entries before the last one; after this number in a row, none is expected. */
const MOST_EMPTY_PAGES = 1_000;

/** @param signal ends the reading between two pages, and the wait for one */
export async function createAggregatorCalls(base: Base, signal: AbortSignal): Promise<AggregatorCalls> {
  const region = await base.region();
  const send = sender(base, region, signal);
  const results = resultsBy(send);
  const sources = sourcesBy(send);
  return {
    region,
    describe: (names) =>
      all(async (NextToken) => {
        const input = { ConfigurationAggregatorNames: names && [...names], NextToken };
        const page = await send(
          "config:DescribeConfigurationAggregators",
          (sdk) => new sdk.DescribeConfigurationAggregatorsCommand(input),
        );
        return objects(page, "ConfigurationAggregators", "list of aggregators");
      }),
    sources: (name) => all(sources(name, PAGE_SIZE)),
    firstSource: (name) => sources(name, 1)(),
    select: (name, expression, limit) => all(results(name, expression, limit)),
    firstResult: (name, expression) => results(name, expression)(),
  };
}

/** Loads the SDK's client with the first call. */
function sender({ clients, credentials }: Base, region: string, signal: AbortSignal): Send {
  const loaded = once(() =>
    Promise.all([import("../transport/packages/config.ts"), clients.config(region, credentials)]),
  );
  return async (action, make) => {
    signal.throwIfAborted();
    const [sdk, client] = await loaded();
    const call = unlessExpired(credentials, () => client.send(make(sdk) as never) as Promise<unknown>);
    return abortable(call, signal).catch((error: unknown) => {
      throw isMissing(error) ? error : toFailure(error, "functions", { action, region });
    });
  };
}

function sourcesBy(send: Send) {
  return (ConfigurationAggregatorName: string, Limit: number) => async (NextToken?: string) => {
    const input = { ConfigurationAggregatorName, NextToken, Limit };
    const page = await send(
      "config:DescribeConfigurationAggregatorSourcesStatus",
      (sdk) => new sdk.DescribeConfigurationAggregatorSourcesStatusCommand(input),
    );
    return objects(page, "AggregatedSourceStatusList", "list of sources");
  };
}

function resultsBy(send: Send) {
  return (ConfigurationAggregatorName: string, Expression: string, limit?: number) =>
    async (NextToken?: string) => {
      const input = { ConfigurationAggregatorName, Expression, NextToken, ...(limit && { Limit: limit }) };
      const page = await send(
        "config:SelectAggregateResourceConfig",
        (sdk) => new sdk.SelectAggregateResourceConfigCommand(input),
      );
      return resultsIn(page);
    };
}

type Sdk = typeof import("../transport/packages/config.ts");
type Send = (action: string, make: (sdk: Sdk) => object) => Promise<unknown>;

/** The name of the error when there is no such aggregator in the account and region. */
const MISSING = "NoSuchConfigurationAggregatorException";

export function isMissing(error: unknown): boolean {
  return error instanceof Error && error.name === MISSING;
}

async function all<T>(ask: (token: string | undefined) => Promise<Page<T>>): Promise<readonly T[]> {
  const found: T[] = [];
  let empty = 0;
  await eachPage("functions", ask, (items) => {
    empty = items.length === 0 ? empty + 1 : 0;
    if (empty > MOST_EMPTY_PAGES)
      throw new Failure("error", "functions", "EmptyPages", "AWS Config returned only empty pages");
    for (const item of items) found.push(item);
  });
  return found;
}

function objects(page: unknown, key: string, what: string): Page<JsonObject> {
  try {
    return { items: rows(page, key, what), next: nextMarker(page, "NextToken") };
  } catch (error) {
    throw toFailure(error, "functions");
  }
}

function resultsIn(page: unknown): Page<JsonObject | undefined> {
  const { Results } = object(page);
  if (Array.isArray(Results)) return { items: Results.map(parsed), next: nextMarker(page, "NextToken") };
  throw toFailure(invalidResponse("the response contains no results"), "functions");
}

/** Each result is the text of a JSON object. */
function parsed(result: unknown): JsonObject | undefined {
  if (typeof result !== "string") return undefined;
  try {
    const value: unknown = JSON.parse(result);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
