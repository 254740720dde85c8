/** `--limit`: which rows a report lists, and how it says how many it leaves out. Replicas of Lambda@Edge are in no number. */
import { isCounted } from "../model/counted.ts";
import { isPublished } from "../model/function.ts";
import type { FunctionRow } from "../model/report.ts";
import { counted } from "../model/words.ts";

/** How many of these rows are in numbers: functions, or their versions where those are listed. */
export function countRows(rows: readonly FunctionRow[]): number {
  return rows.reduce((sum, row) => sum + Number(isCounted(row)), 0);
}

/** The rows that fit, up to the first one that does not. */
export function firstRows(rows: readonly FunctionRow[], room: number): readonly FunctionRow[] {
  if (rows.length <= room) return rows;
  let left = room;
  const end = rows.findIndex((row) => isCounted(row) && --left < 0);
  return end === -1 ? rows : rows.slice(0, end);
}

/** `12 functions`, or `12 function versions` where published versions are listed. */
export function countedRows(count: number, versions: boolean): string {
  return counted(count, versions ? "function version" : "function");
}

/** The rows that `--limit` lists, how many are left out, and a note on those; an empty one when all are listed. */
export function limitedRows(
  rows: readonly FunctionRow[],
  limit = 0,
): { readonly listed: readonly FunctionRow[]; readonly leftOut: number; readonly note: string } {
  const listed = firstRows(rows, limit || Infinity);
  const leftOut = countRows(rows) - countRows(listed);
  return { listed, leftOut, note: leftOut === 0 ? "" : leftOutText(leftOut, rows.some(isPublished), limit) };
}

/** `12 functions not listed (--limit 5)` */
export function leftOutText(left: number, versions: boolean, limit: number): string {
  return `${countedRows(left, versions)} not listed (--limit ${limit})`;
}
