import { byCodePoint } from "../../model/order.ts";
import type { FunctionRow } from "../../model/report.ts";
import { RUNTIME_STATUSES, type RuntimeStatus } from "../../model/runtime.ts";
import { countFunctions } from "../deadlines.ts";
import { groupedBy } from "../groups.ts";
import { cutText } from "../text-width.ts";
import { chart } from "./chart.ts";
import { filterLink } from "./facets.ts";
import { html, type Markup } from "./markup.ts";
import { counted, greatest, numberText } from "./numbers.ts";
import { URGENCY } from "./page-data.ts";
import { statusBadge } from "./status.ts";

interface Bar {
  readonly runtime: string;
  readonly status: RuntimeStatus;
  readonly functions: number;
}

const WIDTH = 1000;
const BAR = 22;
const LABEL = 150;
const COUNT = 80;
/** At most this many runtimes are drawn; the table lists all. */
const MAX_BARS = 40;

/** Functions by runtime, coloured by status: the most urgent status first, then the most functions. */
export function runtimesChart(rows: readonly FunctionRow[]): Markup {
  const bars = barsOf(rows);
  if (bars.length === 0) return html``;
  const drawn = bars
    .toSorted((a, b) => b.functions - a.functions)
    .slice(0, MAX_BARS)
    .sort(byUrgency);
  const most = greatest(bars.map(({ functions }) => functions));
  const more = bars.length - drawn.length;
  return chart({
    id: "bars",
    title: "Runtimes by status",
    about: `Functions on each runtime. ${counted(bars.length, "runtime")}${more > 0 ? `, of which ${numberText(more)} are in the table only` : ""}.`,
    width: WIDTH,
    height: drawn.length * BAR,
    legend: legend(rows),
    drawing: html`${drawn.map((bar, index) => barMark(bar, index * BAR, most))}`,
    headings: ["Runtime", "Status", "Functions"],
    rows: bars.map(({ runtime, status, functions }) => [
      html`<a href="${filterLink({ runtime: [runtime], runtimeStatus: [status] })}">${runtimeName(runtime)}</a>`,
      statusBadge(status),
      html`${numberText(functions)}`,
    ]),
  });
}

function barsOf(rows: readonly FunctionRow[]): readonly Bar[] {
  return [...groupedBy(rows, (row) => `${row.runtime ?? ""} ${row.runtimeStatus}`).values()]
    .map((group) => ({
      runtime: group[0]?.runtime ?? "",
      status: group[0]?.runtimeStatus ?? "unknown",
      functions: countFunctions(group),
    }))
    .sort(byUrgency);
}

function byUrgency(a: Bar, b: Bar): number {
  return (
    URGENCY[a.status] - URGENCY[b.status] || b.functions - a.functions || byCodePoint(a.runtime, b.runtime)
  );
}

/** The colours, with the number of functions of each. */
function legend(rows: readonly FunctionRow[]): Markup {
  const statuses = groupedBy(rows, (row) => row.runtimeStatus);
  const present = RUNTIME_STATUSES.filter((status) => statuses.has(status)).sort(
    (a, b) => URGENCY[a] - URGENCY[b],
  );
  return html`<ul class="legend">${present.map(
    (status) =>
      html`<li><a href="${filterLink({ runtimeStatus: [status] })}">${statusBadge(status)} ${numberText(countFunctions(statuses.get(status) ?? []))}</a></li>`,
  )}</ul>
`;
}

function runtimeName(runtime: string): string {
  return runtime === "" ? "container image" : runtime;
}

function barMark({ runtime, status, functions }: Bar, y: number, most: number): Markup {
  const length = Math.max(3, Math.round(((WIDTH - LABEL - COUNT) * functions) / most));
  const name = runtimeName(runtime);
  return html`<a href="${filterLink({ runtime: [runtime], runtimeStatus: [status] })}" class="bar ${status}"><title>${name}: ${counted(functions, "function")}, ${status}</title><text x="${LABEL - 10}" y="${y + 16}" text-anchor="end">${cutText(name, 20)}</text><rect x="${LABEL}" y="${y + 3}" width="${length}" height="${BAR - 6}" rx="2"/><text class="count" x="${LABEL + length + 8}" y="${y + 16}">${numberText(functions)}</text></a>
`;
}
