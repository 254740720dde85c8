/**
 * The functions of a Markdown report: all rows enter, tables under headings leave, findings first, as many as there is room
 * for, and then how many were left out.
 */

import { isPublished } from "../model/function.ts";
import type { FunctionRow } from "../model/report.ts";
import { type ColumnKey, column, extraColumns } from "./columns.ts";
import { isFinding } from "./deadlines.ts";
import type { WriterContext } from "./format.ts";
import { GROUPINGS, type GroupBy, groupRows } from "./groups.ts";
import { countedRows, countRows, firstRows } from "./limit.ts";
import { markdownCode, markdownTable, markdownText } from "./markdown-text.ts";

/** The findings, then the other functions, as many as there is room for. */
export function* functionLists(
  context: WriterContext,
  rows: readonly FunctionRow[],
  characters: number,
): Iterable<string> {
  const room: Room = { functions: context.limit || Infinity, characters: characters - LEFT_OUT_LENGTH };
  const findings = rows.filter((row) => isFinding(row.runtimeStatus));
  const others = rows.filter((row) => !isFinding(row.runtimeStatus));
  let left = 0;
  if (findings.length > 0) {
    yield "\n## Findings\n";
    left += yield* listed(context, findings, room);
  }
  if (room.functions <= 0) left += countRows(others);
  else if (others.length > 0) {
    yield `\n<details>\n<summary>Other functions (${countRows(others)})</summary>\n`;
    left += yield* listed(context, others, room);
    yield "\n</details>\n";
  }
  if (left > 0) yield leftOutPart(left, rows, context.limit);
}

/** Characters that the headings and the note of what was left out take. */
const LEFT_OUT_LENGTH = 300;

function leftOutPart(left: number, rows: readonly FunctionRow[], limit: number | undefined): string {
  const why =
    limit === undefined ? "as many as fit into a comment; `--limit 0` lists all" : `\`--limit ${limit}\``;
  return `\n**${countedRows(left, rows.some(isPublished))} of ${countRows(rows)} not listed** (${why}).\n`;
}

const COLUMNS: readonly ColumnKey[] = [
  "accountId",
  "accountName",
  "region",
  "functionName",
  "runtime",
  "runtimeStatus",
  "action",
  "dueDate",
  "owner",
  "successor",
  "lastModified",
  "description",
];

const WAIVER: readonly ColumnKey[] = ["waivedUntil", "waiverReason"];

/** What may still be listed. */
interface Room {
  functions: number;
  characters: number;
}

/**
 * Functions in tables under headings; by account, when nothing else was asked for.
 * @returns how many were left out
 */
function* listed(
  context: WriterContext,
  rows: readonly FunctionRow[],
  room: Room,
): Generator<string, number, undefined> {
  const by: GroupBy = context.groupBy ?? "account";
  let left = 0;
  for (const group of groupRows(rows, by)) {
    const keys = columnsFor(context, by, group.rows);
    const right = keys.flatMap((key, index) => (column(key).kind === "number" ? [index] : []));
    const heading = `\n### ${markdownText(group.title)} (${countRows(group.rows)})\n`;
    const listable = room.functions > 0 ? firstRows(group.rows, room.functions) : [];
    const shown = takeLines(
      markdownTable(keys.map(markdownText), cellsOf(keys, listable), right),
      heading.length,
      room,
    );
    if (shown.length > 0) yield heading;
    yield* shown;
    const shownRows = countRows(listable.slice(0, Math.max(0, shown.length - 1)));
    room.functions -= shownRows;
    left += countRows(group.rows) - shownRows;
  }
  return left;
}

/** Without what the heading says; waivers where there are some. */
function columnsFor(
  { columns, extras = [] }: WriterContext,
  by: GroupBy,
  rows: readonly FunctionRow[],
): readonly ColumnKey[] {
  const needless: readonly ColumnKey[] = GROUPINGS[by].columns;
  const isWaived = rows.some(({ waivedUntil }) => waivedUntil !== undefined);
  return (
    columns ?? [
      ...COLUMNS.filter((key) => !needless.includes(key)),
      ...(isWaived ? WAIVER : []),
      ...extraColumns(extras),
    ]
  );
}

function* cellsOf(keys: readonly ColumnKey[], rows: readonly FunctionRow[]): Iterable<readonly string[]> {
  for (const row of rows) yield keys.map((key) => cell(key, row));
}

/** The head of a table and as many lines as fit; nothing if none does. */
function takeLines(table: Iterable<string>, heading: number, room: Room): readonly string[] {
  const shown: string[] = [];
  let used = heading;
  for (const line of table) {
    used += line.length;
    if (used > room.characters) {
      // Nothing is listed after the first function that does not fit.
      room.functions = 0;
      return shown.length > 1 ? shown : [];
    }
    shown.push(line);
  }
  if (shown.length < 2) return [];
  room.characters -= used;
  return shown;
}

/** Names that people copy are in code spans; text that people wrote is text. */
const NAMES: ReadonlySet<ColumnKey> = new Set([
  "functionName",
  "functionArn",
  "runtime",
  "successor",
  "handler",
  "role",
]);

function cell(key: ColumnKey, row: FunctionRow): string {
  const { kind, text } = column(key);
  const raw = text(row);
  if (kind === "number" || raw === "") return raw;
  return NAMES.has(key) ? markdownCode(raw) : markdownText(raw);
}
