import type { FunctionRow, ReportTail } from "../../model/report.ts";
import { ageText, assessedOn } from "../deadlines.ts";
import type { Render, WriterContext } from "../format.ts";
import { limitedRows } from "../limit.ts";
import { type PageAssets, pageAssets } from "./assets.ts";
import { coveragePart } from "./coverage-part.ts";
import { dueTable } from "./due-table.ts";
import { embeddedData, pageColumns } from "./embed.ts";
import { pageHead } from "./head.ts";
import { heatMap } from "./heat-map.ts";
import { dateText, html, type Markup } from "./markup.ts";
import { counted, numberText } from "./numbers.ts";
import { overviewOf } from "./overview.ts";
import { ownersTable } from "./owners-table.ts";
import { runtimesChart } from "./runtimes-chart.ts";
import { tablePart } from "./table-part.ts";
import { timeline } from "./timeline.ts";
import { verdict } from "./verdict.ts";

/**
 * `--format html`: the report as a page in one file. Rows and the ledger go in, HTML comes out in pieces. The page makes no
 * request, and its content security policy allows no code but its own. Everything except the list of functions is markup
 * that needs no script.
 */
export async function htmlRender(): Promise<Render> {
  const assets = await pageAssets();
  return (context, rows, tail) => page(assets, context, rows, tail);
}

function* page(
  assets: PageAssets,
  context: WriterContext,
  rows: readonly FunctionRow[],
  tail: ReportTail,
): Iterable<string> {
  const today = assessedOn(context.head.catalogue);
  const title = `Lambda inventory: ${counted(tail.summary.functions, "function")}`;
  yield `${pageHead({ title, ...assets }).text}\n`;
  yield `${titlePart(context, tail, today).text}\n<main>\n`;
  const overview = overviewOf(rows, today);
  yield `${verdict(overview, tail).text}\n`;
  yield `<div class="first">\n${dueTable(overview).text}\n${ownersTable(overview).text}\n</div>\n`;
  yield `${tabs(tail).text}\n`;
  const { listed, note } = limitedRows(rows, context.limit);
  yield `${tablePart(note, context.columns !== undefined).text}\n`;
  yield `${panel("accounts", "Accounts and regions", heatMap(rows, tail.coverage)).text}\n`;
  yield `${panel("runtimes", "Runtimes", html`${timeline(rows, today)}${runtimesChart(rows)}`).text}\n`;
  yield `${panel("coverage", "Coverage", coveragePart(tail)).text}\n</main>\n<script type="application/json" id="data">`;
  const embedding = { shown: pageColumns(context, rows), today, sorted: context.sort.length > 0 };
  yield* embeddedData(embedding, listed);
  yield `</script>\n<script>${assets.script}</script>\n</body>\n</html>\n`;
}

function titlePart({ head }: WriterContext, { finishedAt, summary }: ReportTail, today: string): Markup {
  const { catalogue, tool } = head;
  return html`<a class="skip" href="#functions">Skip to the functions</a>
<header>
<h1>Lambda runtimes</h1>
<p>${counted(summary.accounts, "account")} · scanned <time datetime="${finishedAt}">${finishedAt.slice(0, 16).replace("T", " ")} UTC</time>${finishedAt.startsWith(today) ? "" : html`, assessed as of ${dateText(today)}`} · runtime dates as of ${dateText(catalogue.asOf)} (${ageText(catalogue, counted)}) · ${tool.name} ${tool.version}</p>
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
