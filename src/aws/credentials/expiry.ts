/** Credentials that AWS calls expired although they were current by their own account. */
import type { AwsCredentialIdentity } from "@smithy/types";
import { Failure } from "../../model/failure.ts";
import { EXPIRED } from "../failures/error-codes.ts";
import type { Credentials } from "../transport/clients.ts";

/** As Lambda, STS and EC2 spell it, whether it has been judged already or not. */
export function isExpired(error: unknown): boolean {
  return error instanceof Error && EXPIRED.test(error instanceof Failure ? error.code : error.name);
}

/** Calls again, once, when the credentials were found expired and could be renewed. */
export async function unlessExpired<T>(credentials: Credentials, call: () => Promise<T>): Promise<T> {
  const used = await credentials();
  try {
    return await call();
  } catch (error) {
    if (isExpired(error) && (await credentials.renew?.(used))) return call();
    throw error;
  }
}

/** Whether there are other credentials now than those that have ended. */
export async function renewed(credentials: Credentials, used: AwsCredentialIdentity): Promise<boolean> {
  try {
    return (await credentials.renew?.(used)) ?? false;
  } catch {
    // The call's own failure says more.
    return false;
  }
}
