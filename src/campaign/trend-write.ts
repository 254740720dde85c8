/** A trend as text: CSV, JSON, Markdown and HTML. A table for a terminal is drawn by the command line. */
import { RUNTIME_STATUSES, type RuntimeStatus } from "../model/runtime.ts";
import { csvCell } from "../report/flat-cell.ts";
import { pageAssets } from "../report/html/assets.ts";
import { pageHead } from "../report/html/head.ts";
import { datedText, html } from "../report/html/markup.ts";
import { jsonLines } from "../report/json.ts";
import { jsonText } from "../report/json-text.ts";
import { markdownTable, markdownText } from "../report/markdown-text.ts";
import type { Trend, TrendRow } from "./trend.ts";
import { trendChart } from "./trend-chart.ts";

export const TREND_FORMATS = ["table", "csv", "json", "markdown", "html"] as const;
export type TrendFormat = (typeof TREND_FORMATS)[number];

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

export interface TrendColumn {
  readonly heading: string;
  /** The heading in CSV, when it differs. */
  readonly key?: string;
  readonly text: (row: TrendRow) => string;
  readonly isNumber: boolean;
}

const count = (key: keyof TrendRow, heading: string = key): TrendColumn => ({
  heading,
  key,
  text: ({ [key]: value }) => (value === null || value === undefined ? "" : String(value)),
  isNumber: true,
});

const status = (name: RuntimeStatus): TrendColumn => ({
  heading: name,
  text: ({ byStatus }) => String(byStatus[name] ?? 0),
  isNumber: true,
});

function columns(
  { rows }: Trend,
  statuses: readonly RuntimeStatus[],
  started: TrendColumn,
  ownerText: (owner: string | null) => string,
): TrendColumn[] {
  const owner: TrendColumn = {
    heading: "owner",
    text: (row) => ownerText(row.owner ?? null),
    isNumber: false,
  };
  return [
    started,
    ...(rows.some((row) => row.owner !== undefined) ? [owner] : []),
    count("targets"),
    count("read"),
    count("functions"),
    ...statuses.map(status),
    count("waived"),
    count("new"),
    count("fixed"),
    count("stillOpen", "still open"),
    count("targetsLeftOut", "left out"),
  ];
}

/** For people: the statuses that occur. */
export function peopleColumns(trend: Trend): TrendColumn[] {
  const occurring = RUNTIME_STATUSES.filter((name) => trend.rows.some(({ byStatus }) => byStatus[name]));
  const started: TrendColumn = {
    heading: "report",
    text: ({ startedAt }) => `${startedAt.slice(0, 10)} ${startedAt.slice(11, 16)}`,
    isNumber: false,
  };
  return columns(trend, occurring, started, (owner) => owner ?? "(no owner)");
}

/** For programs: every column, always. */
function* trendCsv(trend: Trend): Iterable<string> {
  const started: TrendColumn = {
    heading: "startedAt",
    text: ({ startedAt }) => startedAt,
    isNumber: false,
  };
  const all = columns(trend, RUNTIME_STATUSES, started, (owner) => owner ?? "");
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

const TITLE = "Lambda runtimes: trend";

function* trendMarkdown(trend: Trend): Iterable<string> {
  yield `# ${TITLE}\n`;
  for (const { text } of trend.pace) yield `\n${markdownText(text)}\n`;
  for (const note of trend.notes) yield `\n> ${markdownText(note)}\n`;
  const all = peopleColumns(trend);
  yield* markdownTable(
    all.map(({ heading }) => heading),
    trend.rows.map((row) => all.map(({ text }) => markdownText(text(row)))),
    all.flatMap(({ isNumber }, index) => (isNumber ? [index] : [])),
  );
}

async function trendHtml(trend: Trend): Promise<Iterable<string>> {
  const { style } = await pageAssets();
  return htmlText(trend, style);
}

function* htmlText(trend: Trend, style: string): Iterable<string> {
  const all = peopleColumns(trend);
  const number = html` class="number"`;
  yield `${pageHead({ title: TITLE, style }).text}\n`;
  yield `${
    html`<header>
<h1>${TITLE}</h1>
${trend.pace.map(({ text }) => html`<p>${datedText(text)}</p>`)}
</header>
<main>
<ul>${trend.notes.map((note) => html`<li>${datedText(note)}</li>`)}</ul>
${trendChart(trend)}
<h2 id="reports">Reports</h2>
<div class="scroll" role="region" aria-labelledby="reports" tabindex="0"><table aria-labelledby="reports">
<thead><tr>${all.map(({ heading, isNumber }) => html`<th scope="col"${isNumber ? number : undefined}>${heading}</th>`)}</tr></thead>
<tbody>`.text
  }\n`;
  for (const row of trend.rows)
    yield `${html`<tr>${all.map(({ text, isNumber }) => html`<td${isNumber ? number : undefined}>${datedText(text(row))}</td>`)}</tr>`.text}\n`;
  yield "</tbody></table></div>\n</main>\n</body>\n</html>\n";
}
