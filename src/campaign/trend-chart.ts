/** The chart of a trend: one bar per report, made of the statuses that need attention. A trend enters, an SVG element leaves. */
import { isDeprecated, RUNTIME_STATUSES, type RuntimeStatus } from "../model/runtime.ts";
import { counted } from "../report/groups.ts";
import { html, type Markup } from "../report/html/markup.ts";
import type { Trend } from "./trend.ts";

/** From the bottom of a bar to its top. */
const STATUSES: readonly RuntimeStatus[] = RUNTIME_STATUSES.filter(
  (status) => isDeprecated(status) || status === "expiring",
).reverse();

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP] = [960, 300, 50, 30, 20];
const MOST_DATES = 10;
const WIDEST_BAR = 60;

interface Bar {
  readonly startedAt: string;
  readonly counts: ReadonlyMap<RuntimeStatus, number>;
  readonly sum: number;
}

export function trendChart(trend: Trend): Markup {
  const bars = barsOf(trend);
  const most = Math.max(1, ...bars.map(({ sum }) => sum));
  const step = (WIDTH - LEFT) / Math.max(1, bars.length);
  const every = Math.ceil(bars.length / MOST_DATES);
  const about = `Functions on deprecated and expiring runtimes in ${counted(bars.length, "report")}`;
  return html`<section aria-labelledby="chart">
<h2 id="chart">Functions that need attention</h2>
<figure>
<ul class="legend">${STATUSES.map((status) => html`<li><span class="status ${status}">${status}</span></li>`)}</ul>
<div class="scroll"><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${about}">
<line class="axis" x1="${LEFT}" x2="${WIDTH}" y1="${HEIGHT - BOTTOM}" y2="${HEIGHT - BOTTOM}"/>
<line class="tick" x1="${LEFT}" x2="${WIDTH}" y1="${TOP}" y2="${TOP}"/>
<text class="tick" x="${LEFT - 8}" y="${TOP + 4}" text-anchor="end">${most}</text>
<text class="tick" x="${LEFT - 8}" y="${HEIGHT - BOTTOM}" text-anchor="end">0</text>
${bars.map((bar, index) => barPart(bar, LEFT + index * step, step, most, index % every === 0))}
</svg></div>
<figcaption>${about}. One bar per report, oldest first.</figcaption>
</figure>
</section>`;
}

/** The rows of one report are one bar, also when they are by owner. */
function barsOf({ rows }: Trend): readonly Bar[] {
  const bars = new Map<string, Map<RuntimeStatus, number>>();
  for (const { startedAt, byStatus } of rows) {
    const counts = bars.get(startedAt) ?? new Map<RuntimeStatus, number>();
    bars.set(startedAt, counts);
    for (const status of STATUSES) counts.set(status, (counts.get(status) ?? 0) + (byStatus[status] ?? 0));
  }
  return [...bars].map(([startedAt, counts]) => ({
    startedAt,
    counts,
    sum: [...counts.values()].reduce((sum, count) => sum + count, 0),
  }));
}

function barPart({ startedAt, counts, sum }: Bar, x: number, step: number, most: number, dated: boolean) {
  const width = Math.min(WIDEST_BAR, step * 0.8);
  const left = x + (step - width) / 2;
  const scale = (HEIGHT - BOTTOM - TOP) / most;
  const day = startedAt.slice(0, 10);
  let top = HEIGHT - BOTTOM;
  const parts = STATUSES.map((status) => {
    const height = (counts.get(status) ?? 0) * scale;
    top -= height;
    return html`<g class="bar ${status}"><rect x="${tenth(left)}" y="${tenth(top)}" width="${tenth(width)}" height="${tenth(height)}"/></g>`;
  });
  const date = html`<text class="tick" x="${tenth(x + step / 2)}" y="${HEIGHT - 10}" text-anchor="middle">${day}</text>`;
  const texts = STATUSES.map((status) => `${counts.get(status) ?? 0} ${status}`).join(", ");
  return html`<g><title>${day}: ${sum} (${texts})</title>${parts}${dated ? date : undefined}</g>
`;
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
