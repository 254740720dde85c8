import { take } from "../../model/maps.ts";
import { byCodePoint } from "../../model/order.ts";
import type { FunctionRow } from "../../model/report.ts";
import { type RuntimeStatus, runtimeWords } from "../../model/runtime.ts";
import { cutText } from "../text-width.ts";
import { chart } from "./chart.ts";
import { filterLink } from "./facets.ts";
import { html, type Markup } from "./markup.ts";
import { greatest, groupedCount, numberText } from "./numbers.ts";
import { URGENCY } from "./page-data.ts";
import { statusBadge } from "./status.ts";
import { type FunctionNumbers, Tally } from "./tally.ts";

interface Bar {
  readonly runtime: string;
  /** For people. */
  readonly name: string;
  readonly status: RuntimeStatus;
  readonly functions: number;
}

const WIDTH = 1000;
const BAR = 22;
const LABEL = 200;
const COUNT = 80;
/** At most this many runtimes are drawn; the table lists all. */
const MAX_BARS = 40;

/** Functions by runtime, coloured by status: the most urgent status first, then the most functions. */
export class RuntimesChart {
  readonly #all: FunctionNumbers;
  readonly #bars = new Map<string, Omit<Bar, "functions"> & { readonly functions: Tally }>();
  readonly #statuses = new Map<RuntimeStatus, Tally>();

  constructor(all: FunctionNumbers) {
    this.#all = all;
  }

  /** @param number that of the row's function */
  add(row: FunctionRow, number: number): void {
    const { runtime, runtimeStatus: status } = row;
    const name = nameOf(row);
    const made = () => ({ runtime: runtime ?? "", name, status, functions: new Tally(this.#all) });
    take(this.#bars, `${name} ${status}`, made).functions.add(number);
    take(this.#statuses, status, () => new Tally(this.#all)).add(number);
  }

  finish(): Markup {
    const bars = [...this.#bars.values()].map((bar) => ({ ...bar, functions: bar.functions.size }));
    if (bars.length === 0) return html``;
    const statuses = [...this.#statuses]
      .map(([status, { size }]) => ({ status, functions: size }))
      .sort((a, b) => URGENCY[a.status] - URGENCY[b.status]);
    return runtimesChart(bars.sort(byUrgency), legend(statuses));
  }
}

function runtimesChart(bars: readonly Bar[], legend: Markup): Markup {
  const drawn = bars
    .toSorted((a, b) => b.functions - a.functions)
    .slice(0, MAX_BARS)
    .sort(byUrgency);
  const most = greatest(bars.map(({ functions }) => functions));
  const more = bars.length - drawn.length;
  return chart({
    id: "bars",
    title: "Runtimes by status",
    about: `Functions on each runtime. ${groupedCount(bars.length, "runtime")}${more > 0 ? `, of which ${numberText(more)} are in the table only` : ""}.`,
    width: WIDTH,
    height: drawn.length * BAR,
    legend,
    drawing: html`${drawn.map((bar, index) => barMark(bar, index * BAR, most))}`,
    headings: ["Runtime", "Status", "Functions"],
    rows: bars.map(({ runtime, name, status, functions }) => [
      html`<a href="${filterLink({ runtime: [runtime], runtimeStatus: [status] })}">${name}</a>`,
      statusBadge(status),
      html`${numberText(functions)}`,
    ]),
  });
}

function byUrgency(a: Bar, b: Bar): number {
  return URGENCY[a.status] - URGENCY[b.status] || b.functions - a.functions || byCodePoint(a.name, b.name);
}

/** The colours, with the number of functions of each. */
function legend(statuses: readonly Pick<Bar, "status" | "functions">[]): Markup {
  return html`<ul class="legend">${statuses.map(
    ({ status, functions }) =>
      html`<li><a href="${filterLink({ runtimeStatus: [status] })}">${statusBadge(status)} ${numberText(functions)}</a></li>`,
  )}</ul>
`;
}

/** What lacks a runtime is a container image, or a web function without a revision. */
function nameOf(row: FunctionRow): string {
  return runtimeWords(row) || (row.runtimeStatus === "unknown" ? "unknown" : "container image");
}

function barMark({ runtime, name, status, functions }: Bar, y: number, most: number): Markup {
  const length = Math.max(3, Math.round(((WIDTH - LABEL - COUNT) * functions) / most));
  return html`<a href="${filterLink({ runtime: [runtime], runtimeStatus: [status] })}" class="bar ${status}"><title>${name}: ${groupedCount(functions, "function")}, ${status}</title><text x="${LABEL - 10}" y="${y + 16}" text-anchor="end">${cutText(name, 22)}</text><rect x="${LABEL}" y="${y + 3}" width="${length}" height="${BAR - 6}" rx="2"/><text class="count" x="${LABEL + length + 8}" y="${y + 16}">${numberText(functions)}</text></a>
`;
}
