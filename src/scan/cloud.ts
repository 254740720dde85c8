/**
 * What a scan needs of AWS, as interfaces: the implementation is `createAws` in src/aws and is passed in, so that this
 * room does not know the SDK. Every method rejects with a `Failure` and nothing else.
 */
import type { Account } from "../model/account.ts";
import type { Extra } from "../model/column.ts";
import type { CoverageStatus } from "../model/coverage.ts";
import type { FunctionExtras, LambdaFunction } from "../model/function.ts";
import type { PublishedLifecycle } from "../model/runtime.ts";

export interface Cloud {
  /**
   * Accesses an account: base credentials, role chain, identity. For the same account object the result is always the
   * same session, or the same failure.
   */
  access(account: Account, signal: AbortSignal): Promise<Session>;
}

/** Access to one account. Its credentials are renewed inside. */
export interface Session {
  readonly accountId: string;
  /** `aws`, `aws-cn`, `aws-us-gov`, ... from the caller's ARN. */
  readonly partition: string;
  /** How the account is accessed, for people: `profile hub → arn:aws:iam::111122223333:role/Reader`. */
  readonly via: string;
  /** The regions of this account, by name; one request, however often this is called. */
  enabledRegions(signal: AbortSignal): Promise<readonly ListedRegion[]>;
  /** The regions that every account of this partition has without opting in: the fallback. */
  defaultRegions(): readonly string[];
  /** Asks STS whether it accepts the credentials. Rejects with its refusal, or with why it could not be asked. */
  checkCredentials(signal: AbortSignal): Promise<void>;
  /** One page of ListFunctions. */
  listFunctions(region: string, page: PageRequest, signal: AbortSignal): Promise<FunctionPage>;
  /** The dates of the customer-managed runtimes among these functions. What could not be read is a note. */
  readRuntimes(
    region: string,
    functions: readonly LambdaFunction[],
    signal: AbortSignal,
  ): Promise<RuntimesResult>;
  /** The replicas of Lambda@Edge functions in a region; none where there can be none. What could not be listed is a note. */
  readEdgeReplicas(region: string, signal: AbortSignal): Promise<ReplicasResult>;
  /** The Web Functions of a region; without what they run on where that is not wanted. What could not be read is a note. */
  readWebFunctions(region: string, signal: AbortSignal, wants: WantsMore): Promise<WebFunctionsResult>;
  /**
   * The extra calls for the functions of one region. What could not be read is a note; everything else is kept, after
   * an abort too.
   */
  readExtras(
    region: string,
    functions: readonly LambdaFunction[],
    extras: readonly Extra[],
    signal: AbortSignal,
  ): Promise<ExtrasResult>;
}

/** Whether more is to be read of a function than its row in a list. */
export type WantsMore = (fn: Pick<LambdaFunction, "functionName" | "runtime">) => boolean;

export interface ListedRegion {
  readonly name: string;
  /** False where the response lists a region as not opted in, as emulators do: it is tried, and may be disabled. */
  readonly enabled: boolean;
  /** The call that named it, where that is not ec2:DescribeRegions. */
  readonly by?: "account:ListRegions";
  /** For its row: how it was found, instead of that it was by this call because the usual one is denied. */
  readonly note?: string;
}

export interface PageRequest {
  readonly marker: string | undefined;
  readonly versions: "latest" | "all";
}

export interface FunctionPage {
  readonly functions: readonly LambdaFunction[];
  readonly nextMarker: string | undefined;
  /** What to know about the target although it was read. */
  readonly note?: Pick<ExtrasNote, "code" | "message">;
}

export interface ExtrasResult {
  /** By position, in the order of the functions. */
  readonly extras: readonly FunctionExtras[];
  readonly notes: readonly ExtrasNote[];
}

export interface RuntimesResult {
  /** By position, in the order of the functions; undefined for AWS's runtimes, and where it could not be read. */
  readonly lifecycles: readonly (PublishedLifecycle | undefined)[];
  readonly notes: readonly ExtrasNote[];
}

export interface ReplicasResult {
  readonly functions: readonly LambdaFunction[];
  readonly notes: readonly ExtrasNote[];
}

export interface WebFunctionsResult {
  readonly functions: readonly WebFunction[];
  readonly notes: readonly ExtrasNote[];
}

/** A Web Function, and the runtimes of the revisions that it runs: none where one is unknown. */
export interface WebFunction {
  readonly fn: LambdaFunction;
  readonly runtimes: readonly string[];
}

/** An extra that could not be read for some functions. */
export interface ExtrasNote {
  readonly status: Exclude<CoverageStatus, "ok">;
  readonly code: string;
  /** e.g. `tags of 3 functions could not be read: ... lambda:ListTags` */
  readonly message: string;
}
