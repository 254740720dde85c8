/** One page of ListFunctions. Environment variables, code locations and other secrets of a function are dropped here. */

import type { LambdaFunction } from "../../model/function.ts";
import { DEEPEST_SETTING, isObject, isShallow, type JsonObject } from "../../model/json.ts";
import type { RareSettings } from "../../model/row.ts";
import { customRuntime } from "../../model/runtime.ts";
import type { FunctionPage, PageRequest } from "../../scan/cloud.ts";
import { toFailure } from "../failures/failures.ts";
import type { Credentials } from "../transport/clients.ts";
import type { LambdaCalls } from "../transport/lambda-calls.ts";
import { LIST_FUNCTIONS_PATH } from "../transport/sdk-internals.ts";
import { invalidResponse, list, nextMarker, number, rows, text, texts } from "../transport/untyped.ts";

interface FunctionsQuery extends PageRequest {
  readonly region: string;
  readonly credentials: Credentials;
  /** Functions per page; the default, 50, is the most that Lambda returns. */
  readonly maxItems?: number;
  /** Only replicas of functions in this region; with all versions. */
  readonly masterRegion?: string;
}

/** Rejects with a `Failure` of stage `functions`. */
export async function listFunctions(
  calls: LambdaCalls,
  { region, credentials, marker, versions, maxItems = 50, masterRegion }: FunctionsQuery,
  signal?: AbortSignal,
): Promise<FunctionPage> {
  try {
    const response = await calls.get({
      region,
      credentials,
      path: LIST_FUNCTIONS_PATH,
      query: {
        ...(versions === "all" && { FunctionVersion: "ALL" }),
        ...(masterRegion !== undefined && { MasterRegion: masterRegion }),
        ...(marker !== undefined && { Marker: marker }),
        MaxItems: String(maxItems),
      },
      signal,
    });
    return toPage(response);
  } catch (error) {
    throw toFailure(error, "functions", { action: "lambda:ListFunctions", region });
  }
}

export function toPage(response: unknown): FunctionPage {
  return {
    functions: rows(response, "Functions", "function list").map(toNamed),
    nextMarker: nextMarker(response, "NextMarker"),
  };
}

/** A row without a name cannot be reported as a function, and to drop it would hide one. */
function toNamed(row: JsonObject): LambdaFunction {
  const found = toFunction(row);
  if (found.functionName !== "") return found;
  throw invalidResponse("the response contains a function without a name");
}

export function toFunction(row: JsonObject): LambdaFunction {
  const functionArn = text(row.FunctionArn);
  return {
    functionName: text(row.FunctionName) || nameIn(functionArn),
    version: text(row.Version) || "$LATEST",
    runtime: text(row.Runtime) || undefined,
    packageType: text(row.PackageType) || "Zip",
    architectures: shared(texts(row.Architectures)),
    memorySize: number(row.MemorySize),
    timeout: number(row.Timeout),
    codeSize: number(row.CodeSize),
    lastModified: utc(text(row.LastModified)),
    description: text(row.Description),
    handler: text(row.Handler),
    role: text(row.Role),
    layers: texts(list(row.Layers).map(layerArn).filter(Boolean)),
    functionArn,
    ...rare(row, functionArn),
  };
}

/** The settings and the kind of the few functions that have any. */
function rare(row: JsonObject, functionArn: string): Pick<LambdaFunction, "kind" | "settings"> {
  const { CapacityProviderConfig, DurableConfig, SnapStart, TenancyConfig, MasterArn } = row;
  const snapStart = isObject(SnapStart) && SnapStart.ApplyOn !== "None" ? described(SnapStart) : undefined;
  const capacityProvider = described(CapacityProviderConfig);
  const durable = described(DurableConfig);
  const tenancy = isObject(TenancyConfig) ? text(TenancyConfig.TenantIsolationMode) : "";
  const masterArn = text(MasterArn);
  const settings: RareSettings = {
    ...(capacityProvider && { capacityProvider }),
    ...(durable && { durable }),
    ...(snapStart && { snapStart }),
    ...(tenancy !== "" && { tenancy }),
    ...(masterArn !== "" && { masterArn }),
    ...(row.RuntimeConfig !== undefined && runtimeSettings(row.RuntimeConfig)),
  };
  const isReplica = masterArn !== "" && withoutVersion(masterArn) !== withoutVersion(functionArn);
  return {
    ...(isReplica && { kind: "edge-replica" }),
    ...(Object.keys(settings).length > 0 && { settings }),
  };
}

/** Which customer-managed runtime it uses. */
function runtimeSettings(config: unknown): RareSettings {
  if (!isObject(config)) return {};
  const runtimeArn = text(config.RuntimeArn);
  const runtimeAlias = text(config.RuntimeAlias);
  const runtimePublisher = customRuntime(runtimeArn)?.publisher;
  if (runtimePublisher === undefined) return {};
  return { runtimeArn, ...(runtimeAlias !== "" && { runtimeAlias }), runtimePublisher };
}

/** AWS's object, if it is one and no larger than any that AWS documents. */
function described(value: unknown): JsonObject | undefined {
  if (!isObject(value) || Object.keys(value).length === 0 || !isShallow(value, DEEPEST_SETTING))
    return undefined;
  return JSON.stringify(value).length <= LARGEST_SETTING ? value : undefined;
}

const LARGEST_SETTING = 4_096;

/** `arn:aws:lambda:REGION:ACCOUNT:function:NAME`, without a version. */
export function withoutVersion(functionArn: string): string {
  return functionArn.split(":").slice(0, 7).join(":");
}

/** The name in the ARN of a function; empty in other text. */
export function nameIn(functionArn: string): string {
  return functionArn.split(":")[6] ?? "";
}

/** Nearly all functions have one of these. Shared, it takes no memory, and a writer sees at once that nothing changed. */
const ARCHITECTURES: ReadonlyMap<string, readonly string[]> = new Map(
  ["x86_64", "arm64"].map((name) => [name, Object.freeze([name])]),
);

function shared(architectures: readonly string[]): readonly string[] {
  const [first = ""] = architectures;
  return (architectures.length === 1 && ARCHITECTURES.get(first)) || architectures;
}

function layerArn(layer: unknown): string {
  return isObject(layer) ? text(layer.Arn) : text(layer);
}

/**
 * Lambda's `2024-07-24T09:41:13.364+0000` (RFC 3339 has a colon in the offset) in UTC; empty if it is not a time. Joined, since
 * V8 keeps the whole text for a slice, and both parts for a concatenation: three times the memory.
 */
export function utc(time: string): string {
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/.test(time)) return [time.slice(0, 23), "Z"].join("");
  const date = new Date(time.replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));
  return Number.isNaN(date.getTime()) ? "" : date.toISOString();
}
