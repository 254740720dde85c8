import { type CoverageRow, type CoverageStatus, isRead } from "../model/coverage.ts";
import { accountText, groupedBy } from "./groups.ts";
import { type Place, placesText } from "./places.ts";

/** Targets that were not read for the same reason. */
export interface Refusal {
  readonly status: CoverageStatus;
  readonly code: string;
  readonly targets: number;
  /** The accounts and regions, by name when they are few; raw text. */
  readonly places: string;
  /** What the first of them said; raw text. */
  readonly message: string;
}

/** What was not read, by status and code, the most targets first. */
export function refusals(coverage: readonly CoverageRow[]): readonly Refusal[] {
  const groups = groupedBy(
    coverage.filter((row) => !isRead(row.status)),
    (row) => `${row.status} ${row.code}`,
  );
  return [...groups.values()]
    .flatMap((rows) => {
      const [first] = rows;
      if (first === undefined) return [];
      const { status, code, message } = first;
      return [{ status, code, message, targets: rows.length, places: placesText(placesOf(rows)) }];
    })
    .sort((a, b) => b.targets - a.targets);
}

/** The accounts, each with its regions unless it could not be entered at all. */
function placesOf(rows: readonly CoverageRow[]): Place[] {
  return [...groupedBy(rows, accountText)].map(([account, of]) => ({
    account: account || "the account, whose number is not known",
    regions: of.map(({ region }) => region),
  }));
}
