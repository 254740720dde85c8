/** Status of a function's runtime on a given day. */
export const RUNTIME_STATUSES = [
  "supported",
  "expiring",
  "deprecated",
  "create-blocked",
  "update-blocked",
  "preview",
  "custom",
  "container",
  "unknown",
] as const;
export type RuntimeStatus = (typeof RUNTIME_STATUSES)[number];

/** The three phases that `--deprecated`, `--fail-on` and the summary call `deprecated`. */
export const DEPRECATED_STATUSES = ["deprecated", "create-blocked", "update-blocked"] as const;

export function isDeprecated(status: RuntimeStatus): boolean {
  return (DEPRECATED_STATUSES as readonly RuntimeStatus[]).includes(status);
}

/** The assessment of a runtime identifier; dates are UTC days `YYYY-MM-DD`. */
export interface Assessment {
  readonly runtimeStatus: RuntimeStatus;
  readonly deprecationDate: string | null;
  readonly blockCreateDate: string | null;
  readonly blockUpdateDate: string | null;
  /** Days until the deprecation date; negative once it has passed; null without a date. */
  readonly daysLeft: number | null;
  readonly successor: string | null;
}

/** What the publisher of a customer-managed runtime states about one of its aliases; dates are UTC days. */
export interface PublishedLifecycle {
  readonly releaseState: "PREVIEW" | "GA" | "DEPRECATED";
  readonly deprecationDate: string | null;
  readonly blockCreateDate: string | null;
  readonly blockUpdateDate: string | null;
}

/** The lifecycle data that a report was assessed with. */
export interface CatalogueInfo {
  /** The date of the data, `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly source: string;
  /** Days from `asOf` to the assessment date. */
  readonly ageDays: number;
}

/** `nodejs20` → `nodejs20.x`, as AWS names the runtimes of Node.js since version 10; other names stay as they are. */
export function fullRuntimeName(name: string): string {
  return /^(?:nodejs[1-9]\d+|go1)$/.test(name) ? `${name}.x` : name;
}

/** A customer-managed runtime, from its ARN. */
interface CustomRuntime {
  readonly name: string;
  /** The account that publishes it. */
  readonly publisher: string;
}

/** `arn:aws:lambda:eu-west-1:111122223333:runtime/NAME`; undefined for anything else. */
export function customRuntime(arn: string | undefined): CustomRuntime | undefined {
  if (arn === undefined || arn.length > LONGEST_ARN) return undefined;
  const [, publisher, name] = /^arn:[\w-]+:lambda:[\w-]+:(\d{12}):runtime[/:]([\w.-]+)$/.exec(arn) ?? [];
  return publisher === undefined || name === undefined ? undefined : { publisher, name };
}

const LONGEST_ARN = 2_048;

/** A runtime in a sentence: `nodejs18.x`, `data-team-python (customer-managed)`; null where it is unknown. */
export function runtimeWords({ runtime, runtimeArn }: RuntimeUse): string | null {
  return runtime === "custom" ? `${customRuntime(runtimeArn)?.name ?? runtime} (customer-managed)` : runtime;
}

interface RuntimeUse {
  readonly runtime: string | null;
  readonly runtimeArn?: string;
}

/**
 * Whether nobody knows when the runtime of a function ends: it or its dates could not be read, the catalogue does not have
 * it, or it is an image that does not name it.
 */
export function isUndated({ runtimeStatus }: { readonly runtimeStatus: RuntimeStatus }): boolean {
  return runtimeStatus === "custom" || runtimeStatus === "unknown" || runtimeStatus === "container";
}

/**
 * Whether such a function may still be on a runtime that an earlier report knew to be deprecated.
 * @param wasDeprecated whether that report says so of a runtime
 */
export function mayStillBeOn(runtime: string | null, wasDeprecated: (runtime: string) => boolean): boolean {
  return runtime === null || runtime === "custom" || wasDeprecated(runtime);
}
