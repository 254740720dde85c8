import { createHash } from "node:crypto";
import type { AccountList, SkippedAccount } from "../model/account.ts";
import { UserError } from "../model/failure.ts";
import { similar } from "../model/nearest.ts";
import type { Patterns } from "../model/patterns.ts";
import { quoted } from "../model/quoted.ts";
import { UserErrors } from "../model/user-errors.ts";
import { counted, either } from "../model/words.ts";
import { isAccountId } from "./identity.ts";
import { compilePatterns, isGlob } from "./patterns.ts";

export interface AccountChoice {
  readonly account: Patterns | undefined;
  readonly excludeAccount: Patterns | undefined;
}

/** What can be matched of an account; `id` is undefined until AWS has said whose the credentials are. */
interface Named {
  readonly id: string | undefined;
  readonly name: string;
}

/** Whether an account matches by id or name. 12 digits match ids only, since a name can look like another id. */
export function accountMatcher({ source }: Pick<Patterns, "source">): (account: Named) => boolean {
  const ids = new Set(source.filter(isAccountId));
  const { matches } = compilePatterns(source.filter((pattern) => !ids.has(pattern)));
  return ({ id, name }) =>
    (id !== undefined && (ids.has(id) || matches(id))) || (name !== "" && matches(name));
}

/**
 * Keeps accounts by id or name; the others are skipped, and say which filter left them out. Throws UserError when
 * none is left, and when an account that was asked for by its plain id or name does not exist.
 */
export function selectAccounts(list: AccountList, choice: AccountChoice): AccountList {
  const all = [...list.accounts, ...list.skipped];
  requireNamed(choice.account, all, "found", "`lambda-inventory accounts` lists them.");
  const filterThatSkips = filterOf(choice);
  const accounts = list.accounts.filter((account) => filterThatSkips(account) === undefined);
  if (accounts.length === 0) throw nothingLeft(list, choice);
  const skipped = all.flatMap((account): SkippedAccount[] => {
    const reason = filterThatSkips(account);
    if (reason !== undefined) return [{ id: account.id ?? "", name: account.name, via: "", reason }];
    return "reason" in account ? [account] : [];
  });
  return { accounts, skipped };
}

/** Throws a UserError when an account that `--account` names by its plain id or name is none of these. */
export function requireNamed(
  account: Patterns | undefined,
  all: readonly Named[],
  where: string,
  hint: string | undefined,
): void {
  const errors = new UserErrors();
  for (const { problem, meant } of missing("--account", account, all, where)) {
    if (errors.isFull) break;
    const hints = [...(meant === undefined ? [] : [`Did you mean ${meant}?`]), ...(hint ? [hint] : [])];
    errors.add(new UserError(problem, hints.length === 0 ? undefined : hints.join(" ")));
  }
  errors.throwIfAny();
}

/** A warning for each account that `--exclude-account` names by its plain id or name and that is none of these. */
export function* unmatchedExclusions(
  excluded: Patterns | undefined,
  all: readonly Named[],
  where: string,
): Iterable<string> {
  // One whose id is not known yet may be the one.
  if (all.some(({ id }) => id === undefined || id === "")) return;
  for (const { problem, meant } of missing("--exclude-account", excluded, all, where))
    yield meant === undefined ? problem : `${problem}; did you mean ${meant}?`;
}

function* missing(option: string, patterns: Patterns | undefined, all: readonly Named[], where: string) {
  for (const wanted of patterns?.source ?? []) {
    if (isGlob(wanted) || all.some(accountMatcher({ source: [wanted] }))) continue;
    const problem = `${option}: no account ${quoted(wanted)} among the ${counted(all.length, "account")} ${where}`;
    const meant = similar(wanted, new Set(all.flatMap(namesOf)));
    yield { problem, meant: meant.length === 0 ? undefined : either(meant) };
  }
}

/**
 * Whether an account passes the filters, before the others are known. Undefined when `--account` has a plain id or name:
 * whether that account exists, and so whether anything is read at all, is known only from the whole list.
 */
export function earlyFilter(choice: AccountChoice): ((account: Named) => boolean) | undefined {
  if (!(choice.account?.source ?? []).every(isGlob)) return undefined;
  const filterThatSkips = filterOf(choice);
  return (account) => filterThatSkips(account) === undefined;
}

/** Why the options leave an account out; undefined for one that they keep. */
function filterOf({ account, excludeAccount }: AccountChoice): (account: Named) => string | undefined {
  const isWanted = account ? accountMatcher(account) : () => true;
  const isUnwanted = excludeAccount ? accountMatcher(excludeAccount) : () => false;
  return (named) => {
    if (!isWanted(named)) return "does not match --account";
    return isUnwanted(named) ? "excluded by --exclude-account" : undefined;
  };
}

function namesOf({ id, name }: Named): string[] {
  return [id, name].filter((label) => label !== undefined && label !== "") as string[];
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
    const reasons =
      skipped.length === 0 ? "" : `: all ${counted(skipped.length, "account")} found are skipped`;
    return new UserError(
      `no account to read${reasons}`,
      "`lambda-inventory accounts` lists why each is skipped.",
    );
  }
  const none =
    filters.length > 1 ? "leave none of the" : account ? "matches none of the" : "leaves none of the";
  return new UserError(
    `${filters.join(" and ")} ${none} ${counted(accounts.length, "account")}`,
    "`lambda-inventory accounts` lists their ids and names.",
  );
}

/** Which of `count` shards an account belongs to, from 1. By its id alone: other accounts do not change it. */
export function shardOf(accountId: string, count: number): number {
  return (createHash("sha256").update(accountId).digest().readUInt32BE() % count) + 1;
}
