/** Apart from `sort.ts`, which needs the columns: the script of the page would hold them all. */
import { byCodePoint } from "../model/order.ts";
import type { FunctionRow } from "../model/report.ts";

type Placed = Pick<FunctionRow, "accountId" | "region" | "functionName" | "version">;

/** The order of every report: account, region, function, version. */
export function defaultOrder(a: Placed, b: Placed): number {
  return (
    byCodePoint(a.accountId, b.accountId) ||
    byCodePoint(a.region, b.region) ||
    byCodePoint(a.functionName, b.functionName) ||
    byCodePoint(a.version, b.version)
  );
}

/** The rows in the default order; the same list when it is in order already. */
export function inDefaultOrder(rows: readonly FunctionRow[]): readonly FunctionRow[] {
  for (let i = 1; i < rows.length; i++) {
    const previous = rows[i - 1];
    const row = rows[i];
    if (previous && row && defaultOrder(previous, row) > 0) return [...rows].sort(defaultOrder);
  }
  return rows;
}
