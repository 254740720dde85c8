import type { FunctionRow, ReportTail } from "../model/report.ts";
import { cleanText } from "./cell.ts";
import { type ColumnKey, column, tableColumns } from "./columns.ts";
import { countFunctions } from "./deadlines.ts";
import { accountText, counted, GROUPINGS, groupRows } from "./groups.ts";
import { type Layout, layout, type TextColumn } from "./layout.ts";
import { type Paint, painter, STATUS_STYLE } from "./style.ts";
import type { WriterContext } from "./writer.ts";

/** The inventory for a terminal: no borders, statuses in colour, the description in the room that is left. */
export function* renderTable(
  context: WriterContext,
  rows: readonly FunctionRow[],
  tail: ReportTail,
): Iterable<string> {
  if (rows.length === 0) return yield nothingText(tail);
  const paint = painter(context.color);
  const table = fitTable(context, rows, paint);
  if (context.header) yield lines(table.header.map((line) => paint("bold", line)));
  if (context.groupBy === undefined) {
    for (const row of rows) yield lines(table.record(row));
    return;
  }
  for (const group of groupRows(rows, context.groupBy)) {
    const heading = `${cleanText(group.title)} (${countText(group.rows)})`;
    yield lines(["", paint(["bold", "underline"], heading)]);
    for (const row of group.rows) yield lines(table.record(row));
  }
}

/** On a terminal that is too narrow for one line a function, first what is brief, then what is folded. */
function fitTable(context: WriterContext, rows: readonly FunctionRow[], paint: Paint): Layout<FunctionRow> {
  const keys = columnKeys(context, rows);
  const fit = (shown: "whole" | "brief") =>
    layout(
      keys.map((key) => textColumn(key, context.columns === undefined ? shown : undefined, paint)),
      rows,
      context.width,
    );
  const whole = fit("whole");
  return whole.folded ? fit("brief") : whole;
}

/** @param shown undefined: the column was asked for by its key, and holds just that */
function textColumn(
  key: ColumnKey,
  shown: "whole" | "brief" | undefined,
  paint: Paint,
): TextColumn<FunctionRow> {
  const { text, kind, heading } = column(key);
  const cell = shown === undefined ? text : (SHOWN[key]?.[shown] ?? text);
  return {
    heading: shown === undefined ? key : (heading ?? key),
    text: (row) => cleanText(cell(row)),
    ...(kind === "number" && { align: "right" }),
    ...(key === "description" && { flexible: true }),
    ...(key === "runtimeStatus" && { paint: (text, row) => paint(STATUS_STYLE[row.runtimeStatus], text) }),
  };
}

function columnKeys(context: WriterContext, rows: readonly FunctionRow[]): readonly ColumnKey[] {
  if (context.columns !== undefined) return context.columns;
  const keys = tableColumns(context.extras ?? [], rows.some(isPublished));
  if (context.groupBy === undefined) return keys;
  const needless: readonly ColumnKey[] = GROUPINGS[context.groupBy].columns;
  return keys.filter((key) => !needless.includes(key));
}

function isPublished(row: FunctionRow): boolean {
  return row.version !== "$LATEST";
}

/** Cells that say more than their column where there is room, and less where there is none. */
const SHOWN: Partial<Record<ColumnKey, Record<"whole" | "brief", (row: FunctionRow) => string>>> = {
  accountId: { whole: accountText, brief: (row) => row.accountId },
  lastModified: { whole: (row) => row.lastModified, brief: (row) => row.lastModified.slice(0, 10) },
};

function countText(group: readonly FunctionRow[]): string {
  const count = countFunctions(group);
  const functions = counted(count, "function");
  return count === group.length ? functions : `${functions}, ${counted(group.length, "version")}`;
}

/** Nothing found and nothing read are two things. */
function nothingText({ summary }: ReportTail): string {
  const missing =
    summary.notRead === 0 ? "" : ` (${summary.notRead} of ${counted(summary.targets, "target")} not read)`;
  return `no functions found${missing}\n`;
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join("");
}
