/**
 * When a call is repeated, and after how long: an error and the number of attempts go in, a wait comes out. It uses the
 * SDK's extension point, but not the token bucket of the SDK's own strategies, which all users of a client share: an
 * account that is throttled must not take attempts from another.
 */
import { getRetryAfterHint, isServerError, isThrottlingError, isTransientError } from "@smithy/core/retry";
import type { RetryErrorInfo, RetryStrategyV2, RetryToken, SdkError } from "@smithy/types";
import type { Observe, Quota } from "../../model/observation.ts";
import { UNTIMELY } from "../failures/error-codes.ts";
import { type NetworkFault, networkError } from "../failures/network.ts";
import { ASKED_TO_WAIT } from "../failures/response.ts";
import { isClockCorrected, withClockCorrected } from "./sdk-internals.ts";

interface RetryOptions {
  /** Requests per call, the first included. */
  readonly maxAttempts: number;
  readonly observe: Observe;
}

export interface BoundedRetry extends RetryStrategyV2 {
  /** Ends the waits of calls that were aborted, so that no timer keeps the program running. */
  close(): void;
}

/** What our request handler adds to a response that is not a success. */
export interface FaultNotes {
  /** Of the caller's time. */
  readonly timeLeftMs: number;
  readonly quota: Quota;
}

/** Attempts for each kind of fault, and the first wait in milliseconds (`waitOf`). */
const KINDS = {
  /** A host that cannot be reached seldom returns within seconds, and each attempt may take a connect timeout. */
  unreachable: { attempts: 2, baseMs: 200 },
  /** All accounts and regions fail in the same moment, and must not all be given up because of it. */
  offline: { attempts: 4, baseMs: 500 },
  /** Another attempt may take the whole wait again. */
  silent: { attempts: 2, baseMs: 200 },
  untrusted: { attempts: 1, baseMs: 0 },
  oversized: { attempts: 1, baseMs: 0 },
  reset: { attempts: Number.POSITIVE_INFINITY, baseMs: 100 },
  cut: { attempts: Number.POSITIVE_INFINITY, baseMs: 100 },
  /** Until other connections are closed. */
  exhausted: { attempts: Number.POSITIVE_INFINITY, baseMs: 500 },
  server: { attempts: Number.POSITIVE_INFINITY, baseMs: 100 },
  /** The response corrected our clock: the next request has the right time. */
  clock: { attempts: 3, baseMs: 0 },
  /** The quota is used up: only waiting helps. */
  throttled: { attempts: Number.POSITIVE_INFINITY, baseMs: 1_000 },
} as const satisfies Record<
  NetworkFault | "server" | "clock" | "throttled",
  { attempts: number; baseMs: number }
>;

const MAX_WAIT_MS = 20_000;
/** A `Retry-After` beyond this ends the call; to repeat it sooner would ignore the server's request. */
const MAX_RETRY_AFTER_MS = 120_000;

export function createRetry({ maxAttempts, observe }: RetryOptions): BoundedRetry {
  const waits = new Set<NodeJS.Timeout>();
  return {
    acquireInitialRetryToken: async () => FIRST,
    async refreshRetryTokenForRetry(used: RetryToken, fault: RetryErrorInfo) {
      const attempts = used.getRetryCount() + 1;
      observeThrottling(fault, observe);
      const wait = waitBefore(attempts + 1, fault, maxAttempts);
      if (wait === undefined) throw new Error("no attempts left");
      // Waits here, not in the SDK's middleware, whose timer outlives an aborted call.
      await new Promise<void>((resolve) => {
        const timer = setTimeout(() => {
          waits.delete(timer);
          resolve();
        }, wait);
        waits.add(timer);
      });
      return token(attempts);
    },
    recordSuccess() {},
    close() {
      for (const timer of waits) clearTimeout(timer);
      waits.clear();
    },
  };
}

const FIRST = token(0);

function token(retries: number): RetryToken {
  return { getRetryCount: () => retries, getRetryDelay: () => 0 };
}

/** To be called with each fault of a response. Returns whether AWS throttled the call. */
export function observeThrottling(fault: RetryErrorInfo, observe: Observe): boolean {
  const isThrottled = kindOf(fault) === "throttled";
  if (isThrottled) observe({ kind: "throttled", quota: notesOf(fault).quota ?? "common" });
  return isThrottled;
}

/** Milliseconds to wait before this attempt (2 is the first repetition); undefined: do not repeat. */
export function waitBefore(attempt: number, fault: RetryErrorInfo, maxAttempts: number): number | undefined {
  const kind = kindOf(fault);
  if (!kind || attempt > Math.min(maxAttempts, KINDS[kind].attempts)) return undefined;
  const asked = askedWait(fault);
  if (asked > Math.min(MAX_RETRY_AFTER_MS, notesOf(fault).timeLeftMs ?? Number.POSITIVE_INFINITY)) {
    if (fault.error instanceof Error) Object.assign(fault.error, { [ASKED_TO_WAIT]: asked });
    return undefined;
  }
  return Math.max(asked, waitOf(kind, attempt));
}

/**
 * At random, so that calls which failed together are not repeated together: up to a ceiling that doubles with each attempt.
 *
 * A throttled call waits for at least half of its ceiling, which grows by a second with each attempt: quotas are refilled at a
 * steady rate, and a call that is repeated too early is refused again, which uses up its attempts and requests that
 * others need. Six attempts take at most 15 seconds.
 */
function waitOf(kind: keyof typeof KINDS, attempt: number): number {
  const { baseMs } = KINDS[kind];
  if (kind !== "throttled") return Math.random() * Math.min(MAX_WAIT_MS, baseMs * 2 ** (attempt - 2));
  return ((1 + Math.random()) / 2) * Math.min(MAX_WAIT_MS, baseMs * (attempt - 1));
}

function notesOf({ error }: RetryErrorInfo): Partial<FaultNotes> {
  const { $response = {} } = (error ?? {}) as { $response?: Partial<FaultNotes> };
  return $response;
}

/** Retry-After in milliseconds from now: the header as the SDK parsed it, or Lambda's `retryAfterSeconds`. */
function askedWait({ error, retryAfterHint }: RetryErrorInfo): number {
  if (retryAfterHint) {
    const wait = retryAfterHint.getTime() - Date.now();
    // More seconds than a date can hold.
    return Number.isNaN(wait) ? Number.POSITIVE_INFINITY : wait;
  }
  const seconds = Number((error as { retryAfterSeconds?: unknown } | undefined)?.retryAfterSeconds ?? 0);
  return Number.isFinite(seconds) ? seconds * 1000 : 0;
}

function kindOf({ error, errorType }: RetryErrorInfo): keyof typeof KINDS | undefined {
  const network = networkError(error);
  if (network) return network.fault;
  const { name = "" } = (error ?? {}) as Partial<SdkError>;
  const corrected = isClockCorrected(error);
  if (corrected && UNTIMELY.test(name)) return "clock";
  // Where the clock is wrong the SDK marks every error as worth another attempt, a denial too.
  const type = corrected ? errorTypeOf(withClockCorrected(error as SdkError, false)) : errorType;
  if (type === "THROTTLING") return "throttled";
  return type === "CLIENT_ERROR" ? undefined : "server";
}

/** An error as the SDK's own middleware describes it to a strategy. */
export function faultOf(error: unknown): RetryErrorInfo {
  const sdkError = error as SdkError & { $response?: unknown };
  const retryAfterHint = getRetryAfterHint(sdkError.$response);
  return { error: sdkError, errorType: errorTypeOf(sdkError), ...(retryAfterHint && { retryAfterHint }) };
}

function errorTypeOf(error: SdkError): RetryErrorInfo["errorType"] {
  if (isThrottlingError(error)) return "THROTTLING";
  if (isTransientError(error)) return "TRANSIENT";
  return isServerError(error) ? "SERVER_ERROR" : "CLIENT_ERROR";
}
