/** `--limit`: which rows a report lists, and how it says how many it leaves out. */
import type { FunctionRow } from "../model/report.ts";
import { isPublished } from "../model/version.ts";
import { counted } from "./groups.ts";

/** `12 functions`, or `12 function versions` where published versions are listed. */
export function countedRows(count: number, rows: readonly FunctionRow[]): string {
  return counted(count, rows.some(isPublished) ? "function version" : "function");
}

/** The rows that `--limit` lists, and a note on the others; an empty one when all are listed. */
export function limitedRows(
  rows: readonly FunctionRow[],
  limit = 0,
): { readonly listed: readonly FunctionRow[]; readonly note: string } {
  if (limit === 0 || rows.length <= limit) return { listed: rows, note: "" };
  return { listed: rows.slice(0, limit), note: leftOutText(rows.length - limit, rows, limit) };
}

/** `12 functions not listed (--limit 5)` */
export function leftOutText(left: number, rows: readonly FunctionRow[], limit: number): string {
  return `${countedRows(left, rows)} not listed (--limit ${limit})`;
}
