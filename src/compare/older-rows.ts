/** Completes rows of reports that were saved before owners and actions existed. */

import type { ReportAccount } from "../model/report.ts";
import {
  COLUMN_KEYS,
  definition,
  type FunctionRow,
  OLDER_VALUES,
  type SavedRow,
  TRIAGE_NULLS,
} from "../model/row.ts";
import { DEFAULT_OWNER_TAGS } from "../triage/owners.ts";
import { createTriage } from "../triage/triage.ts";
import { Waivers } from "../triage/waivers.ts";
import { factsById } from "./account-facts.ts";

/**
 * Gives a row the keys that it lacks: what to do as of the report's own assessment date, and the owner by its tags.
 * @param today the day for which the report was assessed
 */
export function rowCompleter(
  accounts: readonly ReportAccount[],
  today: string,
): (row: SavedRow) => FunctionRow {
  const facts = factsById(accounts);
  const triage = createTriage({
    today,
    owners: [],
    ownerTags: DEFAULT_OWNER_TAGS,
    waivers: new Waivers([], today),
  });
  return (row) => {
    const known = asWritten(row);
    if (isComplete(known)) return known;
    return { ...OLDER_VALUES, ...known, ...triage(known, facts.get(known.accountId)) };
  };
}

/** The row as this version knows it; undefined when it lacks keys. */
export function completeRow(row: SavedRow): FunctionRow | undefined {
  const known = asWritten(row);
  return isComplete(known) ? known : undefined;
}

const OPTIONAL_KEYS = COLUMN_KEYS.filter((key) => definition(key).optional);

const NULL_KEYS = Object.keys(TRIAGE_NULLS) as (keyof typeof TRIAGE_NULLS)[];

/** Another writer may say null where this program leaves out the key, and leave out a key where this program says null. */
function asWritten(row: SavedRow): SavedRow {
  const known = withoutNulls(row);
  if (known.action === undefined || NULL_KEYS.every((key) => known[key] !== undefined)) return known;
  return { ...TRIAGE_NULLS, ...known };
}

function withoutNulls(row: SavedRow): SavedRow {
  const nulls = OPTIONAL_KEYS.filter((key) => row[key] === null);
  if (nulls.length === 0) return row;
  return Object.fromEntries(
    Object.entries(row).filter(([key]) => !(nulls as readonly string[]).includes(key)),
  ) as unknown as SavedRow;
}

const OLDER_KEYS = Object.keys(OLDER_VALUES);

function isComplete(row: SavedRow): row is FunctionRow {
  return row.action !== undefined && OLDER_KEYS.every((key) => key in row);
}
