import type { FunctionRow, ReportTail } from "../../model/report.ts";
import { ageText, assessedOn, runtimeFindings } from "../deadlines.ts";
import type { Render, WriterContext } from "../format.ts";
import { limitedRows } from "../limit.ts";
import { type PageAssets, pageAssets } from "./assets.ts";
import { coveragePart } from "./coverage-part.ts";
import { embeddedData, pageColumns } from "./embed.ts";
import { pageHead } from "./head.ts";
import { heatMap } from "./heat-map.ts";
import { keyNumbers, whatToDoFirst } from "./key-numbers.ts";
import { dateText, html, type Markup } from "./markup.ts";
import { counted } from "./numbers.ts";
import { runtimesChart } from "./runtimes-chart.ts";
import { tablePart } from "./table-part.ts";
import { timeline } from "./timeline.ts";

/**
 * `--format html`: the report as a page in one file. Rows and the ledger go in, HTML comes out in pieces. The page makes no
 * request, and its content security policy allows no code but its own.
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
  yield `${titlePart(context, tail).text}\n<main>\n`;
  yield `${keyNumbers(context, rows, tail).text}\n`;
  yield `${whatToDoFirst(runtimeFindings(rows, today)).text}\n`;
  yield `${timeline(rows, today).text}\n`;
  yield `${runtimesChart(rows).text}\n`;
  yield `${heatMap(rows, tail.coverage).text}\n`;
  const { listed, note } = limitedRows(rows, context.limit);
  yield `${tablePart(note).text}\n`;
  yield `${coveragePart(tail).text}\n</main>\n<script type="application/json" id="data">`;
  yield* embeddedData(pageColumns(context, rows), listed);
  yield `</script>\n<script>${assets.script}</script>\n</body>\n</html>\n`;
}

function titlePart({ head }: WriterContext, { finishedAt }: ReportTail): Markup {
  const { catalogue, tool } = head;
  return html`<a class="skip" href="#functions">Skip to the functions</a>
<header>
<h1>Lambda inventory</h1>
<p>Scanned <time datetime="${finishedAt}">${finishedAt.slice(0, 16).replace("T", " ")} UTC</time> · runtime dates as of ${dateText(catalogue.asOf)} (${ageText(catalogue, counted)}) · ${tool.name} ${tool.version}</p>
</header>`;
}
