/** Credentials that AWS calls expired although they were current by their own account. */

import { EXPIRED } from "../failures/error-codes.ts";
import type { Credentials } from "../transport/clients.ts";

/** As Lambda, STS and EC2 spell it. */
export function isExpired(error: unknown): boolean {
  return error instanceof Error && EXPIRED.test(error.name);
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
