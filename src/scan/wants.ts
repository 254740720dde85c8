import type { Account } from "../model/account.ts";
import { literalRegions } from "../model/patterns.ts";

/**
 * Whether to read a target; a resumed scan omits what an earlier report contains.
 * @param listed whether AWS listed the region as enabled in the account
 */
export type Wants = (accountId: string, region: string, listed: boolean) => boolean;

/** Omits the accounts of which nothing is to be read: their regions are given by name, and none is wanted. */
export function accountsToAccess(accounts: readonly Account[], wants: Wants): readonly Account[] {
  return accounts.filter(({ id, regions }) => {
    const named = literalRegions(regions) ?? [];
    return id === undefined || named.length === 0 || named.some((region) => wants(id, region, false));
  });
}
