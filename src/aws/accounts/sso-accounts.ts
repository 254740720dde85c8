/** The accounts of an Identity Center session: which role each is read with, and which has none of those named. */
import type { Account, AccountList, SkippedAccount } from "../../model/account.ts";
import { UserError } from "../../model/failure.ts";
import { byCodePoint } from "../../model/order.ts";
import type { RegionChoice } from "../../model/patterns.ts";
import type { Sso, SsoAccount } from "../credentials/sso.ts";
import { toFailure } from "../failures/failures.ts";

export interface SsoRequest {
  readonly session: string;
  /** The first that is granted in an account is used there. */
  readonly ssoRoles: readonly string[];
  readonly regions: RegionChoice;
}

/** In the order of their ids. Throws a `UserError` when the portal cannot be asked, or when no account is left. */
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
  if (accounts.length === 0) throw noneGranted(request, found);
  return { accounts, skipped };
}

function accountOf({ id, name }: SsoAccount, role: string, { session, regions }: SsoRequest): Account {
  return { id, name, base: { kind: "sso", session, role }, roles: [], ownRole: true, regions, tags: [] };
}

function without({ id, name, roles }: SsoAccount, session: string): SkippedAccount {
  const granted = roles.length === 0 ? "no role is" : `only ${[...roles].sort(byCodePoint).join(", ")}`;
  return { id, name, via: `sso ${session}`, reason: `none of the named roles is granted, ${granted}` };
}

function noneGranted({ session, ssoRoles }: SsoRequest, found: readonly SsoAccount[]): UserError {
  if (found.length === 0) {
    return new UserError(
      `SSO session "${session}" gives access to no account`,
      "Ask for a permission set to be assigned to you.",
    );
  }
  const all = [...new Set(found.flatMap(({ roles }) => roles))].sort(byCodePoint);
  const named = ssoRoles.map((role) => `"${role}"`).join(", ");
  return new UserError(
    `SSO session "${session}" grants ${named} in none of its ${found.length} accounts`,
    `Granted are: ${all.join(", ")}. Name one of them with --sso-role.`,
  );
}
