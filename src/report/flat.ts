import type { FunctionRow } from "../model/report.ts";
import { csvCell, tsvCell } from "./cell.ts";
import { column, flatColumns } from "./columns.ts";
import type { Writer, WriterContext } from "./writer.ts";

/** Lines end in a bare newline in both: every reader of CSV takes it, and `cut` and `awk` leave no \r behind. */
const FLAT = {
  tsv: { separator: "\t", cell: tsvCell },
  csv: { separator: ",", cell: csvCell },
} as const;

/** TSV and CSV: a header line, then a line a row, written as they come. */
export function openFlat(context: WriterContext, kind: keyof typeof FLAT): Writer {
  const keys = context.columns ?? flatColumns(context.extras ?? []);
  const { separator, cell } = FLAT[kind];
  const line = lineOf(keys.map(column), separator, cell);
  let begun = !context.header;
  const begin = (): string => {
    if (begun) return "";
    begun = true;
    return `${keys.join(separator)}\n`;
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

type Columns = readonly ReturnType<typeof column>[];

/** A negative number is no formula, so that numbers stay numbers. */
function lineOf(columns: Columns, separator: string, cell: (text: string) => string) {
  const cells = columns.map(({ kind, text }) =>
    kind === "number" ? text : (row: FunctionRow) => cell(text(row)),
  );
  return (row: FunctionRow): string => {
    let line = "";
    let before = "";
    for (const cellOf of cells) {
      line += before + cellOf(row);
      before = separator;
    }
    return `${line}\n`;
  };
}
