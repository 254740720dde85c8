/** A trend as a page: what changed last, the chart, the pace, the numbers. */
import { momentNames } from "../model/day.ts";
import { DEPRECATED_STATUSES } from "../model/runtime.ts";
import { datedText, dateText, html, type Markup } from "../report/html/markup.ts";
import { groupedCount, numberText } from "../report/html/numbers.ts";
import { type PlainColumn, plainPage, plainTable, type Verdict } from "../report/html/plain-page.ts";
import { type Pace, runtimeName } from "./pace.ts";
import type { Trend, TrendRow } from "./trend.ts";
import { trendChart } from "./trend-chart.ts";
import { peopleColumns, type TrendColumn } from "./trend-columns.ts";

export function trendHtml(trend: Trend): Promise<Iterable<string>> {
  return plainPage({ title: "Lambda runtimes: trend", verdict: verdictOf(trend) }, partsOf(trend));
}

/** The last report against the one before; the rows of a report are one, also when they are by owner. */
function verdictOf({ rows, notes }: Trend): Verdict {
  const last = rows.at(-1);
  if (last === undefined) return { tone: "good", headline: "No reports", lines: notes };
  const now = rows.filter(({ startedAt }) => startedAt === last.startedAt);
  const before = rows.findLast(({ startedAt }) => startedAt !== last.startedAt);
  const name = momentNames(rows.map(({ startedAt }) => startedAt));
  const sum = (count: (row: TrendRow) => number | null) =>
    now.reduce((total, row) => total + (count(row) ?? 0), 0);
  const deprecated = sum(({ byStatus }) =>
    DEPRECATED_STATUSES.reduce((total, status) => total + (byStatus[status] ?? 0), 0),
  );
  const changed = `${numberText(sum((row) => row.new))} new, ${numberText(sum((row) => row.fixed))} fixed, ${numberText(sum((row) => row.stillOpen))} still open`;
  const unread = last.targets - last.read;
  const waived = sum((row) => row.waived);
  return {
    // Only a complete report can be good.
    tone: deprecated > 0 ? "bad" : unread > 0 ? "warn" : "good",
    headline: `${groupedCount(deprecated, "function")} on deprecated runtimes on ${name(last.startedAt)}`,
    lines: [
      ...(before === undefined ? [] : [`Since ${name(before.startedAt)}: ${changed}`]),
      ...(waived === 0 ? [] : [`Waived, on any runtime: ${groupedCount(waived, "function")}`]),
      ...(unread === 0 ? [] : [unreadNote(unread, last.targets)]),
      ...notes.map((note) => note.replace(/^report/, "Report")),
    ],
  };
}

function unreadNote(unread: number, targets: number): Markup {
  return html`<b class="unread-note">Incomplete: ${numberText(unread)} of ${groupedCount(targets, "target")} not read, so functions may be missing</b>`;
}

function* partsOf(trend: Trend): Iterable<Markup> {
  yield trendChart(trend);
  if (trend.pace.length > 0) {
    yield html`<h2 id="pace">At the last eight weeks' pace</h2>`;
    yield* plainTable("pace", PACE, trend.pace);
  }
  yield html`<h2 id="reports">Reports</h2>`;
  yield* plainTable("reports", peopleColumns(trend).map(pageColumn), trend.rows);
}

const PACE: readonly PlainColumn<Pace>[] = [
  { heading: "runtime", cell: ({ runtime }) => html`${runtimeName(runtime)}` },
  { heading: "then", isNumber: true, cell: ({ before }) => html`${numberText(before)}` },
  { heading: "now", isNumber: true, cell: ({ now }) => html`${numberText(now)}` },
  { heading: "since", cell: ({ since }) => dateText(since.slice(0, 10)) },
  {
    heading: "last function gone",
    cell: ({ goneOn }) => (goneOn === null ? html`not at this pace` : dateText(goneOn)),
  },
  {
    heading: "updates blocked",
    cell: ({ runtime, blockUpdateDate }) => {
      if (blockUpdateDate !== null) return dateText(blockUpdateDate);
      return html`${runtime === "custom" ? "set by their publishers" : "not scheduled"}`;
    },
  },
];

function pageColumn({ heading, text, isNumber }: TrendColumn): PlainColumn<TrendRow> {
  return {
    heading: heading === "report" ? "report (UTC)" : heading,
    isNumber,
    cell: (row) => {
      const value = text(row);
      return isNumber && value !== "" ? html`${numberText(Number(value))}` : datedText(value);
    },
  };
}
