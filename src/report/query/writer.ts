import type { FunctionRow, ReportTail } from "../../model/report.ts";
import { COLUMN_KEYS, type ColumnKey, columnValue } from "../columns.ts";
import type { Writer, WriterContext } from "../format.ts";
import { limitedRows } from "../groups.ts";
import { sortRows } from "../sort.ts";
import { compileQuery } from "./query.ts";
import { SAMPLE_REPORT } from "./sample.ts";
import { type QueryFormat, resultText } from "./text.ts";

/** Writes what a query finds in the JSON report; the whole report is held in memory. */
export function openQueried(expression: string, format: QueryFormat, context: WriterContext): Writer {
  const query = compileQuery(expression, "--query", SAMPLE_REPORT);
  const gathered: FunctionRow[] = [];
  return {
    rows(rows) {
      for (const row of rows) gathered.push(row);
      return "";
    },
    *end(tail: ReportTail) {
      const rows = context.sort.length === 0 ? gathered : sortRows(gathered, context.sort);
      const { listed } = limitedRows(rows, context.limit);
      const functions = listed.map((row) => recordOf(row, context.columns ?? COLUMN_KEYS));
      yield resultText(query.find({ ...context.head, functions, ...tail }), format, context.header);
    },
  };
}

function recordOf(row: FunctionRow, keys: readonly ColumnKey[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    keys.map((key) => [key, columnValue(key, row)] as const).filter(([, value]) => value !== undefined),
  );
}
