/** Accounts from profiles: each account once, though several profiles lead to it. */
import type { Account, AccountList, Role, SkippedAccount } from "../../model/account.ts";
import { UserError } from "../../model/failure.ts";
import type { RegionChoice } from "../../model/patterns.ts";
import { profilesWithCredentials, readConfigFiles } from "../credentials/profiles.ts";
import { accountIdOf, type EnterContext } from "../entry/enter.ts";
import { prefetch } from "../entry/prefetch.ts";
import { verifyBases } from "../entry/verify.ts";
import { askEach } from "../transport/ask-each.ts";

export interface ProfilesRequest {
  /** Undefined: every profile that holds a way to credentials. */
  readonly names: readonly string[] | undefined;
  /** Assumed from each profile. */
  readonly roles: readonly Role[];
  readonly regions: RegionChoice;
}

/**
 * Asks each profile whose it is. One that does not lead to credentials stays in the list, so that the ledger names
 * it; with `names` one that cannot work is a `UserError`, as is that none works at all.
 */
export async function listProfiles(request: ProfilesRequest, context: EnterContext): Promise<AccountList> {
  const files = await readConfigFiles(context.env);
  const names = request.names ?? profilesWithCredentials(files);
  if (names.length === 0) {
    throw new UserError(
      `no profile with credentials in ${files.places}`,
      "Run: aws configure, or aws configure sso",
    );
  }
  const accounts = names.map((profile) => profileAccount(profile, request));
  const [only] = accounts;
  if (only && accounts.length === 1 && request.roles.length === 0) prefetch(only, context);
  // A few at a time: hundreds of profiles of Identity Center ask one portal, which throttles early.
  const owners = await askEach(accounts, (account) => ownerOf(account, context));
  if (request.names || owners.every((owner) => owner === undefined)) await verifyBases(accounts, context);
  return eachOnce(accounts, owners);
}

function profileAccount(profile: string, { roles, regions }: ProfilesRequest): Account {
  return {
    id: undefined,
    name: profile,
    base: { kind: "profile", profile },
    roles,
    ownRole: true,
    regions,
    tags: [],
  };
}

async function ownerOf(account: Account, context: EnterContext): Promise<string | undefined> {
  try {
    return await accountIdOf(account, context);
  } catch {
    // Told when the account is entered, or by `verifyBases`.
    return undefined;
  }
}

function eachOnce(accounts: readonly Account[], owners: readonly (string | undefined)[]): AccountList {
  const read: Account[] = [];
  const skipped: SkippedAccount[] = [];
  const used = new Map<string, string>();
  for (const [i, account] of accounts.entries()) {
    const id = owners[i];
    const first = id === undefined ? undefined : used.get(id);
    if (id !== undefined && first !== undefined) {
      const reason = `read with profile ${first}, which leads to the same account`;
      skipped.push({ id, name: account.name, via: `profile ${account.name}`, reason });
      continue;
    }
    if (id !== undefined) used.set(id, account.name);
    read.push({ ...account, id });
  }
  return { accounts: read, skipped };
}
