/** Checks before a run that some base credentials work: without any, no account can be read. */
import type { Account } from "../../model/account.ts";
import { UserError } from "../../model/failure.ts";
import { keyOf } from "../credentials/bases.ts";
import { profileSource } from "../credentials/find-source.ts";
import { toFailure } from "../failures/failures.ts";
import type { AccessContext } from "./context.ts";
import { prefetch } from "./prefetch.ts";

/**
 * Throws a `UserError` when a profile is invalid, or when AWS accepts none of the base credentials.
 * @param areAll whether the run reads no other accounts
 */
export async function verifyBases(
  accounts: readonly Account[],
  context: AccessContext,
  { areAll = false } = {},
): Promise<void> {
  const files = await context.configFiles();
  for (const { base } of accounts) if (base.kind === "profile") profileSource(base.profile, files);
  const distinct = [
    ...new Map(accounts.map((account) => [keyOf(account.base, account.id), account])).values(),
  ];
  if (distinct.length === 0) return;
  await demandOne(distinct, areAll && accounts.length === 1, context);
  await proveDevices(accounts, context);
}

/** Identity Center throttles requests for the credentials of hundreds of accounts at once. */
const AT_ONCE = 8;

/** One that works is enough; the others are tried when their accounts are read. */
async function demandOne(
  accounts: readonly Account[],
  isOnly: boolean,
  context: AccessContext,
): Promise<void> {
  const errors: unknown[] = [];
  for (let i = 0; i < accounts.length; i += AT_ONCE) {
    const attempts = accounts.slice(i, i + AT_ONCE).map((account) => {
      const identity = context.baseOf(account).identity();
      if (account.roles.length === 0) prefetch(account, context, { isOnly });
      return identity;
    });
    try {
      await Promise.any(attempts);
      return;
    } catch (error) {
      errors.push(...(error as AggregateError).errors);
    }
  }
  throw noneWorks(errors);
}

/** Prompts for MFA codes before anything else is on the terminal. Failures are reported when the account is read. */
async function proveDevices(accounts: readonly Account[], { baseOf, mfa }: AccessContext): Promise<void> {
  const proofs = accounts.map(async (account) => {
    const serial = account.roles[0]?.mfaSerial;
    if (serial === undefined) return;
    const { clients, credentials, profile, region } = baseOf(account);
    await mfa.prove({ serial, profile, credentials, clients, region: await region() });
  });
  await Promise.allSettled(proofs);
}

function noneWorks(errors: readonly unknown[]): UserError {
  const [first] = errors;
  if (first instanceof UserError) return first;
  const messages = new Set(errors.map((error) => toFailure(error, "credentials").message));
  const [message = ""] = messages;
  const more =
    messages.size > 1
      ? ` (and ${messages.size - 1} other base ${messages.size === 2 ? "credential fails" : "credentials fail"})`
      : "";
  return new UserError(`${message}${more}`, undefined, { cause: first });
}
