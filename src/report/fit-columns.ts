/**
 * How the columns of a table of functions fit into a terminal: from 100 columns on, a function takes one line and long names are
 * cut in the middle; below that, a function takes several lines.
 */
import type { AccountNames } from "../model/coverage.ts";
import { GAP, leastWidth, type TextColumn } from "./layout.ts";

export interface KeyedColumn<Row> extends TextColumn<Row> {
  readonly key: string;
}

type Columns<Row> = readonly KeyedColumn<Row>[];

/** From this width on, a function takes one line, so cells are cut rather than continued on a second line. */
export const ONE_LINE = 100;
/** Few names are longer, but those that tools make have up to 64 characters: they must not crowd out other columns. */
export const LONG_NAME = 40;

/** How narrow columns may become, in the order in which they do. */
export type Least = readonly (readonly [key: string, width: number])[];

/** The name of the function on the first of several lines, where a good part of it fits. */
export function besideFirst<Row>(
  columns: Columns<Row>,
  width: number,
  widthOf: (columns: Columns<Row>) => number,
): Columns<Row> {
  const before = columns.slice(
    0,
    columns.findIndex(({ key }) => key === "functionName"),
  );
  const room = width - widthOf(before) - GAP.length;
  return room < LONG_NAME ? columns : cutTo(columns, "functionName", room);
}

/** What is left of the width goes to the names that were cut. */
export function widened<Row>(columns: Columns<Row>, spare: number): Columns<Row> {
  return columns.map((column) =>
    column.most === undefined ? column : { ...column, most: column.most + spare },
  );
}

export function cutTo<Row>(columns: Columns<Row>, key: string, most: number): Columns<Row> {
  return columns.map((column) =>
    column.key === key ? { ...column, most: Math.min(most, column.most ?? most) } : column,
  );
}

/** Widths of columns, each measured once. */
export function measuring<Row>(rows: readonly Row[], limit: number) {
  const widths = new Map<KeyedColumn<Row>, number>();
  const one = (column: KeyedColumn<Row>): number => {
    const width = widths.get(column) ?? leastWidth(column, rows, limit);
    widths.set(column, width);
    return width;
  };
  const all = (columns: Columns<Row>): number =>
    columns.reduce((sum, column) => sum + one(column) + GAP.length, -GAP.length);
  return { one, all };
}

export function withoutColumns<Row>(columns: Columns<Row>, keys: readonly string[]): Columns<Row> {
  return columns.filter(({ key }) => !keys.includes(key));
}

export function shorter<Row>(
  columns: Columns<Row>,
  key: string,
  text: (row: Row) => string,
  heading?: string,
): Columns<Row> {
  return columns.map((column) =>
    column.key === key ? { ...column, text, heading: heading ?? column.heading } : column,
  );
}

/** The name of an account alone, unless it has none or another account has the same. */
export function shortAccountNames(accounts: Iterable<AccountNames>): (account: AccountNames) => string {
  const ids = new Map<string, string>();
  const shared = new Set<string>();
  for (const { accountId, accountName } of accounts) {
    const known = ids.get(accountName);
    if (known === undefined) ids.set(accountName, accountId);
    else if (known !== accountId) shared.add(accountName);
  }
  return ({ accountId, accountName }) =>
    accountName === "" || shared.has(accountName) ? accountId : accountName;
}

export function narrowed<Row>(
  columns: Columns<Row>,
  tooWide: number,
  widthOf: (column: KeyedColumn<Row>) => number,
  leasts: Least,
): Columns<Row> {
  const most = new Map<string, number>();
  let over = tooWide;
  for (const [key, least] of leasts) {
    const column = columns.find((candidate) => candidate.key === key);
    if (column === undefined || over <= 0) continue;
    const width = most.get(key) ?? widthOf(column);
    const less = Math.min(over, Math.max(0, width - least));
    most.set(key, width - less);
    over -= less;
  }
  return [...most].reduce((left, [key, width]) => cutTo(left, key, width), columns);
}
