/** The ledger: what became of each account × region. */
export const COVERAGE_STATUSES = [
  "ok",
  "disabled",
  "unsupported",
  "denied",
  "unauthenticated",
  "unreachable",
  "throttled",
  "timeout",
  "error",
  "not-attempted",
] as const;
export type CoverageStatus = (typeof COVERAGE_STATUSES)[number];

/** How far a read came before it failed; `functions` for one that succeeded. */
export const STAGES = ["credentials", "identity", "regions", "functions", "enrich"] as const;
export type Stage = (typeof STAGES)[number];

/**
 * One row of the ledger. An account that could not be entered has one row with `region` empty.
 * Notes (a fallback, an enrichment that was refused) have status `ok` and say so in `message`.
 */
export interface CoverageRow {
  readonly accountId: string;
  readonly accountName: string;
  readonly region: string;
  readonly status: CoverageStatus;
  readonly stage: Stage;
  readonly code: string;
  readonly message: string;
  /** Functions read here, before any filter; with `--versions all`, versions. */
  readonly functions: number;
  readonly durationMs: number;
}

const READ: ReadonlySet<CoverageStatus> = new Set(["ok", "disabled", "unsupported"]);

/** Whether nothing is missing here: read, or there is nothing that could be read. */
export function isRead(status: CoverageStatus): boolean {
  return READ.has(status);
}
