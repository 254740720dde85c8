/** The regions that the options choose, and those of each account. */
import type { Account } from "../../model/account.ts";
import { UserError } from "../../model/failure.ts";
import { literalRegions, type Patterns, type RegionChoice } from "../../model/patterns.ts";
import { quoted } from "../../model/quoted.ts";
import type { RegionOptions } from "../options/reading.ts";

export function chosenRegions({ regions, excludeRegions }: Partial<RegionOptions>): RegionChoice {
  return { include: regions, exclude: excludeRegions };
}

/** Throws a UserError when `--exclude-region` takes away every region that `--region` names. */
export function checkRegions({ include, exclude }: RegionChoice): void {
  if (literalRegions({ include, exclude })?.length !== 0) return;
  throw new UserError(
    `--exclude-region ${listOf(exclude)} excludes all of --region ${listOf(include)}`,
    "Omit one of the two.",
  );
}

function listOf(patterns: Patterns | undefined): string {
  return quoted(patterns?.source.join(",") ?? "");
}

/** The regions to scan in an account; in one that is not listed, those that the options choose. */
export function regionsOf(
  accounts: readonly Account[],
  options: RegionOptions,
): (accountId: string) => RegionChoice {
  const byId = new Map(accounts.map(({ id, regions }) => [id, regions]));
  const chosen = chosenRegions(options);
  return (accountId) => byId.get(accountId) ?? chosen;
}
