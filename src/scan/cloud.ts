import type { Account } from "../model/account.ts";
import type { CoverageStatus } from "../model/coverage.ts";
import type { Extra, FunctionExtras, LambdaFunction } from "../model/function.ts";

/**
 * What a scan needs of AWS. The concrete one is `createAws` in src/aws; it is handed in, so that this room
 * knows no SDK. Every method rejects with a `Failure` and nothing else.
 */
export interface Cloud {
  /**
   * Enters an account: base credentials, role chain, identity. Asked twice for the same object it answers with
   * the same session (or the same failure).
   */
  enter(account: Account, signal: AbortSignal): Promise<Session>;
}

/** An account that has been entered. Credentials are renewed inside. */
export interface Session {
  readonly accountId: string;
  /** `aws`, `aws-cn`, `aws-us-gov`, ... from the caller's ARN. */
  readonly partition: string;
  /** The way in, for people: `profile hub → arn:aws:iam::111122223333:role/Reader`. */
  readonly via: string;
  /** Regions enabled in this account, by DescribeRegions; asked once however often this is called. */
  enabledRegions(signal: AbortSignal): Promise<readonly string[]>;
  /** The regions that every account of this partition has without opting in: the fallback. */
  defaultRegions(): readonly string[];
  /** Asks STS whether it accepts the credentials. Rejects with its refusal, or with why it could not be asked. */
  checkCredentials(signal: AbortSignal): Promise<void>;
  /** One page of ListFunctions. */
  listFunctions(region: string, page: PageRequest, signal: AbortSignal): Promise<FunctionPage>;
  /** The extra calls for the functions of one region. What cannot be read becomes a note, never a failure. */
  readExtras(
    region: string,
    functions: readonly LambdaFunction[],
    extras: readonly Extra[],
    signal: AbortSignal,
  ): Promise<ExtrasResult>;
}

export interface PageRequest {
  readonly marker: string | undefined;
  readonly versions: "latest" | "all";
}

export interface FunctionPage {
  readonly functions: readonly LambdaFunction[];
  readonly nextMarker: string | undefined;
}

export interface ExtrasResult {
  /** By position, as the functions were given. */
  readonly extras: readonly FunctionExtras[];
  readonly notes: readonly ExtrasNote[];
}

/** An extra that could not be read for some functions. */
export interface ExtrasNote {
  readonly status: Exclude<CoverageStatus, "ok">;
  readonly code: string;
  /** e.g. `tags of 3 functions could not be read: ... lambda:ListTags` */
  readonly message: string;
}
