/**
 * The default columns of a table in a terminal: all of them enter, those that fit on one line per function leave, some
 * with shorter cells. In a file or a pipe nothing is left out.
 */
import type { FunctionRow } from "../model/report.ts";
import { cleanText } from "./clean-text.ts";
import {
  besideFirst,
  cutTo,
  type KeyedColumn,
  type Least,
  LONG_NAME,
  measuring,
  narrowed,
  ONE_LINE,
  shortAccountNames,
  shorter,
  widened,
  withoutColumns,
} from "./fit-columns.ts";
import { accountText } from "./groups.ts";

/** What makes room, in this order, each step on top of those before. */
const STEPS: readonly Step[] = [
  (columns) => columns,
  (columns) => shorter(columns, "lastModified", ({ lastModified }) => cleanText(lastModified.slice(0, 10))),
  (columns) => withoutColumns(columns, ["tags", "description"]),
  (columns, _, width) => (width < ONE_LINE ? columns : cutTo(columns, "functionName", LONG_NAME)),
  (columns) => withoutColumns(columns, ["lastModified"]),
  (columns, rows) => shorter(columns, "accountId", cleaned(shortAccountNames(rows))),
];

type Step = (
  columns: readonly KeyedColumn<FunctionRow>[],
  rows: readonly FunctionRow[],
  width: number,
) => readonly KeyedColumn<FunctionRow>[];

/** How narrow the columns with names may become on one line. */
const LEAST: Least = [
  ["functionName", 30],
  ["owner", 14],
  ["accountId", 14],
  ["functionName", 22],
  ["owner", 10],
  ["accountId", 10],
  ["functionName", 14],
  ["owner", 8],
  ["accountId", 8],
];

export function fitColumns(
  columns: readonly KeyedColumn<FunctionRow>[],
  rows: readonly FunctionRow[],
  width: number | undefined,
): readonly KeyedColumn<FunctionRow>[] {
  let left = shorter(columns, "accountId", cleaned(accountText), "account");
  if (width === undefined) return left;
  const measure = measuring(rows, width);
  for (const step of STEPS) {
    left = step(left, rows, width);
    const spare = width - measure.all(left);
    if (spare >= 0) return widened(left, spare);
  }
  return width < ONE_LINE
    ? besideFirst(left, width, measure.all)
    : narrowed(left, measure.all(left) - width, measure.one, LEAST);
}

function cleaned(text: (row: FunctionRow) => string): (row: FunctionRow) => string {
  return (row) => cleanText(text(row));
}
