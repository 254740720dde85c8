import type { JsonObject } from "../../model/json.ts";
import type { FunctionRow, ReportTail } from "../../model/report.ts";
import { COLUMN_KEYS, type ColumnKey, column } from "../columns.ts";
import type { Writer, WriterContext } from "../format.ts";
import { limitedRows } from "../limit.ts";
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
      const { listed, leftOut } = limitedRows(rows, context.limit);
      const report = {
        ...context.head,
        functions: listed.map((row) => recordOf(row, context.columns)),
        ...(leftOut > 0 && { functionsLeftOut: leftOut }),
        ...tail,
      };
      yield resultText(query.find(report), format, context.header);
    },
  };
}

/** A function as in the JSON report: optional keys without a value are absent, or null if `--columns` names them. */
function recordOf(row: FunctionRow, columns: readonly ColumnKey[] | undefined): JsonObject {
  const entries = (columns ?? COLUMN_KEYS).map((key) => [key, column(key).value(row)] as const);
  if (columns !== undefined) return Object.fromEntries(entries.map(([key, value]) => [key, value ?? null]));
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
