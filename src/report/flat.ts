/** `--format tsv` and `--format csv`: rows enter, lines leave as the rows arrive. */
import type { FunctionRow } from "../model/report.ts";
import { type ColumnKey, column, flatColumns, valueText } from "./columns.ts";
import { csvCell, tsvCell } from "./flat-cell.ts";
import type { Writer, WriterContext } from "./format.ts";

/** Lines end in a newline in both: every CSV reader accepts it, and `cut` and `awk` leave no \r behind. */
const FLAT = {
  tsv: { separator: "\t", cell: tsvCell },
  csv: { separator: ",", cell: csvCell },
} as const;

const BOM = "\ufeff";

/** TSV and CSV: a header line, then a line for each row, written as rows arrive. */
export function openFlat(context: WriterContext, kind: keyof typeof FLAT): Writer {
  const keys = context.columns ?? flatColumns(context.extras ?? []);
  const { separator, cell } = FLAT[kind];
  const line = lineOf(keys, separator, cell);
  let begun = false;
  const begin = (): string => {
    if (begun) return "";
    begun = true;
    return `${context.bom ? BOM : ""}${context.header ? `${keys.map(cell).join(separator)}\n` : ""}`;
  };
  return {
    rows(rows) {
      let text = begin();
      for (const row of rows) text += line(row);
      return text;
    },
    end: () => [begin()].filter((text) => text !== ""),
  };
}

/** The text of a row's cell, after its separator. */
type CellOf = (row: FunctionRow) => string;

function lineOf(keys: readonly ColumnKey[], separator: string, cell: (text: string) => string): CellOf {
  const cells = keys.map((key, index) => cellOf(key, index === 0 ? "" : separator, cell));
  return (row) => {
    let line = "";
    for (const text of cells) line += text(row);
    return `${line}\n`;
  };
}

/**
 * Numbers are not guarded: a negative one is not a formula. Neighbouring rows agree in most columns (account, region,
 * runtime, dates), so the last cell is remembered.
 */
function cellOf(key: ColumnKey, before: string, cell: (text: string) => string): CellOf {
  const { kind, value } = column(key);
  const final = kind === "number" ? (raw: string) => raw : cell;
  let last: unknown;
  let made = before;
  return (row) => {
    const raw = value(row);
    if (raw !== last) {
      last = raw;
      made = before + final(valueText(raw));
    }
    return made;
  };
}
