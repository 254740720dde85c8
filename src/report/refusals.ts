import { type CoverageRow, type CoverageStatus, isRead } from "../model/coverage.ts";
import { accountText, counted, groupedBy } from "./groups.ts";

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

/** So many accounts, or regions of an account, are still named one by one. */
const FEW = 3;

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
      return [{ status, code, message, targets: rows.length, places: placesText(rows) }];
    })
    .sort((a, b) => b.targets - a.targets);
}

function placesText(rows: readonly CoverageRow[]): string {
  const accounts = [...groupedBy(rows, accountText).values()];
  if (accounts.length > FEW) return counted(accounts.length, "account");
  return accounts.map(accountPlace).join("; ");
}

/** `222222222222 sandbox`, and its regions unless the account could not be entered at all. */
function accountPlace(rows: readonly CoverageRow[]): string {
  const [first] = rows;
  if (first === undefined) return "";
  const account = accountText(first) || "the account, whose number is not known";
  const regions = rows.map((row) => row.region).filter((region) => region !== "");
  if (regions.length === 0) return account;
  const named = regions.length > FEW ? counted(regions.length, "region") : regions.join(", ");
  return `${account} (${named})`;
}
