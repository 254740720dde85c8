import type { CoverageStatus } from "../model/coverage.ts";
import type { TargetResult } from "./target.ts";

/**
 * A region that is not opted in and a wrong key answer with the same codes. One region cannot tell them apart,
 * the account's other regions can: when nothing answered and a region that needs no opt-in is among those that
 * refused, it is the credentials.
 */
export function badCredentials(
  statuses: readonly { readonly region: string; readonly status: CoverageStatus }[],
  defaultRegions: readonly string[],
): boolean {
  return (
    statuses.every(({ status }) => status === "disabled") &&
    statuses.some(({ region }) => defaultRegions.includes(region))
  );
}

/** The row of a region that was taken for disabled, once the credentials turned out to be bad. */
export function asUnauthenticated(result: TargetResult): TargetResult {
  const { row } = result;
  const message = `${row.message} (the same in every region of this account: the credentials are not accepted)`;
  return { ...result, row: { ...row, status: "unauthenticated", stage: "credentials", message } };
}
