/** Accounts from profiles: each account once, even if several profiles lead to it. */
import {
  type Account,
  type AccountList,
  baseAccount,
  type Role,
  type SkippedAccount,
} from "../../model/account.ts";
import { UserError } from "../../model/failure.ts";
import type { RegionChoice } from "../../model/patterns.ts";
import { type IgnoredProfile, ignoredProfiles, profilesWithCredentials } from "../credentials/find-source.ts";
import { accountIdOf } from "../entry/access.ts";
import type { AccessContext } from "../entry/context.ts";
import { prefetch } from "../entry/prefetch.ts";
import { verifyBases } from "../entry/verify.ts";
import { askEach } from "../transport/ask-each.ts";

export interface ProfilesRequest {
  /** Undefined: every profile that has credentials. */
  readonly names: readonly string[] | undefined;
  /** Assumed from each profile. */
  readonly roles: readonly Role[];
  readonly regions: RegionChoice;
}

/**
 * Finds the account of each profile. A profile whose credentials do not work stays in the list, so that it appears in
 * the ledger. Throws a `UserError` when none works, or when one of `names` cannot work.
 */
export async function listProfiles(request: ProfilesRequest, context: AccessContext): Promise<AccountList> {
  const files = await context.configFiles();
  if (files.unreadable) throw files.unreadable;
  const names = request.names ?? profilesWithCredentials(files);
  const ignored = request.names ? [] : ignoredProfiles(files);
  if (names.length === 0) {
    throw new UserError(
      `no profile with credentials in ${files.places}`,
      ignored[0]?.reason ?? "Run: aws configure, or aws configure sso",
    );
  }
  const accounts = names.map((profile) => profileAccount(profile, request));
  const [only] = accounts;
  if (only && accounts.length === 1 && request.roles.length === 0) prefetch(only, context, { isOnly: true });
  // A few at a time: hundreds of profiles of Identity Center call one portal, which throttles early.
  const owners = await askEach(accounts, (account) => ownerOf(account, context));
  if (request.names || owners.every((owner) => owner === undefined)) await verifyBases(accounts, context);
  const listed = eachOnce(accounts, owners);
  return { ...listed, skipped: [...listed.skipped, ...ignored.map(skippedSection)] };
}

/** Sections that even the AWS CLI ignores are reported: nothing is left out silently. */
function skippedSection({ header, reason }: IgnoredProfile): SkippedAccount {
  return { id: "", name: header, via: "AWS config file", reason };
}

function profileAccount(profile: string, { roles, regions }: ProfilesRequest): Account {
  return { ...baseAccount({ kind: "profile", profile }, regions), name: profile, roles };
}

async function ownerOf(account: Account, context: AccessContext): Promise<string | undefined> {
  try {
    return await accountIdOf(account, context);
  } catch {
    // Reported when the account is read, or by `verifyBases`.
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
      const reason = `already read through profile ${first} (same account)`;
      skipped.push({ id, name: account.name, via: `profile ${account.name}`, reason });
      continue;
    }
    if (id !== undefined) used.set(id, account.name);
    read.push({ ...account, id });
  }
  return { accounts: read, skipped };
}
