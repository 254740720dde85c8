import type { CellValue } from "hucre/xlsx";
import type { FunctionRow } from "../../model/report.ts";
import { cleanText, shortened } from "../clean-text.ts";
import { type ColumnKey, column } from "../columns.ts";

/** Days and times are dates, numbers are numbers, and everything else is text, whatever it begins with. */
export function functionCell(key: ColumnKey, row: FunctionRow): CellValue {
  const { kind, text } = column(key);
  const raw = text(row);
  if (raw === "") return null;
  if (kind === "number") return Number(raw);
  return (kind === "date" ? dateCell(raw) : undefined) ?? textCell(raw);
}

/** The date or time in a text; undefined if it is something else. */
export function dateCell(text: string): Date | undefined {
  const date = /^\d{4}-\d{2}-\d{2}/.test(text) ? new Date(text) : undefined;
  return date === undefined || Number.isNaN(date.getTime()) ? undefined : date;
}

/** The most characters a cell can hold. */
const CELL_LENGTH = 32_767;

/** Text as every other format prints it: one line without control characters. It is never a formula. */
export function textCell(value: string): string | null {
  if (value === "") return null;
  const text = cleanText(value);
  const fitting = text.length > CELL_LENGTH ? shortened(text, CELL_LENGTH - 1) : text;
  return fitting.replace(ESCAPE_OF_XLSX, "_x005F_");
}

/** The start of `_x0041_`, which would be read as `A`. */
const ESCAPE_OF_XLSX = /_(?=x[\dA-Fa-f]{4}_)/g;
