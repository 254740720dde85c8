import type { FunctionKind, FunctionSource } from "./columns.ts";
import { partitionOfRegion } from "./partitions.ts";
import type { FoundValues, RareSettings } from "./row.ts";
import type { PublishedLifecycle } from "./runtime.ts";

/** A Lambda function (or a published version of one) as AWS describes it, without its secrets. */
export interface LambdaFunction {
  readonly functionName: string;
  readonly version: string;
  /** Undefined for container images. Any string: the SDK's list of runtimes lags behind. */
  readonly runtime: string | undefined;
  /** Empty where AWS Config does not record it. */
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
  /** What few functions have; a key is absent where a function lacks it. */
  readonly settings?: RareSettings;
  /** Only where AWS Config was asked as well (`--aggregator`). */
  readonly source?: FunctionSource;
}

/** An alias and what it runs. */
export interface FunctionAlias {
  readonly name: string;
  readonly functionVersion: string;
  /** The runtime of that version; undefined when it could not be read or is an image. */
  readonly runtime: string | undefined;
}

/** What the extra calls returned; a key is absent when it was not requested or could not be read. */
export interface FunctionExtras extends FoundValues {
  readonly tags?: Readonly<Record<string, string>>;
  /** The last UTC day (`YYYY-MM-DD`) with an invocation; `never`: none in the 15 months that CloudWatch keeps. */
  readonly lastInvoked?: string;
  readonly aliases?: readonly FunctionAlias[];
  /** Of an image: the runtime that its base names. */
  readonly baseRuntime?: string;
}

export interface ReadFunction extends LambdaFunction, FunctionExtras {
  /** The dates of a customer-managed runtime; absent for AWS's runtimes, and where they could not be read. */
  readonly published?: PublishedLifecycle;
}

/** Whether a row is a published version of a function, not the function itself; a Web Function has no version. */
export function isPublished({ version }: { readonly version: string }): boolean {
  return version !== "$LATEST" && version !== "";
}

export function isImage({ packageType }: { readonly packageType: string }): boolean {
  return packageType === "Image";
}

/** The ARN that AWS gives a function (or a version of it) in this place. */
export function arnOf(
  { accountId, region }: { readonly accountId: string; readonly region: string },
  fn: Pick<LambdaFunction, "functionName" | "version" | "kind">,
): string {
  const place = `arn:${partitionOfRegion(region) ?? "aws"}:lambda:${region}:${accountId}`;
  if (fn.kind === "web-function") return `${place}:web-function/${fn.functionName}`;
  return `${place}:function:${fn.functionName}${isPublished(fn) ? `:${fn.version}` : ""}`;
}
