/** The selected functions as CSV, with the cells of `--format csv`: no spreadsheet runs one as a formula. Pure. */
import { csvCell } from "../../flat-cell.ts";
import { DERIVED } from "../page-data.ts";
import type { Rows } from "./rows.ts";

/** A byte order mark, by which Excel detects UTF-8. */
const BOM = "\ufeff";

export function csvText(rows: Rows, selected: readonly number[]): string {
  const columns = rows.all.filter(({ key }) => !(DERIVED as readonly string[]).includes(key));
  const lines = selected.map((row) =>
    columns
      .map((column) => {
        const text = rows.cell(column, row);
        return column.kind === "number" ? text : csvCell(text);
      })
      .join(","),
  );
  return `${BOM}${[columns.map(({ key }) => csvCell(key)).join(","), ...lines].join("\n")}\n`;
}
