/** Completes rows of reports that were saved before owners and actions existed. */

import type { AssessedRow, FunctionRow, ReportAccount, TriageKeys } from "../model/report.ts";
import { COLUMN_KEYS, column } from "../report/columns.ts";
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
  return rows.map((row) => {
    const known = withoutNulls(row);
    return isComplete(known)
      ? known
      : { ...known, ...triage(known, facts.get(known.accountId)), kind: known.kind ?? "function" };
  });
}

const OPTIONAL_KEYS = COLUMN_KEYS.filter((key) => column(key).optional);

/** Another writer may say null where this program leaves out the key. */
function withoutNulls(row: SavedRow): SavedRow {
  const nulls = OPTIONAL_KEYS.filter((key) => row[key] === null);
  if (nulls.length === 0) return row;
  return Object.fromEntries(
    Object.entries(row).filter(([key]) => !(nulls as readonly string[]).includes(key)),
  ) as unknown as SavedRow;
}

function isComplete(row: SavedRow): row is FunctionRow {
  return row.action !== undefined && row.kind !== undefined;
}
