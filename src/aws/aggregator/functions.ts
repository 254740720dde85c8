/**
 * The functions that an aggregator knows. In: the rows of a query. Out: functions by account and region, each marked as known
 * from AWS Config. Only named properties are copied: environment variables end here.
 */
import { arnOf } from "../../model/function.ts";
import { isObject, type JsonObject } from "../../model/json.ts";
import { take } from "../../model/maps.ts";
import { utc } from "../reading/functions.ts";
import { list, number, object, text, texts } from "../transport/untyped.ts";
import { type AggregatorCalls, PAGE_SIZE } from "./calls.ts";
import type { ConfigFunction, KnownFunctions } from "./known.ts";
import { FUNCTION_TYPE } from "./sources.ts";

const PROPERTIES = [
  "accountId",
  "awsRegion",
  "arn",
  "resourceName",
  ...[
    "functionName",
    "runtime",
    "packageType",
    "architectures",
    "memorySize",
    "timeout",
    "codeSize",
    "lastModified",
    "description",
    "handler",
    "role",
    "layers.arn",
  ].map((name) => `configuration.${name}`),
] as const;
const TAGS = ["tags.key", "tags.value"] as const;

export interface FunctionsRequest {
  /** Only those of this account. */
  readonly accountId: string | undefined;
  readonly tags: boolean;
}

/** Rejects with a `Failure`. */
export async function knownFunctions(
  calls: AggregatorCalls,
  name: string,
  { accountId, tags }: FunctionsRequest,
): Promise<KnownFunctions> {
  const properties = tags ? [...PROPERTIES, ...TAGS] : PROPERTIES;
  const ofAccount = accountId === undefined ? "" : ` AND accountId = '${accountId}'`;
  const expression = `SELECT ${properties.join(", ")} WHERE resourceType = '${FUNCTION_TYPE}'${ofAccount}`;
  return functionsIn(await calls.select(name, expression, PAGE_SIZE));
}

/** The functions of rows that name their account, region and name; the others are counted. */
export function functionsIn(rows: readonly (JsonObject | undefined)[]): KnownFunctions {
  const byAccount = new Map<string, Map<string, Map<string, ConfigFunction>>>();
  let unreadable = 0;
  for (const row of rows) {
    const found = row && toFunction(row);
    if (!found) {
      unreadable++;
      continue;
    }
    const { accountId, region, fn } = found;
    const regions = take(byAccount, accountId, () => new Map<string, Map<string, ConfigFunction>>());
    take(regions, region, () => new Map<string, ConfigFunction>()).set(fn.functionName, fn);
  }
  return {
    unreadable,
    regionsOf: (accountId) => [...(byAccount.get(accountId)?.keys() ?? [])],
    of: (accountId, region) => [...(byAccount.get(accountId)?.get(region)?.values() ?? [])],
  };
}

const ARN = /^arn:[\w-]+:lambda:([\w-]+):(\d{12}):function:([\w.-]{1,150})$/;

/** Undefined where the row does not say whose function it is, or contradicts itself. */
function toFunction(
  row: JsonObject,
): { readonly accountId: string; readonly region: string; readonly fn: ConfigFunction } | undefined {
  const settings = object(row.configuration);
  const functionArn = text(row.arn) || arnIn(row, settings);
  const [, region = "", accountId = "", named = ""] = ARN.exec(functionArn) ?? [];
  const isConsistent =
    [accountId, ""].includes(text(row.accountId)) && [region, ""].includes(text(row.awsRegion));
  if (named === "" || !isConsistent) return undefined;
  const tags = tagsIn(row.tags);
  const fn: ConfigFunction = {
    functionName: named,
    version: "$LATEST",
    runtime: text(settings.runtime) || undefined,
    packageType: text(settings.packageType) || (text(settings.runtime) === "" ? "" : "Zip"),
    architectures: texts(settings.architectures),
    memorySize: number(settings.memorySize),
    timeout: number(settings.timeout),
    codeSize: number(settings.codeSize),
    lastModified: utc(text(settings.lastModified)),
    description: text(settings.description),
    handler: text(settings.handler),
    role: text(settings.role),
    layers: list(settings.layers)
      .map((layer) => text(object(layer).arn))
      .filter(Boolean),
    functionArn,
    source: "config",
    ...(tags && { tags }),
  };
  return { accountId, region, fn };
}

/** Of a row without an ARN; not one of a function where the row does not name it. */
function arnIn({ accountId, awsRegion, resourceName }: JsonObject, { functionName }: JsonObject): string {
  const place = { accountId: text(accountId), region: text(awsRegion) };
  return arnOf(place, { functionName: text(functionName) || text(resourceName), version: "$LATEST" });
}

function tagsIn(tags: unknown): Readonly<Record<string, string>> | undefined {
  if (!Array.isArray(tags) || !tags.every(isObject)) return undefined;
  return Object.fromEntries(tags.map(({ key, value }) => [text(key), text(value)]));
}
