/** The list of functions for a terminal, `--format table`: all rows enter, lines of text leave. */

import { isPublished } from "../model/function.ts";
import type { FunctionRow, ReportTail } from "../model/report.ts";
import { counted } from "../model/words.ts";
import { cleanText } from "./clean-text.ts";
import { type ColumnKey, column, tableColumns } from "./columns.ts";
import { countFunctions } from "./deadlines.ts";
import type { KeyedColumn } from "./fit-columns.ts";
import type { WriterContext } from "./format.ts";
import { GROUPINGS, groupRows } from "./groups.ts";
import { type Layout, layout, type TextColumn } from "./layout.ts";
import { countRows, firstRows, leftOutText } from "./limit.ts";
import { fitColumns } from "./listing-columns.ts";
import { type Paint, painter, STATUS_STYLE } from "./style.ts";

/** The list of functions for a terminal: no borders, statuses in colour, the description in the room that is left. */
export function* renderListing(
  context: WriterContext,
  rows: readonly FunctionRow[],
  tail: ReportTail,
): Iterable<string> {
  if (rows.length === 0) return yield nothingText(tail);
  const paint = painter(context.color);
  const limit = context.limit || Infinity;
  const { groups, left } = firstOf(groupsOf(context, rows), limit);
  const listed = groups.flatMap((group) => group.listed);
  const table = fitTable(context, listed, paint);
  if (context.header) yield lines(table.header.map((line) => paint("bold", line)));
  for (const { title, rows: all, listed } of groups) {
    if (title !== undefined) {
      yield lines(["", paint(["bold", "underline"], `${cleanText(title)} (${countText(all)})`)]);
    }
    for (const row of listed) yield lines(table.record(row));
  }
  if (left > 0) yield lines(["", leftOutText(left, rows.some(isPublished), limit)]);
}

interface ListedGroup {
  /** undefined: the whole report, without headings. */
  readonly title: string | undefined;
  readonly rows: readonly FunctionRow[];
}

function groupsOf({ groupBy }: WriterContext, rows: readonly FunctionRow[]): readonly ListedGroup[] {
  return groupBy === undefined ? [{ title: undefined, rows }] : groupRows(rows, groupBy);
}

/** The groups with the rows that are listed, and how many are left out. */
function firstOf(all: readonly ListedGroup[], limit: number) {
  let room = limit;
  let left = 0;
  const groups = all.flatMap((group) => {
    const listed = room > 0 ? firstRows(group.rows, room) : [];
    room -= countRows(listed);
    left += countRows(group.rows) - countRows(listed);
    return listed.length === 0 ? [] : [{ ...group, listed }];
  });
  return { groups, left };
}

/** The columns that were asked for as they are, or the default ones as the terminal's width allows. */
function fitTable(context: WriterContext, rows: readonly FunctionRow[], paint: Paint): Layout<FunctionRow> {
  const columns =
    context.columns?.map((key) => valueColumn(key, paint)) ?? defaultColumns(context, rows, paint);
  return layout(columns, rows, context.width);
}

function defaultColumns(
  context: WriterContext,
  rows: readonly FunctionRow[],
  paint: Paint,
): readonly TextColumn<FunctionRow>[] {
  const all = tableColumns(context.extras ?? [], rows.some(isPublished));
  const titled: readonly ColumnKey[] =
    context.groupBy === undefined ? [] : GROUPINGS[context.groupBy].columns;
  const keys = all.filter((key) => !titled.includes(key));
  return fitColumns(
    keys.map((key) => valueColumn(key, paint)),
    rows,
    context.width,
  );
}

const CUT_IN_THE_MIDDLE: ReadonlySet<ColumnKey> = new Set(["functionName", "accountId"]);

/** A column whose cells are the values. */
function valueColumn(key: ColumnKey, paint: Paint): KeyedColumn<FunctionRow> {
  const { text, kind } = column(key);
  return {
    key,
    heading: key,
    text: (row) => cleanText(text(row)),
    ...(kind === "number" && { align: "right" }),
    ...(key === "description" && { flexible: true }),
    ...(CUT_IN_THE_MIDDLE.has(key) && { cutsMiddle: true }),
    ...(key === "runtimeStatus" && { paint: (text, row) => paint(STATUS_STYLE[row.runtimeStatus], text) }),
  };
}

function countText(group: readonly FunctionRow[]): string {
  const count = countFunctions(group);
  const functions = counted(count, "function");
  const rows = countRows(group);
  return count === rows ? functions : `${functions}, ${counted(rows, "version")}`;
}

/** Nothing was found, or nothing could be read. */
function nothingText({ summary }: ReportTail): string {
  const missing =
    summary.notRead === 0 ? "" : ` (${summary.notRead} of ${counted(summary.targets, "target")} not read)`;
  return `no functions found${missing}\n`;
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join("");
}
