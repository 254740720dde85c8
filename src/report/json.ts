/** `--format json` and `--format ndjson`: rows enter, JSON leaves as the rows arrive. */
import type { FunctionRow, ReportHead, ReportTail } from "../model/report.ts";
import { COLUMN_KEYS, type ColumnKey, column } from "./columns.ts";
import type { Writer, WriterContext } from "./format.ts";
import { escapeUnsafe, jsonText } from "./json-text.ts";

/** NDJSON: one function per line. */
export function openNdjson(context: WriterContext): Writer {
  const record = recordOf(context.columns);
  return {
    rows(rows) {
      let text = "";
      for (const row of rows) text += `${record(row)}\n`;
      return text;
    },
    end: () => [],
  };
}

/** The whole report, streamed: the head, then one function per line, then everything known only at the end. */
export function openJson(context: WriterContext): Writer {
  const record = recordOf(context.columns);
  let before: string | undefined;
  return {
    rows(rows) {
      let text = "";
      for (const row of rows) {
        text += `${before ?? `${headText(context.head)}\n`}    ${record(row)}`;
        before = ",\n";
      }
      return text;
    },
    *end(tail, leftOut = 0) {
      yield before === undefined ? `${headText(context.head)}],\n` : "\n  ],\n";
      if (leftOut > 0) yield `  "functionsLeftOut": ${leftOut},\n`;
      yield* tailText(tail);
    },
  };
}

/** A function as JSON, with these keys or all of them, in the order of the columns. */
function recordOf(columns: readonly ColumnKey[] | undefined): (row: FunctionRow) => string {
  const fields = (columns ?? COLUMN_KEYS).map((key, index) =>
    fieldOf(key, index === 0 ? "{" : ",", columns === undefined && column(key).optional === true),
  );
  return (row) => {
    let record = "";
    for (const field of fields) record += field(row);
    return `${record}}`;
  };
}

/** One key and its value. Neighbouring rows agree in most values, so the last one is remembered. */
function fieldOf(key: ColumnKey, before: string, optional: boolean): (row: FunctionRow) => string {
  const name = `${before}${JSON.stringify(key)}:`;
  const absent = optional ? "" : `${name}null`;
  const { value } = column(key);
  let last: unknown;
  let made = absent;
  return (row) => {
    const raw = value(row);
    if (raw !== last) {
      last = raw;
      made = raw === undefined ? absent : name + jsonText(raw);
    }
    return made;
  };
}

function headText({ schemaVersion, tool, startedAt, catalogue, shard }: ReportHead): string {
  return [
    "{",
    `  "schemaVersion": ${schemaVersion},`,
    `  "tool": ${jsonText(tool)},`,
    `  "startedAt": ${jsonText(startedAt)},`,
    `  "catalogue": ${jsonText(catalogue)},`,
    ...(shard === undefined ? [] : [`  "shard": ${jsonText(shard)},`]),
    '  "functions": [',
  ].join("\n");
}

function* tailText({ finishedAt, coverage, accounts, summary }: ReportTail): Iterable<string> {
  yield `  "finishedAt": ${jsonText(finishedAt)},\n  "coverage": `;
  yield* jsonLines(coverage, "  ");
  yield ',\n  "accounts": ';
  yield* jsonLines(accounts, "  ");
  const counts = escapeUnsafe(JSON.stringify(summary, null, 2)).replaceAll("\n", "\n  ");
  yield `,\n  "summary": ${counts}\n}\n`;
}

/** A JSON array with one record per line, in pieces, indented. */
export function* jsonLines(records: readonly object[], indent: string): Iterable<string> {
  if (records.length === 0) return yield "[]";
  let before = "[\n";
  for (const record of records) {
    yield `${before}${indent}  ${jsonText(record)}`;
    before = ",\n";
  }
  yield `\n${indent}]`;
}
