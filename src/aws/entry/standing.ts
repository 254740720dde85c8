/**
 * Whether AWS still knows an account's credentials. A region that is not enabled answers as to a key that was deleted
 * in mid-run; were the latter taken for the former, functions would be missing in silence. STS tells them apart.
 */

import { abortable } from "../../model/abortable.ts";
import { Failure } from "../../model/failure.ts";

export interface Standing {
  /** Settles as the read does, but for a region taken for disabled when it is the credentials that are unknown. */
  judge<T>(read: Promise<T>, signal: AbortSignal): Promise<T>;
}

/** What STS said holds for the other regions that ask at about the same time. */
const HOLDS_MS = 10_000;

/** @param ask whose the credentials are; rejects with a `Failure`. @param via the way into the account, for people */
export function createStanding(ask: () => Promise<unknown>, via: string): Standing {
  let answer: Promise<Failure | undefined> | undefined;
  let until = 0;

  function refusal(): Promise<Failure | undefined> {
    if (!answer || Date.now() >= until) {
      until = Date.now() + HOLDS_MS;
      answer = ask().then(
        () => undefined,
        (error: unknown) => (error instanceof Failure ? revoked(error, via) : undefined),
      );
    }
    return answer;
  }

  return {
    async judge(read, signal) {
      try {
        return await read;
      } catch (error) {
        if (!(error instanceof Failure) || error.status !== "disabled") throw error;
        throw (await abortable(refusal(), signal)) ?? error;
      }
    },
  };
}

/** Undefined when STS could not be asked: then nobody knows better. */
function revoked(failure: Failure, via: string): Failure | undefined {
  if (failure.status !== "unauthenticated") return undefined;
  const message = `AWS no longer accepts the credentials of ${via}: ${failure.message}`;
  return new Failure("unauthenticated", "credentials", failure.code, message, { cause: failure });
}
