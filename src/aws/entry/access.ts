/**
 * Accesses one account: base credentials, then its roles, then the check that it is the expected account. An account
 * enters, a session for reading it leaves. Another account than expected is a failure, and nothing of it is read.
 */
import type { Account, Role } from "../../model/account.ts";
import { Failure, UserError } from "../../model/failure.ts";
import { roleArn, roleArnParts } from "../../model/role-arn.ts";
import type { Base } from "../credentials/base.ts";
import type { Identity } from "../credentials/identity.ts";
import { type Credential, type RoleStep, roleStep, sharedRoleStep } from "../credentials/role-steps.ts";
import { toFailure } from "../failures/failures.ts";
import type { AccessContext } from "./context.ts";
import { prefetch } from "./prefetch.ts";
import { type AwsSession, createSession } from "./session.ts";

/** Rejects with a `Failure` of the stage `credentials` or `identity`. */
export async function accessAccount(
  account: Account,
  context: AccessContext,
  signal: AbortSignal,
): Promise<AwsSession> {
  try {
    const base = context.baseOf(account);
    const roles = await rolesOf(account, base);
    return await (roles.length === 0
      ? accessWithBase(account, base, context)
      : accessWithRoles({ ...account, roles }, base, context, signal));
  } catch (error) {
    if (!(error instanceof UserError)) throw toFailure(error, "credentials");
    // An invalid profile or SSO session.
    const message = error.hint === undefined ? error.message : `${error.message}; ${error.hint}`;
    throw new Failure("unauthenticated", "credentials", "InvalidProfile", message, { cause: error });
  }
}

/** A default role is not assumed in the account that the base credentials already belong to. */
async function rolesOf(account: Account, base: Base): Promise<Account["roles"]> {
  if (account.ownRole || account.roles.length === 0) return account.roles;
  const target = statedId(account);
  const { accountId } = await base.identity();
  return target === undefined || target === accountId ? [] : account.roles;
}

async function accessWithBase(account: Account, base: Base, context: AccessContext): Promise<AwsSession> {
  const begun = prefetch(account, context);
  const identity = await base.identity();
  check(account, identity, await base.label());
  const prefetched = await begun;
  return createSession({
    base,
    credential: base,
    identity,
    via: await base.label(),
    prefetched: prefetched.partition === identity.partition ? prefetched : undefined,
    images: context.images,
  });
}

/**
 * The account's id, without assuming a role: from its last role's ARN, or else that of the base credentials. Rejects
 * with a `Failure`.
 */
export async function accountIdOf(account: Account, context: AccessContext): Promise<string> {
  return statedId(account) ?? (await context.baseOf(account).identity()).accountId;
}

/** The account's id as configured, or from the ARN of its last role. */
function statedId({ id, roles }: Account): string | undefined {
  return id ?? roleArnParts(roles.at(-1)?.role ?? "")?.accountId;
}

/** For people: the base credentials and the roles that would be assumed, as far as they are known. Never rejects. */
export async function accessPath(account: Account, context: AccessContext): Promise<string> {
  const base = context.baseOf(account);
  // The error of an invalid profile is reported when the account is read.
  const label = base.label().catch(() => `profile ${base.profile ?? "default"}`);
  if (account.roles.length === 0) return label;
  const caller = await base.identity().catch(() => undefined);
  const roles = caller ? await rolesOf(account, base) : account.roles;
  const arnOf = ({ role }: Role): string =>
    caller ? roleArn(role, { ...caller, accountId: account.id ?? caller.accountId }) : role;
  return [await label, ...roles.map(arnOf)].join(" → ");
}

async function accessWithRoles(
  account: Account,
  base: Base,
  { mfa, images }: AccessContext,
  signal: AbortSignal,
): Promise<AwsSession> {
  const { roles } = account;
  const named = roles.some(({ role }) => roleArnParts(role) === undefined);
  // Gives the partition, and the account if it has no id. An ARN contains both.
  const caller = named ? await base.identity() : undefined;
  const roleContext = {
    clients: base.clients,
    mfa,
    profile: base.profile,
    region: await base.configuredRegion(),
  };
  const steps: RoleStep[] = [];
  let from: Credential = base;
  for (const [i, role] of roles.entries()) {
    const arn = roleArn(role.role, {
      partition: caller?.partition ?? "",
      accountId: account.id ?? caller?.accountId ?? "",
    });
    const next = (i < roles.length - 1 ? sharedRoleStep : roleStep)(from, role, arn, roleContext);
    steps.push(next);
    from = next;
  }
  const via = [await base.label(), ...steps.map((each) => each.roleArn)].join(" → ");
  const last = steps.at(-1);
  if (!last) throw new Error("accessWithRoles requires at least one role");
  const identity = await last.assume(signal);
  check(account, identity, last.roleArn);
  return createSession({ base, credential: last, identity, via, prefetched: undefined, images });
}

function check(account: Account, identity: Identity, via: string): void {
  if (account.id === undefined || account.id === identity.accountId) return;
  const message = `expected account ${account.id}, but reached account ${identity.accountId} through ${via}: fix the id, the profile or the role`;
  throw new Failure("error", "identity", "WrongAccount", message);
}
