/** Into one account: base credentials, then its roles, then the check that it is the account that was meant. */
import type { Account, Role } from "../../model/account.ts";
import { Failure, UserError } from "../../model/failure.ts";
import { roleArn, roleArnParts } from "../../model/role-arn.ts";
import type { Base } from "../credentials/base.ts";
import type { Identity } from "../credentials/identity.ts";
import { type Hop, hop, type Link, sharedHop } from "../credentials/roles.ts";
import { toFailure } from "../failures/failures.ts";
import type { EnterContext } from "./context.ts";
import { prefetch } from "./prefetch.ts";
import { type AwsSession, createSession } from "./session.ts";

/** Rejects with a `Failure` of the stage `credentials` or `identity`. */
export async function enterAccount(
  account: Account,
  context: EnterContext,
  signal: AbortSignal,
): Promise<AwsSession> {
  try {
    const base = context.baseOf(account);
    const roles = await rolesOf(account, base);
    return await (roles.length === 0
      ? enterBase(account, base, context)
      : enterRoles(account, base, roles, context, signal));
  } catch (error) {
    if (!(error instanceof UserError)) throw toFailure(error, "credentials");
    // A profile or SSO session that is wrong in itself.
    const message = error.hint === undefined ? error.message : `${error.message}; ${error.hint}`;
    throw new Failure("unauthenticated", "credentials", "InvalidProfile", message, { cause: error });
  }
}

/** A role that is only a default is not assumed in the account that the base credentials belong to. */
async function rolesOf(account: Account, base: Base): Promise<Account["roles"]> {
  if (account.ownRole || account.roles.length === 0) return account.roles;
  const target = statedId(account);
  const { accountId } = await base.identity();
  return target === undefined || target === accountId ? [] : account.roles;
}

async function enterBase(account: Account, base: Base, context: EnterContext): Promise<AwsSession> {
  const begun = prefetch(account, context);
  const identity = await base.identity();
  check(account, identity, await base.label());
  return createSession({ base, link: base, identity, via: await base.label(), prefetched: await begun });
}

/**
 * The account that the way leads to, without going it: what its last role's ARN says, or else whose the base
 * credentials are. Rejects with a `Failure`.
 */
export async function accountIdOf(account: Account, context: EnterContext): Promise<string> {
  return statedId(account) ?? (await context.baseOf(account).identity()).accountId;
}

/** The account's number as it was given, or as the ARN of its last role has it. */
function statedId({ id, roles }: Account): string | undefined {
  return id ?? roleArnParts(roles.at(-1)?.role ?? "")?.accountId;
}

/** For people: the base credentials and the roles that are to be assumed, as far as they are known. Never rejects. */
export async function wayInto(account: Account, context: EnterContext): Promise<string> {
  const base = context.baseOf(account);
  // A profile that makes no sense: its fault is told where it is entered.
  const label = base.label().catch(() => `profile ${base.profile ?? "default"}`);
  if (account.roles.length === 0) return label;
  const caller = await base.identity().catch(() => undefined);
  const roles = caller ? await rolesOf(account, base) : account.roles;
  const arnOf = ({ role }: Role): string =>
    caller ? roleArn(role, { ...caller, accountId: account.id ?? caller.accountId }) : role;
  return [await label, ...roles.map(arnOf)].join(" → ");
}

async function enterRoles(
  account: Account,
  base: Base,
  roles: Account["roles"],
  { mfa }: EnterContext,
  signal: AbortSignal,
): Promise<AwsSession> {
  const named = roles.some(({ role }) => roleArnParts(role) === undefined);
  // The caller's partition, and its account where none is given. ARNs say both, so nobody need ask.
  const caller = named ? await base.identity() : undefined;
  const hopContext = {
    clients: base.clients,
    mfa,
    profile: base.profile,
    region: await base.configuredRegion(),
  };
  const hops: Hop[] = [];
  let from: Link = base;
  for (const [i, role] of roles.entries()) {
    const arn = roleArn(role.role, {
      partition: caller?.partition ?? "",
      accountId: account.id ?? caller?.accountId ?? "",
    });
    const next = (i < roles.length - 1 ? sharedHop : hop)(from, role, arn, hopContext);
    hops.push(next);
    from = next;
  }
  const via = [await base.label(), ...hops.map((each) => each.roleArn)].join(" → ");
  const last = hops.at(-1);
  if (!last) throw new Error("an account without roles is entered with its base credentials");
  const identity = await last.enter(signal);
  check(account, identity, last.roleArn);
  return createSession({ base, link: last, identity, via, prefetched: undefined });
}

function check(account: Account, identity: Identity, way: string): void {
  if (account.id === undefined || account.id === identity.accountId) return;
  const message = `account ${account.id} was expected, but account ${identity.accountId} was reached by ${way}: correct the id, the profile or the role`;
  throw new Failure("error", "identity", "WrongAccount", message);
}
