/** The row of the ledger for accounts that are missing because the run was stopped while they were being listed. */
import type { CoverageRow } from "./coverage.ts";
import type { Failure } from "./failure.ts";

export function unlistedAccounts({ status, code, message }: Failure): CoverageRow {
  return {
    accountId: "",
    accountName: "",
    region: "",
    status,
    stage: "credentials",
    code,
    message: `${INCOMPLETE}: ${message}`,
    functions: 0,
    durationMs: 0,
  };
}

export function isOfUnlisted({ accountId, message }: Pick<CoverageRow, "accountId" | "message">): boolean {
  return accountId === "" && message.startsWith(INCOMPLETE);
}

export const INCOMPLETE = "the list of accounts is incomplete";
