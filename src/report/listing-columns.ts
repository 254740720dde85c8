/**
 * The default columns of a table in a terminal: all of them enter, those that fit on one line per function leave, some
 * with shorter cells. In a file or a pipe nothing is left out.
 */
import type { FunctionRow } from "../model/report.ts";
import { cleanText } from "./clean-text.ts";
import type { ColumnKey } from "./columns.ts";
import { accountText } from "./groups.ts";
import { GAP, leastWidth, type TextColumn } from "./layout.ts";

export interface KeyedColumn extends TextColumn<FunctionRow> {
  readonly key: ColumnKey;
}

/** What makes room, in this order, each step on top of those before. */
const STEPS: readonly Step[] = [
  (columns) => columns,
  (columns) => shorter(columns, "lastModified", ({ lastModified }) => lastModified.slice(0, 10)),
  (columns) => without(columns, ["tags", "description"]),
  (columns, _, width) => (width < ONE_LINE ? columns : cutTo(columns, "functionName", LONG_NAME)),
  (columns) => without(columns, ["lastModified"]),
  (columns, rows) => shorter(columns, "accountId", accountName(rows)),
];

type Step = (
  columns: readonly KeyedColumn[],
  rows: readonly FunctionRow[],
  width: number,
) => readonly KeyedColumn[];

/** From this width on, a function takes one line, so cells are cut rather than continued on a second line. */
const ONE_LINE = 100;
/** Few names are longer, but those that tools make have up to 64 characters: they must not crowd out other columns. */
const LONG_NAME = 40;
/** How narrow the columns with names may become then, in the order in which they do. */
const LEAST: readonly (readonly [ColumnKey, number])[] = [
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
  columns: readonly KeyedColumn[],
  rows: readonly FunctionRow[],
  width: number | undefined,
): readonly KeyedColumn[] {
  let left = shorter(columns, "accountId", accountText, "account");
  if (width === undefined) return left;
  const measure = measuring(rows, width);
  for (const step of STEPS) {
    left = step(left, rows, width);
    const spare = width - measure.all(left);
    if (spare >= 0) return widened(left, spare);
  }
  return width < ONE_LINE
    ? besideFirst(left, width, measure.all)
    : narrowed(left, measure.all(left) - width, measure.one);
}

/** The name of the function on the first of several lines, where a good part of it fits. */
function besideFirst(
  columns: readonly KeyedColumn[],
  width: number,
  widthOf: (columns: readonly KeyedColumn[]) => number,
): readonly KeyedColumn[] {
  const before = columns.slice(
    0,
    columns.findIndex(({ key }) => key === "functionName"),
  );
  const room = width - widthOf(before) - GAP.length;
  return room < LONG_NAME ? columns : cutTo(columns, "functionName", room);
}

/** What is left of the width goes to the names that were cut. */
function widened(columns: readonly KeyedColumn[], spare: number): readonly KeyedColumn[] {
  return columns.map((column) =>
    column.most === undefined ? column : { ...column, most: column.most + spare },
  );
}

function cutTo(columns: readonly KeyedColumn[], key: ColumnKey, most: number): readonly KeyedColumn[] {
  return columns.map((column) =>
    column.key === key ? { ...column, most: Math.min(most, column.most ?? most) } : column,
  );
}

/** Widths of columns, each measured once. */
function measuring(rows: readonly FunctionRow[], limit: number) {
  const widths = new Map<KeyedColumn, number>();
  const one = (column: KeyedColumn): number => {
    const width = widths.get(column) ?? leastWidth(column, rows, limit);
    widths.set(column, width);
    return width;
  };
  const all = (columns: readonly KeyedColumn[]): number =>
    columns.reduce((sum, column) => sum + one(column) + GAP.length, -GAP.length);
  return { one, all };
}

function without(columns: readonly KeyedColumn[], keys: readonly ColumnKey[]): readonly KeyedColumn[] {
  return columns.filter(({ key }) => !keys.includes(key));
}

function shorter(
  columns: readonly KeyedColumn[],
  key: ColumnKey,
  text: (row: FunctionRow) => string,
  heading?: string,
): readonly KeyedColumn[] {
  return columns.map((column) =>
    column.key === key
      ? { ...column, text: (row) => cleanText(text(row)), heading: heading ?? column.heading }
      : column,
  );
}

/** The name of an account alone, unless it has none or another account has the same. */
function accountName(rows: readonly FunctionRow[]): (row: FunctionRow) => string {
  const ids = new Map<string, string>();
  const shared = new Set<string>();
  for (const { accountId, accountName } of rows) {
    const known = ids.get(accountName);
    if (known === undefined) ids.set(accountName, accountId);
    else if (known !== accountId) shared.add(accountName);
  }
  return (row) => (row.accountName === "" || shared.has(row.accountName) ? row.accountId : row.accountName);
}

function narrowed(
  columns: readonly KeyedColumn[],
  tooWide: number,
  widthOf: (column: KeyedColumn) => number,
): readonly KeyedColumn[] {
  const most = new Map<ColumnKey, number>();
  let over = tooWide;
  for (const [key, least] of LEAST) {
    const column = columns.find((candidate) => candidate.key === key);
    if (column === undefined || over <= 0) continue;
    const width = most.get(key) ?? widthOf(column);
    const less = Math.min(over, Math.max(0, width - least));
    most.set(key, width - less);
    over -= less;
  }
  return [...most].reduce((left, [key, width]) => cutTo(left, key, width), columns);
}
