/**
 * Base credentials are what a run starts from: those of the environment, of a profile or of Identity Center. An account
 * enters; its base leaves, with credentials that renew themselves. Accounts that start alike share one base, so each is
 * loaded once and its owner is looked up once.
 */
import type { Account, BaseCredentials } from "../../model/account.ts";
import { mainRegion } from "../../model/partitions.ts";
import { literalRegions } from "../../model/patterns.ts";
import { roleArnParts } from "../../model/role-arn.ts";
import type { Base, BaseContext } from "./base.ts";
import { chainBase } from "./chain-base.ts";
import { ssoBase } from "./sso-base.ts";

/** Returns the same base for all accounts that start from it. */
export function createBases(context: BaseContext): (account: Account) => Base {
  const known = new Map<string, Base>();
  return (account) => {
    const { base } = account;
    const key = keyOf(base, account.id);
    const found =
      known.get(key) ??
      (base.kind === "sso" ? ssoBase(base, account, context) : chainBase(base, hintOf(account), context));
    known.set(key, found);
    return found;
  };
}

export function keyOf(base: BaseCredentials, accountId: string | undefined): string {
  switch (base.kind) {
    case "default":
      return "default";
    case "profile":
      return `profile ${base.profile}`;
    case "sso":
      return `sso ${base.session} ${base.role} ${accountId}`;
  }
}

/** A region of the account's likely partition, for when no region is configured: from its regions or its role. */
function hintOf({ regions, roles }: Account): string | undefined {
  const [named] = literalRegions(regions) ?? [];
  const role = roles.map((each) => roleArnParts(each.role)).find((parts) => parts !== undefined);
  return named ?? (role && mainRegion(role.partition));
}
