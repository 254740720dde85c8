/**
 * Cells of TSV and CSV. Text from AWS goes in; a cell comes out that no spreadsheet runs as a formula and that hides no row
 * after it, whichever separator the reader splits at.
 */
import { cleanText, DIRTY } from "./clean-text.ts";

/**
 * Where a spreadsheet would see a formula begin: at the start of a cell, and behind a semicolon, at which many split CSV.
 * White space, zero-width characters and quotes before it do not help: spreadsheets ignore or remove them.
 */
const FORMULA = String.raw`(?:^|;)(?=[\s"\u200b-\u200f\u2060\ufeff]*[=+\-@\uff0b\uff0d\uff1d\uff20])`;

/** The places of a cell that get a `'`, by format. */
const GUARDED = {
  /**
   * A quote at the start of a cell would take in the rows that follow, up to the next quote. LibreOffice splits TSV at
   * commas and semicolons too.
   */
  tsv: new RegExp(`${FORMULA}|(?:^|[;,])(?=")|,(?==)`, "g"),
  /** Quotes are doubled, but a reader that splits at semicolons does not know that the cell is quoted. */
  csv: new RegExp(`${FORMULA}|;(?=")`, "g"),
} as const;

type FlatFormat = keyof typeof GUARDED;

/** A cell that a spreadsheet would run, or read on past its end, becomes text. */
export function guardCell(text: string, format: FlatFormat): string {
  return text.replace(GUARDED[format], "$&'");
}

/** Whether a cell has to be cleaned or guarded: one test decides for nearly every cell. */
const SUSPECT = {
  tsv: new RegExp(`${GUARDED.tsv.source}|${DIRTY.source}`),
  csv: new RegExp(`${GUARDED.csv.source}|${DIRTY.source}`),
} as const satisfies Record<FlatFormat, RegExp>;

function flatCell(text: string, format: FlatFormat): string {
  return SUSPECT[format].test(text) ? guardCell(cleanText(text), format) : text;
}

/** A cell of a TSV file. */
export function tsvCell(text: string): string {
  return flatCell(text, "tsv");
}

/** A cell of a CSV file, quoted as RFC 4180 says; also around a semicolon, at which LibreOffice would split it. */
export function csvCell(text: string): string {
  const cell = flatCell(text, "csv");
  return /[,;"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
