/** The chart of a trend: one bar per report, made of the statuses that need attention. A trend enters, an SVG element leaves. */
import { momentNames } from "../model/day.ts";
import { addTo, groupedBy } from "../model/maps.ts";
import { isDeprecated, RUNTIME_STATUSES, type RuntimeStatus } from "../model/runtime.ts";
import { counted } from "../model/words.ts";
import { datedText, html, type Markup } from "../report/html/markup.ts";
import type { Trend } from "./trend.ts";

/** From the bottom of a bar to its top. */
const STATUSES: readonly RuntimeStatus[] = RUNTIME_STATUSES.filter(
  (status) => isDeprecated(status) || status === "expiring",
).reverse();

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP] = [960, 300, 50, 30, 20];
/** For a second line below a bar. */
const LINE = 16;
const MOST_DATES = 10;
const WIDEST_BAR = 60;

interface Bar {
  /** The day of the report; with its time, where another one is of the same day. */
  readonly name: string;
  /** What was not read: the bar may be too low. */
  readonly notRead: readonly string[];
  readonly counts: ReadonlyMap<RuntimeStatus, number>;
  readonly sum: number;
}

export function trendChart(trend: Trend): Markup {
  const bars = barsOf(trend);
  const most = Math.max(1, ...bars.map(({ sum }) => sum));
  const step = (WIDTH - LEFT) / Math.max(1, bars.length);
  const every = Math.ceil(bars.length / MOST_DATES);
  const about = `Functions on deprecated and expiring runtimes in ${counted(bars.length, "report")}`;
  const bottom = HEIGHT - BOTTOM - (bars.some(({ name }) => name.includes(" ")) ? LINE : 0);
  const partial = bars.filter(({ notRead }) => notRead.length > 0);
  return html`<section aria-labelledby="chart">
<h2 id="chart">Functions that need attention</h2>
<figure>
<ul class="legend">${STATUSES.map((status) => html`<li><span class="status ${status}">${status}</span></li>`)}</ul>
<div class="scroll latest" role="group" aria-labelledby="chart" tabindex="0"><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${about}">
<line class="axis" x1="${LEFT}" x2="${WIDTH}" y1="${bottom}" y2="${bottom}"/>
<line class="tick" x1="${LEFT}" x2="${WIDTH}" y1="${TOP}" y2="${TOP}"/>
<text class="tick" x="${LEFT - 8}" y="${TOP + 4}" text-anchor="end">${most}</text>
<text class="tick" x="${LEFT - 8}" y="${bottom}" text-anchor="end">0</text>
${bars.map((bar, index) => barPart(bar, { x: LEFT + index * step, step, bottom, most, isDated: index % every === 0 }))}
</svg></div>
<figcaption>${about}. One bar per report, oldest first.${partial.length > 0 ? html` <span class="mark">⚠</span> marks reports that are incomplete: their bars may be too low.` : ""}</figcaption>
</figure>
${partial.length > 0 ? incompletePart(partial) : ""}
</section>`;
}

/** Why reports are incomplete. */
function incompletePart(bars: readonly Bar[]): Markup {
  return html`<details class="more" open><summary>${counted(bars.length, "incomplete report")}</summary><ul>${[...groupedBy(bars, reasonsOf)].map(([why, of]) => html`<li>${daysPart(of)}: ${why}</li>`)}</ul></details>`;
}

function reasonsOf({ notRead }: Bar): string {
  return notRead.join("; ");
}

const MOST_DAYS = 4;

/** The days of the reports: all of a few, the first and the last of many. */
function daysPart(bars: readonly Bar[]): Markup {
  const days = bars.map(({ name }) => datedText(name));
  if (days.length > MOST_DAYS) return html`${days.length} reports, ${days[0]} to ${days.at(-1)}`;
  return html`${days.map((day, at) => html`${at === 0 ? "" : ", "}${day}`)}`;
}

/** The rows of one report are one bar, also when they are by owner. */
function barsOf({ rows }: Trend): readonly Bar[] {
  const bars = new Map<string, { notRead: readonly string[]; counts: Map<RuntimeStatus, number> }>();
  for (const { startedAt, byStatus, notRead } of rows) {
    const bar = bars.get(startedAt) ?? { notRead, counts: new Map<RuntimeStatus, number>() };
    bars.set(startedAt, bar);
    for (const status of STATUSES) addTo(bar.counts, status, byStatus[status] ?? 0);
  }
  const nameOf = momentNames(bars.keys());
  return [...bars].map(([startedAt, { notRead, counts }]) => ({
    name: nameOf(startedAt),
    notRead,
    counts,
    sum: [...counts.values()].reduce((sum, count) => sum + count, 0),
  }));
}

interface BarPlace {
  /** Where its column begins, and how wide that is. */
  readonly x: number;
  readonly step: number;
  /** Where its bar stands. */
  readonly bottom: number;
  /** The sum of the highest bar. */
  readonly most: number;
  readonly isDated: boolean;
}

function barPart(bar: Bar, { x, step, bottom, most, isDated }: BarPlace): Markup {
  const { name, counts, sum, notRead } = bar;
  const width = Math.min(WIDEST_BAR, step * 0.8);
  const left = x + (step - width) / 2;
  const scale = (bottom - TOP) / most;
  let top = bottom;
  const parts = STATUSES.map((status) => {
    const height = (counts.get(status) ?? 0) * scale;
    top -= height;
    return html`<g class="bar ${status}"><rect x="${tenth(left)}" y="${tenth(top)}" width="${tenth(width)}" height="${tenth(height)}"/></g>`;
  });
  const middle = tenth(x + step / 2);
  const [day, ...time] = name.split(" ");
  const date = [day, ...(time.length > 0 ? [time.join(" ")] : [])].map(
    (text, line) =>
      html`<text class="tick" x="${middle}" y="${bottom + 20 + line * LINE}" text-anchor="middle">${text}</text>`,
  );
  const mark = html`<text class="mark" x="${middle}" y="${tenth(top - 6)}" text-anchor="middle">⚠</text>`;
  const texts = STATUSES.map((status) => `${counts.get(status) ?? 0} ${status}`).join(", ");
  const why = notRead.length === 0 ? "" : `; not read: ${notRead.join("; ")}`;
  return html`<g${notRead.length > 0 ? html` class="partial"` : ""}><title>${name}: ${sum} (${texts})${why}</title>${parts}${notRead.length > 0 ? mark : ""}${isDated ? date : ""}</g>
`;
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
