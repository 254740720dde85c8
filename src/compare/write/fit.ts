/** The columns of changed functions in a terminal: all of them enter, those that fit leave, as in the list of functions. */
import { cleanText } from "../../report/clean-text.ts";
import {
  besideFirst,
  type KeyedColumn,
  type Least,
  measuring,
  narrowed,
  ONE_LINE,
  shortAccountNames,
  shorter,
  withoutColumns,
} from "../../report/fit-columns.ts";
import type { Cell } from "./sections.ts";

type Columns = readonly KeyedColumn<readonly Cell[]>[];

/** What makes room on one line: nothing, or less and less important columns. */
const LEFT_OUT = [[], ["because", "lastModified"], ["because", "lastModified", "deprecationDate"]] as const;

/** How narrow the columns with names may become on one line. */
const LEAST: Least = [
  ["functionName", 30],
  ["account", 14],
  ["functionName", 22],
  ["account", 10],
];

export function fitChanges(
  columns: Columns,
  rows: readonly (readonly Cell[])[],
  width: number | undefined,
): Columns {
  const measure = measuring(rows, width ?? Infinity);
  if (width === undefined || measure.all(columns) <= width) return columns;
  const named = shorter(columns, "account", accountName(columns, rows)).map((column) =>
    column.key === "deprecationDate" ? { ...column, heading: "deprecation" } : column,
  );
  if (width >= ONE_LINE) {
    for (const keys of LEFT_OUT) {
      const left = withoutColumns(named, keys);
      const fitting = narrowed(left, measure.all(left) - width, measure.one, LEAST);
      if (measure.all(fitting) <= width) return fitting;
    }
  }
  return besideFirst(named, width, measure.all);
}

function accountName(columns: Columns, rows: readonly (readonly Cell[])[]): (row: readonly Cell[]) => string {
  const at = columns.findIndex(({ key }) => key === "account");
  const nameOf = shortAccountNames(rows.flatMap((row) => row[at]?.account ?? []));
  return (row) => {
    const { text = "", account } = row[at] ?? {};
    return cleanText(account === undefined ? text : nameOf(account));
  };
}
