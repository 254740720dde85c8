import { createHash } from "node:crypto";
import type { AccountList } from "../model/account.ts";
import { UserError } from "../model/failure.ts";
import { nearest } from "../model/nearest.ts";
import type { Patterns } from "../model/patterns.ts";
import { quoted } from "../model/quoted.ts";
import { isGlob } from "./patterns.ts";

export interface AccountChoice {
  readonly account: Patterns | undefined;
  readonly excludeAccount: Patterns | undefined;
}

/** An account as far as a choice needs it; `id` is undefined where nobody has said it yet. */
interface Named {
  readonly id: string | undefined;
  readonly name: string;
}

/**
 * Keeps and drops accounts by id or name. Throws UserError when none is left, and when an account that was asked
 * for by its plain id or name is not there: it would be missing in silence.
 */
export function selectAccounts(list: AccountList, choice: AccountChoice): AccountList {
  const all = [...list.accounts, ...list.skipped];
  for (const wanted of choice.account?.source ?? []) {
    if (!isGlob(wanted) && !all.some((account) => names(account).includes(wanted)))
      throw notThere(wanted, all);
  }
  const accounts = list.accounts.filter((account) => keeps(account, choice));
  if (accounts.length === 0) throw nothingLeft(list, choice);
  return { accounts, skipped: list.skipped.filter((account) => keeps(account, choice)) };
}

function keeps(account: Named, { account: wanted, excludeAccount: unwanted }: AccountChoice): boolean {
  const labels = names(account);
  const isWanted = !wanted || labels.some((label) => wanted.matches(label));
  return isWanted && !(unwanted && labels.some((label) => unwanted.matches(label)));
}

function names({ id, name }: Named): string[] {
  return [id, name].filter((label) => label !== undefined && label !== "") as string[];
}

function notThere(wanted: string, all: readonly Named[]): UserError {
  const meant = nearest(wanted, all.flatMap(names));
  const suggestion = meant === undefined ? "" : `Did you mean ${meant}? `;
  return new UserError(
    `--account: ${quoted(wanted)} is none of the ${countText(all)}`,
    `${suggestion}\`lambda-inventory accounts\` shows them.`,
  );
}

function nothingLeft(
  { accounts, skipped }: AccountList,
  { account, excludeAccount }: AccountChoice,
): UserError {
  const filters = [
    ...(account ? [`--account ${account.source.join(",")}`] : []),
    ...(excludeAccount ? [`--exclude-account ${excludeAccount.source.join(",")}`] : []),
  ];
  if (filters.length === 0 || accounts.length === 0) {
    const reasons = skipped.length === 0 ? "" : `: all ${skipped.length} that were found are skipped`;
    return new UserError(
      `no account to read${reasons}`,
      "`lambda-inventory accounts` says why each is skipped.",
    );
  }
  return new UserError(
    `${filters.join(" and ")} leaves none of ${countText(accounts)}`,
    "`lambda-inventory accounts` shows their ids and names.",
  );
}

function countText({ length }: readonly unknown[]): string {
  return length === 1 ? "1 account" : `${length} accounts`;
}

/** Which of `count` parts an account belongs to, from 1; by its id alone, so that another account moves none. */
export function shardOf(accountId: string, count: number): number {
  return (createHash("sha256").update(accountId).digest().readUInt32BE() % count) + 1;
}
