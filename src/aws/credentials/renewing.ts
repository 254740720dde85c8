/** Credentials that are renewed shortly before they expire, or when AWS reports that they have expired. */
import type { AwsCredentialIdentity } from "@smithy/types";

/** Credentials are renewed when they expire within this time, as in the SDK. */
const WINDOW_MS = 300_000;
/** After a failed renewal, the calls that wait for it do not each try again. */
const RETRY_AFTER_MS = 10_000;

export interface RenewingCredentials {
  (): Promise<AwsCredentialIdentity>;
  /** Makes the SDK's clients call this for each request; otherwise a renewal would not reach all of them. */
  readonly memoized: true;
  /**
   * For credentials that AWS reports as expired although they are not by our clock. They are renewed once, however many
   * calls used them. False when the source returned the same credentials, so that a retry is pointless.
   */
  renew(used: AwsCredentialIdentity): Promise<boolean>;
  /** The credentials. If they are not loaded yet, loading them counts against the caller's time limit. */
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
      failure = { error, until: Date.now() + RETRY_AFTER_MS };
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
      // The renewal was early, so there is time to try again.
      if (held?.expiration && Date.now() < held.expiration.getTime()) return held;
      throw error;
    }
  }

  async function renew(used: AwsCredentialIdentity): Promise<boolean> {
    const held = current === used ? await refresh() : await begin();
    return held.accessKeyId !== used.accessKeyId || held.sessionToken !== used.sessionToken;
  }

  // The SDK passes an argument, which is ignored.
  const provide = (): Promise<AwsCredentialIdentity> => begin();
  return Object.assign(provide, { memoized: true as const, renew, begin });
}

/**
 * Not before three quarters of the remaining time have passed: a source may return credentials that expire soon and
 * cannot be replaced yet. If new credentials are already expired by our clock, the clock is wrong, and AWS decides.
 */
function renewalTime({ expiration }: AwsCredentialIdentity, now: number): number {
  if (!expiration) return Number.POSITIVE_INFINITY;
  const left = expiration.getTime() - now;
  return left <= 0 ? Number.POSITIVE_INFINITY : now + Math.max(left - WINDOW_MS, left * 0.75);
}
