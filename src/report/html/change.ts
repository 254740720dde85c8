/** What changed since the last report, in one line, and a small chart of the reports before. */
import { momentNames } from "../../model/day.ts";
import type { HistoryPoint, ReportChange } from "../../model/report.ts";
import { html, type Markup } from "./markup.ts";
import { greatest, groupedCount, numberText } from "./numbers.ts";

export function changePart(change: ReportChange | undefined): Markup {
  if (change === undefined) return html``;
  const { since, new: fresh, fixed, targetsLeftOut, history } = change;
  const by = fresh - fixed;
  const left =
    targetsLeftOut > 0 ? `; ${groupedCount(targetsLeftOut, "target")} not compared: not read both times` : "";
  const name = momentNames([since, ...history.map(({ startedAt }) => startedAt)]);
  return html`<p class="change">${trend(history, name)}<b class="${by > 0 ? "more" : "fewer"}">${byText(by)}</b> since <time datetime="${since}">${name(since)}</time>: ${numberText(fresh)} new, ${numberText(fixed)} fixed${left}</p>`;
}

type Namer = ReturnType<typeof momentNames>;

function byText(by: number): string {
  if (by === 0) return "± 0";
  return by > 0 ? `▲ ${numberText(by)} more` : `▼ ${numberText(-by)} fewer`;
}

const [BAR, GAP, HEIGHT] = [7, 2, 26];
const MOST_BARS = 26;
/** Two reports are the line beside the chart. */
const LEAST_BARS = 3;

/** One bar for each report; an outline marks one that is incomplete. */
function trend(history: readonly HistoryPoint[], name: Namer): Markup {
  if (history.length < LEAST_BARS) return html``;
  const points = history.slice(-MOST_BARS);
  const most = Math.max(1, greatest(points.map(({ deprecated }) => deprecated)));
  const width = points.length * (BAR + GAP);
  const [first, last] = [points[0]?.startedAt ?? "", points.at(-1)?.startedAt ?? ""];
  const about = `Functions on deprecated runtimes in ${groupedCount(points.length, "report")} from ${name(first)} to ${name(last)}`;
  return html`<svg class="trend" width="${width}" height="${HEIGHT}" viewBox="0 0 ${width} ${HEIGHT}" role="img" aria-label="${about}">${points.map(
    (point, index) => bar(point, name(point.startedAt), index * (BAR + GAP), most),
  )}</svg>`;
}

function bar({ deprecated, notRead }: HistoryPoint, name: string, x: number, most: number): Markup {
  const height = Math.max(2, Math.round((deprecated / most) * (HEIGHT - 2)));
  const unread = notRead > 0 ? `, incomplete: ${groupedCount(notRead, "target")} not read` : "";
  return html`<rect x="${x + 0.5}" y="${HEIGHT - height - 0.5}" width="${BAR - 1}" height="${height}"${notRead > 0 ? html` class="partial"` : ""}><title>${name}: ${numberText(deprecated)}${unread}</title></rect>`;
}
