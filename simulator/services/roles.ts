import type { Estate, EstateAccount, EstateRole } from "../estate/estate.ts";
import { globs } from "../globs.ts";
import type { Caller } from "../wire/call.ts";
import { WireError } from "../wire/errors.ts";
import { unsealed } from "../wire/keys.ts";
import type { World } from "./service.ts";

interface Found {
  readonly role: EstateRole;
  readonly account: EstateAccount;
}

/** The role with this ARN, in any account; undefined when it does not exist. */
export function roleAt(estate: Estate, arn: string): Found | undefined {
  const [, partition, accountId = "", name] = /^arn:([a-z-]+):iam::(\d{12}):role\/(.+)$/.exec(arn) ?? [];
  const account = estate.account(accountId);
  const role = account?.roles.find((candidate) => candidate.name === name);
  return account && role && account.partition === partition ? { role, account } : undefined;
}

interface Request {
  readonly roleArn: string;
  readonly caller: Caller;
  readonly externalId: string | undefined;
  readonly mfa: boolean;
}

/** AWS returns the same error for a missing role, a trust policy that excludes the caller and a wrong external id. */
export function assumableRole(estate: Estate, { roleArn, caller, externalId, mfa }: Request): Found {
  if (!/^arn:[a-z-]+:iam::\d{12}:role\/.+$/.test(roleArn)) {
    throw new WireError(400, "ValidationError", `${roleArn} is invalid`);
  }
  const found = roleAt(estate, roleArn);
  if (
    found?.account.state !== "ACTIVE" ||
    !trusts(found.role, caller) ||
    (found.role.externalId !== undefined && found.role.externalId !== externalId) ||
    (found.role.mfa && !mfa)
  ) {
    const message = `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`;
    throw new WireError(403, "AccessDenied", message);
  }
  return found;
}

function trusts(role: EstateRole, caller: Caller): boolean {
  return globs(role.trusts)(caller.accountId) || role.trusts.includes(caller.roleArn || caller.arn);
}

/** The role that a web identity token may assume. */
export function webIdentityRole(world: World, roleArn: string, token: string): Found & { subject: string } {
  const claims = unsealed(token);
  if (typeof claims !== "object" || claims === null || !("subject" in claims) || !("expiresAt" in claims)) {
    throw new WireError(
      400,
      "InvalidIdentityToken",
      "The web identity token that was passed could not be validated by AWS.",
    );
  }
  if (Number(claims.expiresAt) <= world.now().getTime()) {
    throw new WireError(
      400,
      "ExpiredTokenException",
      "Token expired: current date/time must be before the expiration date/time",
    );
  }
  const subject = String(claims.subject);
  const found = roleAt(world.estate, roleArn);
  if (found?.account.state !== "ACTIVE" || !globs(found.role.webIdentitySubjects)(subject)) {
    throw new WireError(403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity");
  }
  return { ...found, subject };
}

/** Chained sessions last an hour at most. */
export function validDuration(asked: string | null, longest: number, chained: boolean): number {
  const seconds = Number(asked ?? "3600");
  if (!(seconds >= 900)) {
    throw new WireError(
      400,
      "ValidationError",
      `1 validation error detected: Value '${asked}' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900`,
    );
  }
  if (chained && seconds > 3600) {
    throw new WireError(
      400,
      "ValidationError",
      "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
    );
  }
  if (seconds > longest) {
    throw new WireError(
      400,
      "ValidationError",
      "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    );
  }
  return seconds;
}
