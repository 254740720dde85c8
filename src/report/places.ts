import { counted } from "./groups.ts";

/** An account, for people, and regions of it; an empty one stands for the account itself. */
export interface Place {
  readonly account: string;
  readonly regions: readonly string[];
}

/** So many accounts, or regions of an account, are still named one by one. */
const FEW = 3;

/** By name when they are few: `111122223333 payments (eu-west-1, us-east-1); 222222222222 sandbox`. Raw text. */
export function placesText(places: readonly Place[]): string {
  if (places.length > FEW) return counted(places.length, "account");
  return places.map(placeText).join("; ");
}

function placeText({ account, regions }: Place): string {
  const named = [...new Set(regions)].filter((region) => region !== "");
  if (named.length === 0) return account;
  return `${account} (${named.length > FEW ? counted(named.length, "region") : named.join(", ")})`;
}
