import type { AccountFacts } from "../model/account.ts";
import type { ReportAccount } from "../model/report.ts";

/** What a report knows of its accounts besides ids and names. Another program may have written null for what is not known. */
export function factsById(accounts: readonly ReportAccount[]): ReadonlyMap<string, AccountFacts> {
  return new Map(accounts.map(({ accountId, ...account }) => [accountId, factsOf(account)]));
}

function factsOf({ email, ous, tags }: AccountFacts): AccountFacts {
  return { email: email ?? undefined, ous: ous ?? undefined, tags: tags ?? undefined };
}
