import type { JsonObject } from "./json.ts";

/** What a function is: a Lambda function is the usual kind. */
export const FUNCTION_KINDS = ["function", "web-function", "edge-replica"] as const;
export type FunctionKind = (typeof FUNCTION_KINDS)[number];

/** A Lambda function (or a published version of one) as AWS describes it, without its secrets. */
export interface LambdaFunction {
  readonly functionName: string;
  readonly version: string;
  /** Undefined for container images. Any string: the SDK's list of runtimes lags behind. */
  readonly runtime: string | undefined;
  readonly packageType: string;
  readonly architectures: readonly string[];
  /** MB */
  readonly memorySize: number | undefined;
  /** seconds */
  readonly timeout: number | undefined;
  /** bytes */
  readonly codeSize: number | undefined;
  /** ISO 8601 in UTC, `2024-07-24T09:41:13.364Z`; empty when AWS returned none. */
  readonly lastModified: string;
  readonly description: string;
  readonly handler: string;
  readonly role: string;
  readonly layers: readonly string[];
  readonly functionArn: string;
  /** Absent for the usual kind. */
  readonly kind?: FunctionKind;
  readonly settings?: RareSettings;
}

/** What few functions have, as AWS describes it: a key is absent where a function lacks it. */
export interface RareSettings {
  /** Lambda Managed Instances: AWS's `CapacityProviderConfig`. */
  readonly capacityProvider?: JsonObject;
  /** Durable functions: AWS's `DurableConfig`. */
  readonly durable?: JsonObject;
  /** AWS's `SnapStart`, where it is on. */
  readonly snapStart?: JsonObject;
  /** The isolation mode of tenants, `PER_TENANT`. */
  readonly tenancy?: string;
  /** Of a replica of Lambda@Edge: the function that it was replicated from. */
  readonly masterArn?: string;
}

/** An alias and what it runs. */
export interface FunctionAlias {
  readonly name: string;
  readonly functionVersion: string;
  /** The runtime of that version; undefined when it could not be read or is an image. */
  readonly runtime: string | undefined;
}

/** The extra columns that cost extra calls (`--with`). */
export const EXTRAS = ["tags", "lastInvoked", "aliases", "invocations"] as const;
export type Extra = (typeof EXTRAS)[number];

/** What the extra calls returned; a key is absent when it was not requested or could not be read. */
export interface FunctionExtras {
  readonly tags?: Readonly<Record<string, string>>;
  /** The last UTC day (`YYYY-MM-DD`) with an invocation; `never`: none in the 15 months that CloudWatch keeps. */
  readonly lastInvoked?: string;
  readonly aliases?: readonly FunctionAlias[];
  /** The sum over 30 UTC days, today included, of the function with all its versions. */
  readonly invocations?: number;
}

export type ReadFunction = LambdaFunction & FunctionExtras;
