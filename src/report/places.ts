/**
 * Accounts and their regions as text. All of them are listed: "4 accounts" does not tell which roles to fix. Accounts that
 * share a long list of regions are written together, so that the list appears once.
 */
import { groupedBy } from "../model/maps.ts";

/** An account, for people, and some of its regions; an empty list means the account itself. Raw text. */
export interface Place {
  readonly account: string;
  readonly regions: readonly string[];
}

/** `111122223333 payments (eu-west-1, us-east-1); 222222222222 sandbox` */
export function placesText(places: readonly Place[]): string {
  return placeUnits(places).join(" ");
}

/** The same in pieces, between which a line may be broken. */
export function placeUnits(places: readonly Place[]): readonly string[] {
  const groups = [...groupedBy(places.map(withNames), sharedRegions).values()];
  return groups.flatMap((group, index) => groupUnits(group, index === groups.length - 1 ? "" : ";"));
}

function withNames({ account, regions }: Place): Place {
  return { account, regions: [...new Set(regions)].filter((region) => region !== "") };
}

/** Lists of regions up to this length are repeated for each account, which reads better. */
const SHORT = 3;

function sharedRegions({ account, regions }: Place): string {
  return regions.length > SHORT ? `in ${regions.join(" ")}` : `of ${account}`;
}

/** Accounts that have the same regions. */
function groupUnits(group: readonly Place[], end: string): readonly string[] {
  const { regions = [] } = group[0] ?? {};
  const accounts = group.map(({ account }) => account);
  if (regions.length === 0) return listed(accounts, end);
  const [first = "", ...others] = listed(regions, `)${end}`);
  return [...listed(accounts, ""), `(${group.length > 1 ? "each: " : ""}${first}`, ...others];
}

/** The words with commas between them. */
function listed(words: readonly string[], end: string): readonly string[] {
  return words.map((word, index) => word + (index === words.length - 1 ? end : ","));
}
