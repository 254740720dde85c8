/** The plan as text: JSON, CSV, Markdown, HTML and AWS Transform's CSV. A table for a terminal is drawn by the command line. */
import { csvCell } from "../report/flat-cell.ts";
import { counted } from "../report/groups.ts";
import { pageAssets } from "../report/html/assets.ts";
import { pageHead } from "../report/html/head.ts";
import { datedText, html } from "../report/html/markup.ts";
import { jsonLines } from "../report/json.ts";
import { jsonText } from "../report/json-text.ts";
import { markdownCode, markdownTable, markdownText } from "../report/markdown-text.ts";
import { notReadReasons } from "../report/reasons.ts";
import type { Plan, PlanItem } from "./plan.ts";
import { transformCsv } from "./transform.ts";

export const PLAN_FORMATS = ["table", "markdown", "json", "html", "csv", "atx"] as const;
export type PlanFormat = (typeof PLAN_FORMATS)[number];

type Write = (plan: Plan) => Iterable<string> | Promise<Iterable<string>>;

const WRITERS: Readonly<Record<Exclude<PlanFormat, "table">, Write>> = {
  json: planJson,
  csv: planCsv,
  markdown: planMarkdown,
  html: planHtml,
  atx: ({ items }) => transformCsv(items),
};

export async function writePlan(format: Exclude<PlanFormat, "table">, plan: Plan): Promise<Iterable<string>> {
  return WRITERS[format](plan);
}

/** The plan in one line: `5 items (2 new, 3 open), 31 functions; 4 functions waived`. */
export function planSummary({ summary }: Plan): string {
  const states = Object.entries(summary.byState).map(([state, count]) => `${count} ${state}`);
  const waived = summary.waived === 0 ? "" : `; ${counted(summary.waived, "function")} waived`;
  const items = `${counted(summary.items, "item")}${states.length === 0 ? "" : ` (${states.join(", ")})`}`;
  return `${items}, ${counted(summary.functions, "function")}${waived}`;
}

function* planJson({ schemaVersion, asOf, items, notRead, summary }: Plan): Iterable<string> {
  yield `{\n  "schemaVersion": ${schemaVersion},\n  "asOf": ${jsonText(asOf)},\n  "items": `;
  yield* jsonLines(items.map(recordOf), "  ");
  yield ',\n  "notRead": ';
  yield* jsonLines(notRead, "  ");
  yield `,\n  "summary": ${jsonText(summary)}\n}\n`;
}

/** Every key in one order; `invocations` only where known. */
function recordOf(item: PlanItem): object {
  const { id, state, owner, ownerSource, contact, repository, action, managedBy, runtime, successor } = item;
  const { dueDate, dueEvent, remedy, functions, accounts, functionArns, invocations, title, body } = item;
  const who = { id, state, owner, ownerSource, contact, repository };
  const what = { action, managedBy, runtime, successor, dueDate, dueEvent, remedy };
  return { ...who, ...what, functions, accounts, functionArns, invocations, title, body };
}

const CSV_COLUMNS = {
  id: ({ id }) => id,
  state: ({ state }) => state,
  dueDate: ({ dueDate }) => dueDate ?? "",
  dueEvent: ({ dueEvent }) => dueEvent ?? "",
  owner: ({ owner }) => owner ?? "",
  contact: ({ contact }) => contact ?? "",
  repository: ({ repository }) => repository ?? "",
  action: ({ action }) => action,
  managedBy: ({ managedBy }) => managedBy ?? "",
  runtime: ({ runtime }) => runtime ?? "",
  successor: ({ successor }) => successor ?? "",
  functions: ({ functions }) => String(functions),
  accounts: ({ accounts }) => accounts.join(" "),
  title: ({ title }) => title,
  remedy: ({ remedy }) => remedy,
  invocations: ({ invocations }) => String(invocations ?? ""),
} as const satisfies Record<string, (item: PlanItem) => string>;

function* planCsv({ items }: Plan): Iterable<string> {
  yield `${Object.keys(CSV_COLUMNS).join(",")}\n`;
  for (const item of items) {
    const cells = Object.values(CSV_COLUMNS).map((text) => csvCell(text(item)));
    yield `${cells.join(",")}\n`;
  }
}

export interface PlanColumn {
  readonly heading: string;
  readonly text: (item: PlanItem) => string;
  readonly isNumber?: true;
}

const COLUMNS: readonly PlanColumn[] = [
  { heading: "due", text: ({ dueDate }) => dueDate ?? "" },
  { heading: "state", text: ({ state }) => state },
  { heading: "owner", text: ({ owner }) => owner ?? "(no owner)" },
  { heading: "what", text: ({ title }) => title },
  { heading: "accounts", text: ({ accounts }) => String(accounts.length), isNumber: true },
  { heading: "invocations", text: ({ invocations }) => String(invocations ?? ""), isNumber: true },
  { heading: "how", text: ({ remedy }) => remedy },
  { heading: "id", text: ({ id }) => id },
];

/** The columns that people read, in any format; invocations where they are known of an item. */
export function planColumns({ items }: Pick<Plan, "items">): readonly PlanColumn[] {
  const isUseKnown = items.some(({ invocations }) => invocations !== undefined);
  return COLUMNS.filter(({ heading }) => heading !== "invocations" || isUseKnown);
}

/** A note of what was not read; empty when everything was. */
export function notReadNote({ notRead }: Plan): string {
  if (notRead.length === 0) return "";
  const places = notReadReasons(notRead).map((reason) => reason.places);
  return `Not complete: ${counted(notRead.length, "target")} not read, so functions may be missing: ${places.join("; ")}`;
}

function* planMarkdown(plan: Plan): Iterable<string> {
  yield `# Lambda runtimes: work items as of ${plan.asOf}\n\n**${planSummary(plan)}**\n`;
  const note = notReadNote(plan);
  if (note !== "") yield `\n> ${markdownText(note)}\n`;
  if (plan.items.length === 0) return;
  const columns = planColumns(plan);
  yield* markdownTable(
    columns.map(({ heading }) => heading),
    plan.items.map((item) => columns.map(({ heading, text }) => cell(heading, text(item)))),
    columns.flatMap(({ isNumber }, at) => (isNumber ? [at] : [])),
  );
}

function cell(heading: string, text: string): string {
  return heading === "id" ? markdownCode(text) : markdownText(text);
}

async function planHtml(plan: Plan): Promise<Iterable<string>> {
  const { style } = await pageAssets();
  return htmlText(plan, style);
}

function* htmlText(plan: Plan, style: string): Iterable<string> {
  const title = "Lambda runtimes: work items";
  const columns = planColumns(plan);
  yield `${pageHead({ title, style }).text}\n`;
  const note = notReadNote(plan);
  yield `${
    html`<header>
<h1>${title}</h1>
<p>${datedText(`As of ${plan.asOf}`)}</p>
</header>
<main>
<p><strong>${planSummary(plan)}</strong></p>
${note === "" ? [] : [html`<p>${datedText(note)}</p>`]}
<div class="scroll" role="region" aria-label="Work items" tabindex="0"><table>
<thead><tr>${columns.map(({ heading }) => html`<th scope="col">${heading}</th>`)}</tr></thead>
<tbody>`.text
  }\n`;
  for (const item of plan.items)
    yield `${html`<tr>${columns.map(({ text }) => html`<td>${datedText(text(item))}</td>`)}</tr>`.text}\n`;
  yield "</tbody></table></div>\n</main>\n</body>\n</html>\n";
}
