/** The ledger: whether each account × region was read. */
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
  "not-recorded",
  "not-aggregated",
  "stale",
] as const;
/** The last three occur only where AWS Config is the source (`--aggregator-only`): it does not know the whole target. */
export type CoverageStatus = (typeof COVERAGE_STATUSES)[number];

/** The stage at which a read failed; `functions` for one that succeeded. */
export const STAGES = ["credentials", "identity", "regions", "functions", "enrich"] as const;
export type Stage = (typeof STAGES)[number];

/**
 * One row of the ledger. An account that could not be accessed has one row with an empty `region`. A note (a fallback,
 * extra columns that were refused) is a row with status `ok` and a message.
 */
export interface CoverageRow {
  /** 12 digits; empty when unknown. */
  readonly accountId: string;
  readonly accountName: string;
  readonly region: string;
  readonly status: CoverageStatus;
  readonly stage: Stage;
  /** As AWS or the network spells it, such as `AccessDeniedException`; empty where there is nothing to say. */
  readonly code: string;
  /** What went wrong and what to do; empty where there is nothing to say. */
  readonly message: string;
  /** Functions read here, before any filter; with `--versions all`, versions. */
  readonly functions: number;
  readonly durationMs: number;
}

/** How many functions were read, before any filter. */
export function functionsRead(coverage: readonly CoverageRow[]): number {
  return coverage.reduce((sum, { functions }) => sum + functions, 0);
}

/** How reports name an account: `accountId` is empty where it is unknown, `accountName` where there is none. */
export type AccountNames = Pick<CoverageRow, "accountId" | "accountName">;

/** Which account × region. */
export type TargetName = Pick<CoverageRow, "accountId" | "accountName" | "region">;

/** Whether the row was read and says that something about its functions was not. */
export function hasNote({ status, code }: CoverageRow): boolean {
  return status === "ok" && code !== "";
}

const READ: ReadonlySet<CoverageStatus> = new Set(["ok", "disabled", "unsupported"]);

/** Whether nothing is missing: the cell was read, or there is nothing to read. */
export function isRead(status: CoverageStatus): boolean {
  return READ.has(status);
}

/** The row with one more thing to say; as it is, where that is empty. */
export function noted(row: CoverageRow, note: string): CoverageRow {
  if (note === "") return row;
  return { ...row, message: row.message === "" ? note : `${row.message}; ${note}` };
}
