/** The accounts of an Identity Center session, each with the first of the permission sets that is assigned there. */
import { type Account, type AccountList, baseAccount, type SkippedAccount } from "../../model/account.ts";
import { UserError } from "../../model/failure.ts";
import { nearest } from "../../model/nearest.ts";
import { byCodePoint } from "../../model/order.ts";
import type { RegionChoice } from "../../model/patterns.ts";
import type { Sso, SsoAccount } from "../credentials/sso.ts";
import { toFailure } from "../failures/failures.ts";

export interface SsoRequest {
  readonly session: string;
  /** In order of preference. */
  readonly ssoRoles: readonly string[];
  readonly regions: RegionChoice;
}

/** Sorted by id. Throws a `UserError` when the portal cannot be called, or when no account is left. */
export async function listSso(request: SsoRequest, sso: Sso): Promise<AccountList> {
  const { session, ssoRoles } = request;
  const found = await sso.accounts(session).catch((cause: unknown) => {
    throw cause instanceof UserError
      ? cause
      : new UserError(toFailure(cause, "credentials").message, undefined, { cause });
  });
  const accounts: Account[] = [];
  const skipped: SkippedAccount[] = [];
  for (const each of [...found].sort((a, b) => byCodePoint(a.id, b.id))) {
    const role = ssoRoles.find((name) => each.roles.includes(name));
    if (role === undefined) skipped.push(without(each, session));
    else accounts.push(accountOf(each, role, request));
  }
  if (accounts.length === 0) throw noneAssigned(request, found);
  const facts = new Map(found.flatMap(({ id, email }) => (email === "" ? [] : [[id, { email }] as const])));
  return { accounts, skipped, facts };
}

function accountOf({ id, name }: SsoAccount, role: string, { session, regions }: SsoRequest): Account {
  return { ...baseAccount({ kind: "sso", session, role }, regions), id, name };
}

function without({ id, name, roles }: SsoAccount, session: string): SkippedAccount {
  const assigned = [...roles].sort(byCodePoint).join(", ") || "none";
  const reason = `none of the --sso-role permission sets is assigned here (assigned: ${assigned})`;
  return { id, name, via: `sso ${session}`, reason };
}

function noneAssigned({ session, ssoRoles }: SsoRequest, found: readonly SsoAccount[]): UserError {
  if (found.length === 0) {
    return new UserError(
      `SSO session "${session}" has no accounts`,
      "Ask your administrator to assign you a permission set.",
    );
  }
  const all = [...new Set(found.flatMap(({ roles }) => roles))].sort(byCodePoint);
  const named = ssoRoles.map((role) => `"${role}"`).join(", ");
  const [meant] = ssoRoles.flatMap((role) => nearest(role, all) ?? []);
  const what = ssoRoles.length === 1 ? `permission set ${named} is` : `permission sets ${named} are`;
  return new UserError(
    `SSO session "${session}": ${what} not assigned to you in any account (${found.length} found)`,
    `${meant === undefined ? "" : `Did you mean ${meant}? `}Available: ${all.join(", ")}. Pass one with --sso-role.`,
  );
}
