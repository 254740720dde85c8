/** Completes rows of reports that were saved before owners and actions existed. */

import type { AssessedRow, FunctionRow, ReportAccount, TriageKeys } from "../model/report.ts";
import { DEFAULT_OWNER_TAGS } from "../triage/owners.ts";
import { createTriage } from "../triage/triage.ts";
import { Waivers } from "../triage/waivers.ts";
import { factsById } from "./account-facts.ts";

/** A row as any version of the program saved it. */
export type SavedRow = Omit<AssessedRow, "kind"> & Partial<Pick<AssessedRow, "kind">> & Partial<TriageKeys>;

/**
 * Gives each row the keys that it lacks: what to do as of the report's own assessment date, and the owner by its tags.
 * @param today the day for which the report was assessed
 */
export function completeRows(
  rows: readonly SavedRow[],
  accounts: readonly ReportAccount[],
  today: string,
): readonly FunctionRow[] {
  const facts = factsById(accounts);
  const triage = createTriage({
    today,
    owners: [],
    ownerTags: DEFAULT_OWNER_TAGS,
    waivers: new Waivers([], today),
  });
  return rows.map((row) =>
    isComplete(row)
      ? row
      : { ...row, ...triage(row, facts.get(row.accountId)), kind: row.kind ?? "function" },
  );
}

function isComplete(row: SavedRow): row is FunctionRow {
  return row.action !== undefined && row.kind !== undefined;
}
