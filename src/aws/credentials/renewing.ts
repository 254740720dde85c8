/** Credentials that renew themselves shortly before they end, or when AWS says that they have ended. */
import type { AwsCredentialIdentity } from "@smithy/types";

/** As the SDK has it: what has this long to live is renewed. */
const WINDOW_MS = 300_000;
/** A renewal that failed is not tried again by each of the calls that wait for it. */
const FAILURE_STANDS_MS = 10_000;

export interface RenewingCredentials {
  (): Promise<AwsCredentialIdentity>;
  /** Tells the SDK's clients to ask every time: only then does a renewal reach all of them. */
  readonly memoized: true;
  /**
   * For credentials that AWS calls expired although our clock does not: renews them, once however many calls held
   * the same ones. False when the source gave the same credentials again, so that asking AWS again is idle.
   */
  renew(used: AwsCredentialIdentity): Promise<boolean>;
  /** The credentials, loaded under the caller's time allowance if they are not there yet. */
  begin(signal: AbortSignal | undefined): Promise<AwsCredentialIdentity>;
}

export function renewing(
  load: (signal?: AbortSignal) => Promise<AwsCredentialIdentity>,
): RenewingCredentials {
  let current: AwsCredentialIdentity | undefined;
  let renewAt = Number.POSITIVE_INFINITY;
  let pending: Promise<AwsCredentialIdentity> | undefined;
  let failure: { readonly error: unknown; readonly until: number } | undefined;

  async function attempt(signal?: AbortSignal): Promise<AwsCredentialIdentity> {
    try {
      current = await load(signal);
      renewAt = renewalTime(current, Date.now());
      failure = undefined;
      return current;
    } catch (error) {
      failure = { error, until: Date.now() + FAILURE_STANDS_MS };
      throw error;
    } finally {
      pending = undefined;
    }
  }

  const refresh = (signal?: AbortSignal): Promise<AwsCredentialIdentity> => {
    if (failure && Date.now() < failure.until) return Promise.reject(failure.error);
    pending ??= attempt(signal);
    return pending;
  };

  async function begin(signal?: AbortSignal): Promise<AwsCredentialIdentity> {
    const held = current;
    if (held && Date.now() < renewAt) return held;
    try {
      return await refresh(signal);
    } catch (error) {
      // Renewed early, so there is time to try again.
      if (held?.expiration && Date.now() < held.expiration.getTime()) return held;
      throw error;
    }
  }

  async function renew(used: AwsCredentialIdentity): Promise<boolean> {
    const held = current === used ? await refresh() : await begin();
    return held.accessKeyId !== used.accessKeyId || held.sessionToken !== used.sessionToken;
  }

  // The SDK calls it with an argument of its own.
  const provide = (): Promise<AwsCredentialIdentity> => begin();
  return Object.assign(provide, { memoized: true as const, renew, begin });
}

/**
 * Never before a quarter of the time left has gone: sources hand out what is about to end and has no successor yet.
 * What is over by our clock as soon as it came shows that the clock is wrong; AWS will say when it ends.
 */
function renewalTime({ expiration }: AwsCredentialIdentity, now: number): number {
  if (!expiration) return Number.POSITIVE_INFINITY;
  const left = expiration.getTime() - now;
  return left <= 0 ? Number.POSITIVE_INFINITY : now + Math.max(left - WINDOW_MS, left * 0.75);
}
