import type { Account, BaseCredentials, Role } from "../model/account.ts";
import { UserError } from "../model/failure.ts";
import type { RegionChoice } from "../model/patterns.ts";
import { roleArnParts } from "../model/role-arn.ts";
import type { AccountEntry, AccountsFile } from "./accounts-file.ts";
import { OWN_ROLE_HINT } from "./consistency.ts";
import type { Settings } from "./settings.ts";

/** Settings of the command line and the environment; each overrides the file. */
export interface AccountOverrides {
  /** The first one provides the base credentials. */
  readonly profiles: readonly string[];
  readonly role: string | undefined;
  readonly externalId: string | undefined;
  readonly sessionName: string | undefined;
  readonly regions: RegionChoice;
}

/**
 * The accounts of a file. What an account does not set comes from the file's `defaults`; `overrides` win over both.
 * Throws UserError when `--role` is the ARN of a role in another account.
 */
export function accountsFromFile(file: AccountsFile, overrides: AccountOverrides): Account[] {
  return file.accounts.map((entry) => {
    checkOwnRole(entry, overrides);
    return {
      id: entry.id,
      name: entry.name,
      base: baseOf(entry, file.defaults, overrides),
      roles: rolesOf(entry, file.defaults, overrides),
      ownRole: overrides.role === undefined && entry.role !== undefined && entry.role.length > 0,
      regions: regionsOf(entry, file.defaults, overrides),
      tags: entry.tags,
    };
  });
}

function checkOwnRole({ id, place }: AccountEntry, { role }: AccountOverrides): void {
  const owner = role === undefined ? undefined : roleArnParts(role)?.accountId;
  if (owner === undefined || owner === id) return;
  throw new UserError(
    `--role: ${role} is a role of account ${owner}, not of ${id} (${place})`,
    OWN_ROLE_HINT,
  );
}

function baseOf(
  entry: Settings,
  defaults: Settings,
  { profiles: [override] }: AccountOverrides,
): BaseCredentials {
  const profile = override ?? entry.profile ?? (entry.sso === undefined ? defaults.profile : undefined);
  if (profile !== undefined) return { kind: "profile", profile };
  const session = entry.sso ?? defaults.sso;
  const role = entry.ssoRole ?? defaults.ssoRole;
  return session !== undefined && role !== undefined ? { kind: "sso", session, role } : { kind: "default" };
}

function rolesOf(entry: Settings, defaults: Settings, overrides: AccountOverrides): Role[] {
  const chain: readonly Role[] =
    overrides.role === undefined ? (entry.role ?? defaults.role ?? []) : [{ ...BARE, role: overrides.role }];
  return chain.map((step, index) => ({
    role: step.role,
    externalId: overrides.externalId ?? step.externalId ?? entry.externalId ?? defaults.externalId,
    sessionName: overrides.sessionName ?? step.sessionName ?? entry.sessionName ?? defaults.sessionName,
    // An MFA device belongs to the user who starts the chain; roles have none.
    mfaSerial: step.mfaSerial ?? (index === 0 ? (entry.mfaSerial ?? defaults.mfaSerial) : undefined),
  }));
}

const BARE = { externalId: undefined, sessionName: undefined, mfaSerial: undefined } as const;

/** Included and excluded regions each come from the first source that sets them. */
function regionsOf(entry: Settings, defaults: Settings, { regions }: AccountOverrides): RegionChoice {
  return {
    include: regions.include ?? entry.regions ?? defaults.regions,
    exclude: regions.exclude ?? entry.excludeRegions ?? defaults.excludeRegions,
  };
}
