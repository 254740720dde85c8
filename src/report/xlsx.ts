import { type CellValue, type ColumnDef, rangeRef, type WriteSheet, writeXlsx } from "hucre/xlsx";
import type { CoverageRow } from "../model/coverage.ts";
import type { FunctionRow, ReportTail } from "../model/report.ts";
import { cleanText, shortened } from "./cell.ts";
import { type ColumnKey, column, flatColumns } from "./columns.ts";
import { COVERAGE_KEYS } from "./coverage.ts";
import type { WriterContext } from "./format.ts";
import { limitedRows } from "./groups.ts";

/** Rows that a sheet has room for, the header aside. */
const SHEET_ROWS = 1_048_575;

/** A workbook for Excel, LibreOffice and Google Sheets: the functions, and the ledger on a sheet of its own. */
export async function* renderXlsx(
  context: WriterContext,
  rows: readonly FunctionRow[],
  tail: ReportTail,
  sheetRows = SHEET_ROWS,
): AsyncIterable<Uint8Array> {
  const { listed, note } = limitedRows(rows, context.limit);
  const sheets = [...functionSheets(listed, note, context, sheetRows), coverageSheet(tail.coverage)];
  // With the current time, the same report would have different bytes each time.
  const properties = { title: "Lambda inventory", modified: new Date(tail.finishedAt) };
  yield await writeXlsx({ sheets, properties });
}

/** As many sheets as the rows need, at least one. */
function functionSheets(
  rows: readonly FunctionRow[],
  note: string,
  context: WriterContext,
  sheetRows: number,
): WriteSheet[] {
  const keys = context.columns ?? flatColumns(context.extras ?? []);
  const sheets: WriteSheet[] = [];
  for (let from = 0; from === 0 || from < rows.length; from += sheetRows) {
    const name = sheets.length === 0 ? "Functions" : `Functions ${sheets.length + 1}`;
    const part = rows.slice(from, from + sheetRows).map((row) => keys.map((key) => functionCell(key, row)));
    sheets.push(sheet(name, keys, part, context.header));
  }
  if (note !== "") sheets.at(-1)?.rows?.push([note]);
  return sheets;
}

function coverageSheet(coverage: readonly CoverageRow[]): WriteSheet {
  const rows = coverage.map((row) => COVERAGE_KEYS.map((key) => plain(row[key])));
  return sheet("Coverage", COVERAGE_KEYS, rows, true);
}

function sheet(name: string, keys: readonly string[], rows: CellValue[][], header: boolean): WriteSheet {
  return {
    name,
    columns: keys.map(columnDef),
    rows: header ? [[...keys], ...rows] : rows,
    ...(header && {
      freezePane: { rows: 1 },
      autoFilter: { range: rangeRef(0, 0, rows.length, keys.length - 1) },
      cells: new Map(keys.map((key, at) => [`0,${at}`, { value: key, style: { font: { bold: true } } }])),
    }),
  };
}

/** What a column's cells show and how wide they are; the id stays text even when somebody types another. */
const DAY = { numFmt: "yyyy-mm-dd", width: 12 };
const LOOKS: Readonly<Record<string, ColumnDef>> = {
  accountId: { numFmt: "@", width: 14 },
  accountName: { width: 20 },
  region: { width: 15 },
  functionName: { width: 32 },
  deprecationDate: DAY,
  blockCreateDate: DAY,
  blockUpdateDate: DAY,
  lastInvoked: DAY,
  lastModified: { numFmt: "yyyy-mm-dd hh:mm:ss", width: 20 },
  description: { width: 40 },
  functionArn: { width: 60 },
  message: { width: 80 },
};

function columnDef(key: string): ColumnDef {
  return LOOKS[key] ?? { width: 14 };
}

/** Days and times are dates, numbers are numbers, and everything else is text, whatever it begins with. */
function functionCell(key: ColumnKey, row: FunctionRow): CellValue {
  const { kind, text } = column(key);
  const raw = text(row);
  if (raw === "") return null;
  if (kind === "number") return Number(raw);
  const time = DATED.has(key) && /^\d{4}-\d{2}-\d{2}/.test(raw) ? new Date(raw) : undefined;
  return time === undefined || Number.isNaN(time.getTime()) ? plain(raw) : time;
}

const DATED: ReadonlySet<ColumnKey> = new Set([
  "deprecationDate",
  "blockCreateDate",
  "blockUpdateDate",
  "lastInvoked",
  "lastModified",
]);

/** A cell holds so many characters. */
const CELL_LENGTH = 32_767;

function plain(value: string | number): CellValue {
  if (typeof value === "number") return value;
  const text = cleanText(value);
  const fitting = text.length > CELL_LENGTH ? shortened(text, CELL_LENGTH - 1) : text;
  return fitting.replace(NOT_IN_XML, "\ufffd").replace(ESCAPE_OF_XLSX, "_x005F_");
}

/** What XML has no place for: Excel takes the whole workbook for damaged. */
const NOT_IN_XML = /[\ufffe\uffff]|\p{Surrogate}/gu;
/** The start of `_x0041_`, which would be read as `A`. */
const ESCAPE_OF_XLSX = /_(?=x[\dA-Fa-f]{4}_)/g;
