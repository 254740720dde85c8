import { type CoverageRow, isRead } from "../model/coverage.ts";
import { firstNames } from "../model/shorten.ts";

const MOST_REGIONS = 5;

/**
 * What to say when the scan is complete because there was nothing to read: with a mistyped region, that would look like an estate
 * without functions.
 */
export function nothingRead(coverage: readonly CoverageRow[]): string | undefined {
  if (coverage.some(({ status }) => status === "ok" || !isRead(status))) return undefined;
  const regions = [...new Set(coverage.map(({ region }) => region))].filter((region) => region !== "");
  if (regions.length === 0)
    return "nothing was read: no enabled region of any account matches --region and --exclude-region";
  const verb = regions.length === 1 ? "is" : "are";
  return `nothing was read: ${firstNames(regions, MOST_REGIONS)} ${verb} not enabled in any account, or without Lambda`;
}
