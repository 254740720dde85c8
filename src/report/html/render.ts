import { isCounted } from "../../model/counted.ts";
import { isPublished } from "../../model/function.ts";
import type { FunctionRow, ReportTail, RunTail } from "../../model/report.ts";
import { ageText, assessedOn } from "../deadlines.ts";
import type { Writer, WriterContext } from "../format.ts";
import { leftOutText } from "../limit.ts";
import { pageAssets } from "./assets.ts";
import { coveragePart } from "./coverage-part.ts";
import { dueTable } from "./due-table.ts";
import { Embedding } from "./embed.ts";
import { pageHead } from "./head.ts";
import { HeatMap } from "./heat-map.ts";
import { dateText, html, type Markup } from "./markup.ts";
import { groupedCount, numberText } from "./numbers.ts";
import { OverviewBuilder } from "./overview.ts";
import { ownersTable } from "./owners-table.ts";
import { RuntimesChart } from "./runtimes-chart.ts";
import { tablePart } from "./table-part.ts";
import { FunctionNumbers } from "./tally.ts";
import { Timeline } from "./timeline.ts";
import { verdict } from "./verdict.ts";

/**
 * `--format html`: the report as a page in one file. Rows and the ledger go in, HTML comes out in pieces. Rows are not kept:
 * each part of the page counts them as they pass, and the columns of the list keep each distinct text once, so that a
 * million functions fit in memory. The page makes no request, and its content security policy allows no code but its own.
 * Everything except the list of functions is markup that needs no script.
 */
export function openHtml(context: WriterContext): Writer {
  const page = new Page(context);
  return {
    rows(rows) {
      for (const row of rows) page.add(row);
      return "";
    },
    end: (tail) => page.finish(tail),
  };
}

class Page {
  readonly #context: WriterContext;
  readonly #today: string;
  readonly #all = new FunctionNumbers();
  readonly #overview: OverviewBuilder;
  readonly #map = new HeatMap(this.#all);
  readonly #timeline = new Timeline(this.#all);
  readonly #chart = new RuntimesChart(this.#all);
  readonly #embedding: Embedding;
  #rows = 0;
  #versions = false;

  constructor(context: WriterContext) {
    this.#context = context;
    this.#today = assessedOn(context.head.catalogue);
    this.#overview = new OverviewBuilder(this.#all, this.#today);
    this.#embedding = new Embedding(context, this.#today);
  }

  add(row: FunctionRow): void {
    if (isCounted(row)) this.#count(row);
    if (this.#leftOut === 0) this.#embedding.add(row);
    this.#versions ||= isPublished(row);
  }

  #count(row: FunctionRow): void {
    const number = this.#all.of(row);
    for (const part of [this.#overview, this.#map, this.#timeline, this.#chart]) part.add(row, number);
    this.#rows++;
  }

  /** How many rows `--limit` leaves out. */
  get #leftOut(): number {
    const { limit = 0 } = this.#context;
    return limit === 0 ? 0 : Math.max(0, this.#rows - limit);
  }

  async *finish(tail: RunTail): AsyncIterable<string> {
    const { limit = 0, columns } = this.#context;
    const assets = await pageAssets();
    const title = `Lambda inventory: ${groupedCount(tail.summary.functions, "function")}`;
    yield `${pageHead({ title, ...assets }).text}\n`;
    yield `${titlePart(this.#context, tail, this.#today).text}\n<main>\n`;
    const overview = this.#overview.finish();
    yield `${verdict(overview, tail).text}\n`;
    yield `<div class="first">\n${dueTable(overview).text}\n${ownersTable(overview).text}\n</div>\n`;
    yield `${tabs(tail).text}\n`;
    const left = this.#leftOut;
    const note = left > 0 ? leftOutText(left, this.#versions, limit) : "";
    yield `${tablePart(note, columns !== undefined).text}\n`;
    yield `${panel("accounts", "Accounts and regions", this.#map.finish(tail.coverage)).text}\n`;
    const charts = html`${this.#timeline.finish(this.#today)}${this.#chart.finish()}`;
    yield `${panel("runtimes", "Runtimes", charts).text}\n`;
    yield `${panel("coverage", "Coverage", coveragePart(tail)).text}\n</main>\n<script type="application/json" id="data">`;
    yield* this.#embedding.json(this.#versions);
    yield `</script>\n<script>${assets.script}</script>\n</body>\n</html>\n`;
  }
}

function titlePart({ head }: WriterContext, { finishedAt, summary }: ReportTail, today: string): Markup {
  const { catalogue, tool } = head;
  return html`<a class="skip" href="#functions">Skip to the functions</a>
<header>
<h1>Lambda runtimes</h1>
<p>${groupedCount(summary.accounts, "account")} · scanned <time datetime="${finishedAt}">${finishedAt.slice(0, 16).replace("T", " ")} UTC</time>${finishedAt.startsWith(today) ? "" : html`, assessed as of ${dateText(today)}`} · runtime dates as of ${dateText(catalogue.asOf)} (${ageText(catalogue, groupedCount)}) · ${tool.name} ${tool.version}</p>
</header>`;
}

/** Links to the parts of the page; its script makes them tabs. */
function tabs({ summary }: ReportTail): Markup {
  const read = `${numberText(summary.read)}/${numberText(summary.targets)}`;
  const parts: readonly (readonly [id: string, label: string, count: string])[] = [
    ["functions", "Functions", numberText(summary.functions)],
    ["accounts", "Accounts × regions", ""],
    ["runtimes", "Runtimes", ""],
    ["coverage", "Coverage", read],
  ];
  return html`<nav class="tabs" aria-label="Parts of the report">${parts.map(
    ([id, label, count]) =>
      html`<a href="#${id}" id="${id}-tab">${label}${count === "" ? "" : html` <small>${count}</small>`}</a>`,
  )}</nav>`;
}

function panel(id: string, title: string, content: Markup): Markup {
  return html`<section class="panel" id="${id}" aria-labelledby="${id}-heading">
<h2 id="${id}-heading" tabindex="-1">${title}</h2>
${content}
</section>`;
}
