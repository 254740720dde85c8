/**
 * A region that is not enabled in the account, or credentials that are not valid? AWS answers both with the same codes.
 * What enters: a cell whose region did not recognize the credentials, and what the rest of the account shows. What
 * leaves: the cell as `disabled` (nothing to read) or `unauthenticated` (not read). Nothing else decides this.
 */
import type { CoverageRow } from "../model/coverage.ts";
import type { Failure } from "../model/failure.ts";
import type { TargetResult } from "./target.ts";

export interface Evidence {
  /** What this run read of the account's regions, the cell itself included. */
  readonly results: readonly TargetResult[];
  /** The regions that AWS listed as enabled in this account. */
  readonly listed: ReadonlySet<string>;
  readonly defaultRegions: readonly string[];
  /** How the account is accessed, for the message. */
  readonly via: string;
  /** Why STS did not accept the credentials, or could not be asked; undefined: it accepts them. */
  readonly refusal: Failure | undefined;
}

/** The cell with its final status. */
export function settled(result: TargetResult, evidence: Evidence): TargetResult {
  return { ...result, row: { ...result.row, ...outcome(result, evidence) } };
}

function outcome(
  { row, unrecognized }: TargetResult,
  { refusal, results, listed, defaultRegions, via }: Evidence,
): Partial<CoverageRow> {
  if (refusal?.status === "unauthenticated") {
    const message = `AWS no longer accepts the credentials of ${via}: ${refusal.message}`;
    return { stage: "credentials", code: refusal.code, message };
  }
  const accepted = results.some((each) => each.row.status === "ok" || each.row.status === "denied");
  const everywhere = results.some((each) => each.unrecognized && defaultRegions.includes(each.row.region));
  if (!accepted && everywhere) {
    return {
      stage: "credentials",
      message: `${row.message} (no region of this account accepts these credentials)`,
    };
  }
  if (listed.has(row.region) || unrecognized === "after-a-page")
    return { message: `${row.message} ${ENABLED}` };
  if (!accepted && refusal) {
    return {
      message: `${row.message} (or the region is not enabled, which STS could not confirm: ${refusal.message})`,
    };
  }
  return { status: "disabled", message: `not enabled in this account: ${row.message}` };
}

const ENABLED =
  "The region is enabled in this account: scan again with --resume, and use credentials from a regional STS endpoint";
