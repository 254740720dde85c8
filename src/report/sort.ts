import { byCodePoint, byVersion } from "../model/order.ts";
import type { FunctionRow } from "../model/report.ts";
import { type ColumnKey, column } from "./columns.ts";
import { defaultOrder } from "./default-order.ts";

export interface SortKey {
  readonly key: ColumnKey;
  readonly descending: boolean;
}

type Compare = (a: FunctionRow, b: FunctionRow) => number;

/** Rows in the order of `--sort`; ties are in the default order. */
export function sortRows(rows: readonly FunctionRow[], keys: readonly SortKey[]): FunctionRow[] {
  const compares = keys.map(compareBy);
  return rows.toSorted((a, b) => {
    for (const compare of compares) {
      const order = compare(a, b);
      if (order !== 0) return order;
    }
    return defaultOrder(a, b);
  });
}

function compareBy(key: SortKey): Compare {
  const { text } = column(key.key);
  const compare = compareTexts(key);
  return (a, b) => compare(text(a), text(b));
}

/** Compares cells of a column. Empty ones come last in either direction. */
export function compareTexts({ key, descending }: SortKey): (x: string, y: string) => number {
  const sign = descending ? -1 : 1;
  const compare = column(key).kind === "number" ? byNumber : isRuntime(key) ? byVersion : byCodePoint;
  return (x, y) => {
    if (x === y) return 0;
    if (x === "") return 1;
    if (y === "") return -1;
    return sign * compare(x, y);
  };
}

function byNumber(a: string, b: string): number {
  return Number(a) - Number(b);
}

function isRuntime(key: ColumnKey): boolean {
  return key === "runtime" || key === "successor";
}
