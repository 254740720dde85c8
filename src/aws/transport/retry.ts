/**
 * When and after how long a call is repeated. Through the SDK's extension point, but without the token bucket of
 * its own strategies, which all users of a client share: an account that is throttled must not cost another one
 * its attempts.
 */
import { getRetryAfterHint, isServerError, isThrottlingError, isTransientError } from "@smithy/core/retry";
import type { RetryErrorInfo, RetryStrategyV2, RetryToken, SdkError } from "@smithy/types";
import { UNTIMELY } from "../failures/error-codes.ts";
import { type NetworkFault, networkError } from "../failures/network.ts";
import { ASKED_TO_WAIT } from "../failures/response.ts";

export interface RetryOptions {
  /** Requests per call, the first included. */
  readonly maxAttempts: number;
}

export interface BoundedRetry extends RetryStrategyV2 {
  /** Ends the waits whose callers have gone, so that no timer holds the program. */
  close(): void;
}

/** What each kind of fault is worth; waits in milliseconds, doubled at each attempt and drawn from zero up. */
const KINDS = {
  /** A host that cannot be reached seldom comes back within seconds, and each attempt may take a connect timeout. */
  unreachable: { attempts: 2, baseMs: 200 },
  /** The other accounts and regions meet the same moment, and must not all be given up for it. */
  offline: { attempts: 4, baseMs: 500 },
  /** It took the request once: asking again costs the whole wait once more. */
  silent: { attempts: 2, baseMs: 200 },
  untrusted: { attempts: 1, baseMs: 0 },
  oversized: { attempts: 1, baseMs: 0 },
  reset: { attempts: Number.POSITIVE_INFINITY, baseMs: 100 },
  cut: { attempts: Number.POSITIVE_INFINITY, baseMs: 100 },
  server: { attempts: Number.POSITIVE_INFINITY, baseMs: 100 },
  /** Our clock was wrong and has been put right by the answer: the next request carries the right time. */
  clock: { attempts: 3, baseMs: 0 },
  /** The account's own quota: waiting is what helps. */
  throttled: { attempts: Number.POSITIVE_INFINITY, baseMs: 500 },
} as const satisfies Record<
  NetworkFault | "server" | "clock" | "throttled",
  { attempts: number; baseMs: number }
>;

const MAX_WAIT_MS = 20_000;
/** A server that asks for more patience than this has given up on us; to ask it sooner would be rude. */
const MAX_RETRY_AFTER_MS = 120_000;

export function createRetry({ maxAttempts }: RetryOptions): BoundedRetry {
  const waits = new Set<NodeJS.Timeout>();
  return {
    acquireInitialRetryToken: async () => FIRST,
    async refreshRetryTokenForRetry(used: RetryToken, fault: RetryErrorInfo) {
      const attempts = used.getRetryCount() + 1;
      const wait = waitBefore(attempts + 1, fault, maxAttempts);
      if (wait === undefined) throw new Error("no attempt is left");
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

/** Milliseconds to wait before the given attempt (2 is the first repetition); undefined: do not repeat. */
export function waitBefore(attempt: number, fault: RetryErrorInfo, maxAttempts: number): number | undefined {
  const kind = kindOf(fault);
  if (!kind || attempt > Math.min(maxAttempts, KINDS[kind].attempts)) return undefined;
  const ceiling = Math.min(MAX_WAIT_MS, KINDS[kind].baseMs * 2 ** (attempt - 2));
  const asked = askedWait(fault);
  if (asked > Math.min(MAX_RETRY_AFTER_MS, timeLeft(fault))) {
    if (fault.error instanceof Error) Object.assign(fault.error, { [ASKED_TO_WAIT]: asked });
    return undefined;
  }
  return Math.max(asked, Math.random() * ceiling);
}

/** What the caller had left when the response came; our request handler adds it. */
function timeLeft({ error }: RetryErrorInfo): number {
  const { $response } = (error ?? {}) as { $response?: { timeLeftMs?: number } };
  return $response?.timeLeftMs ?? Number.POSITIVE_INFINITY;
}

/** Retry-After in milliseconds from now: the header as the SDK parsed it, or Lambda's `retryAfterSeconds`. */
function askedWait({ error, retryAfterHint }: RetryErrorInfo): number {
  if (retryAfterHint) {
    const wait = retryAfterHint.getTime() - Date.now();
    // A number that no date can hold.
    return Number.isNaN(wait) ? Number.POSITIVE_INFINITY : wait;
  }
  const seconds = Number((error as { retryAfterSeconds?: unknown } | undefined)?.retryAfterSeconds ?? 0);
  return Number.isFinite(seconds) ? seconds * 1000 : 0;
}

function kindOf({ error, errorType }: RetryErrorInfo): keyof typeof KINDS | undefined {
  const network = networkError(error);
  if (network) return network.fault;
  const { $metadata, name = "" } = (error ?? {}) as Partial<SdkError>;
  const corrected = $metadata?.clockSkewCorrected === true;
  if (corrected && UNTIMELY.test(name)) return "clock";
  const type = corrected ? errorTypeOf(apartFromClock(error as SdkError)) : errorType;
  if (type === "THROTTLING") return "throttled";
  return type === "CLIENT_ERROR" ? undefined : "server";
}

/** Where our clock is wrong the SDK marks every error as worth another try, a denial as well. */
function apartFromClock(error: SdkError): SdkError {
  const $metadata = { ...error.$metadata, clockSkewCorrected: false };
  return Object.create(error, { $metadata: { value: $metadata } }) as SdkError;
}

/** An error as the SDK's own middleware would describe it to a strategy. */
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
