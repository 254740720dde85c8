import type { AccountNames } from "../model/coverage.ts";
import { byCodePoint } from "../model/order.ts";

/** Identifies an account across reports; one whose id is unknown is identified by its name. */
export function accountKey({ accountId, accountName }: AccountNames): string {
  return accountId === "" ? labelKey(accountName) : accountId;
}

export function labelKey(accountName: string): string {
  return `label ${accountName}`;
}

/** Identifies an account × region across reports. */
export function cellKey(place: AccountNames & { readonly region: string }): string {
  return `${accountKey(place)}\n${place.region}`;
}

/** The order of accounts, and of the ledger, in a report. */
export function byAccount(a: AccountNames, b: AccountNames): number {
  return byCodePoint(a.accountId, b.accountId) || byCodePoint(a.accountName, b.accountName);
}
