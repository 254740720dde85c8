/**
 * `--format xlsx`: a workbook for Excel, LibreOffice and Google Sheets. Rows and the ledger go in; one sheet with what to do
 * first and what was not read, the functions, and the ledger come out.
 */
import { type Cell, type CellValue, type ColumnDef, rangeRef, type WriteSheet, writeXlsx } from "hucre/xlsx";
import type { CoverageRow } from "../../model/coverage.ts";
import type { FunctionRow, ReportTail } from "../../model/report.ts";
import { column, flatColumns, isColumnKey } from "../columns.ts";
import { COVERAGE_KEYS } from "../coverage.ts";
import type { WriterContext } from "../format.ts";
import { limitedRows } from "../limit.ts";
import { functionCell, textCell } from "./cells.ts";
import { firstSheet } from "./first-sheet.ts";
import { coverageStyle, HEADING, statusStyle } from "./styles.ts";

/** Rows that a sheet has room for, the header aside. */
const SHEET_ROWS = 1_048_575;

export async function* renderXlsx(
  context: WriterContext,
  rows: readonly FunctionRow[],
  tail: ReportTail,
  sheetRows = SHEET_ROWS,
): AsyncIterable<Uint8Array> {
  const { listed, note } = limitedRows(rows, context.limit);
  const sheets = [
    firstSheet(context.head, rows, tail),
    ...functionSheets(listed, note, context, sheetRows),
    coverageSheet(tail.coverage),
  ];
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
    const part = rows.slice(from, from + sheetRows);
    sheets.push(
      sheet({
        name: sheets.length === 0 ? "Functions" : `Functions ${sheets.length + 1}`,
        keys,
        rows: part.map((row) => keys.map((key) => functionCell(key, row))),
        header: context.header,
        colored: "runtimeStatus",
        styles: part.map(({ runtimeStatus }) => statusStyle(runtimeStatus)),
      }),
    );
  }
  if (note !== "") sheets.at(-1)?.rows?.push([note]);
  return sheets;
}

function coverageSheet(coverage: readonly CoverageRow[]): WriteSheet {
  return sheet({
    name: "Coverage",
    keys: COVERAGE_KEYS,
    rows: coverage.map((row) =>
      COVERAGE_KEYS.map((key) => {
        const value = row[key];
        return typeof value === "number" ? value : textCell(value);
      }),
    ),
    header: true,
    colored: "status",
    styles: coverage.map(({ status }) => coverageStyle(status)),
  });
}

interface SheetParts {
  readonly name: string;
  readonly keys: readonly string[];
  readonly rows: CellValue[][];
  readonly header: boolean;
  /** The column whose cells have these styles, one for each row. */
  readonly colored: string;
  readonly styles: readonly (Partial<Cell> | undefined)[];
}

function sheet({ name, keys, rows, header, colored, styles }: SheetParts): WriteSheet {
  const cells = new Map<string, Partial<Cell>>();
  if (header) for (const [at, value] of keys.entries()) cells.set(`0,${at}`, { value, style: HEADING });
  const at = keys.indexOf(colored);
  const first = header ? 1 : 0;
  if (at !== -1)
    for (const [index, style] of styles.entries()) if (style) cells.set(`${index + first},${at}`, style);
  return {
    name,
    columns: keys.map(columnDef),
    rows: header ? [[...keys], ...rows] : rows,
    cells,
    ...(header && {
      freezePane: { rows: 1 },
      autoFilter: { range: rangeRef(0, 0, rows.length, keys.length - 1) },
      pageSetup: { orientation: "landscape", printTitlesRow: "$1:$1" },
    }),
  };
}

/** Widths in characters, and formats: an account id stays text even when somebody types another. */
const LOOKS: Readonly<Record<string, ColumnDef>> = {
  accountId: { numFmt: "@", width: 14 },
  accountName: { width: 20 },
  region: { width: 15 },
  functionName: { width: 32 },
  lastModified: { numFmt: "yyyy-mm-dd hh:mm:ss", width: 20 },
  description: { width: 40 },
  functionArn: { width: 60 },
  message: { width: 80 },
};

function columnDef(key: string): ColumnDef {
  return LOOKS[key] ?? (isDay(key) ? { numFmt: "yyyy-mm-dd", width: 12 } : { width: 14 });
}

function isDay(key: string): boolean {
  return isColumnKey(key) && column(key).kind === "date";
}
