/** Where credentials come from, and what happens when AWS calls them expired although their expiration has not passed. */
import type { AwsCredentialIdentity } from "@smithy/types";
import { Failure } from "../../model/failure.ts";
import { EXPIRED } from "../failures/error-codes.ts";
import { errorResponse } from "../failures/response.ts";

/** A source of credentials that are always current. */
export interface Credentials {
  (): Promise<AwsCredentialIdentity>;
  /** For credentials that AWS calls expired before their time: true when there are others now. */
  readonly renew?: (used: AwsCredentialIdentity) => Promise<boolean>;
}

/** As Lambda, STS and EC2 spell it, in their own error or in the `Failure` made of it. */
export function isExpired(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return EXPIRED.test(error instanceof Failure ? error.code : (errorResponse(error).name ?? ""));
}

/**
 * Calls again, once, when the credentials had expired and could be renewed.
 * @param renew its error is thrown if it fails; with `renewed` the call's own error is
 */
export async function unlessExpired<T>(
  credentials: Credentials,
  call: () => Promise<T>,
  renew: typeof renewed = async ({ renew }, used) => (await renew?.(used)) ?? false,
): Promise<T> {
  const used = await credentials();
  try {
    return await call();
  } catch (error) {
    if (isExpired(error) && (await renew(credentials, used))) return call();
    throw error;
  }
}

/** Whether there are other credentials now than those that have expired. */
export async function renewed(credentials: Credentials, used: AwsCredentialIdentity): Promise<boolean> {
  try {
    return (await credentials.renew?.(used)) ?? false;
  } catch {
    // The call's own error says more.
    return false;
  }
}
