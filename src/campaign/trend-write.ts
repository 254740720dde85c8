/** A trend as text: CSV, JSON, Markdown and HTML. A table for a terminal is drawn by the command line. */
import { RUNTIME_STATUSES } from "../model/runtime.ts";
import { csvCell } from "../report/flat-cell.ts";
import { jsonLines } from "../report/json.ts";
import { jsonText } from "../report/json-text.ts";
import { markdownTable, markdownText } from "../report/markdown-text.ts";
import type { TrendFormat } from "./formats.ts";
import { paceTexts } from "./pace-texts.ts";
import type { Trend, TrendRow } from "./trend.ts";
import { peopleColumns, type TrendColumn, trendColumns } from "./trend-columns.ts";
import { trendHtml } from "./trend-html.ts";

const WRITERS = {
  csv: trendCsv,
  json: trendJson,
  markdown: trendMarkdown,
  html: trendHtml,
} as const satisfies Record<
  Exclude<TrendFormat, "table">,
  (trend: Trend) => Iterable<string> | Promise<Iterable<string>>
>;

export async function writeTrend(
  format: Exclude<TrendFormat, "table">,
  trend: Trend,
): Promise<Iterable<string>> {
  return WRITERS[format](trend);
}

/** For programs: every column, always. */
function* trendCsv(trend: Trend): Iterable<string> {
  const started: TrendColumn = {
    heading: "startedAt",
    text: ({ startedAt }) => startedAt,
    isNumber: false,
  };
  const all = trendColumns(trend, RUNTIME_STATUSES, started, (owner) => owner ?? "");
  yield `${all.map(({ heading, key = heading }) => key).join(",")}\n`;
  for (const row of trend.rows) yield `${all.map(({ text }) => csvCell(text(row))).join(",")}\n`;
}

function* trendJson({ schemaVersion, rows, pace, notes }: Trend): Iterable<string> {
  yield `{\n  "schemaVersion": ${schemaVersion},\n  "rows": `;
  yield* jsonLines(rows.map(recordOf), "  ");
  yield ',\n  "pace": ';
  yield* jsonLines(pace, "  ");
  yield `,\n  "notes": ${jsonText(notes)}\n}\n`;
}

/** The keys in the order of the columns. */
function recordOf(row: TrendRow): object {
  const { startedAt, owner, targets, read, functions, byStatus, waived, stillOpen, targetsLeftOut } = row;
  const who = owner === undefined ? {} : { owner };
  const moved = { new: row.new, fixed: row.fixed, stillOpen, targetsLeftOut };
  return { startedAt, ...who, targets, read, functions, byStatus, waived, ...moved };
}

function* trendMarkdown(trend: Trend): Iterable<string> {
  yield `# Lambda runtimes: trend\n`;
  if (trend.pace.length > 0) yield "\n";
  for (const text of paceTexts(trend)) yield `- ${markdownText(text)}\n`;
  for (const note of trend.notes) yield `\n> ${markdownText(note)}\n`;
  const all = peopleColumns(trend);
  yield* markdownTable(
    all.map(({ heading }) => heading),
    trend.rows.map((row) => all.map(({ text }) => markdownText(text(row)))),
    all.flatMap(({ isNumber }, index) => (isNumber ? [index] : [])),
  );
}
