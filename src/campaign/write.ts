/** The plan as text: JSON, CSV, Markdown, HTML and AWS Transform's CSV. A table for a terminal is drawn by the command line. */
import { linkUrl } from "../model/link-url.ts";
import { csvCell } from "../report/flat-cell.ts";
import { jsonLines } from "../report/json.ts";
import { jsonText } from "../report/json-text.ts";
import { markdownCode, markdownTable, markdownText } from "../report/markdown-text.ts";
import type { PlanFormat } from "./formats.ts";
import type { Plan, PlanItem } from "./plan.ts";
import { planHtml } from "./plan-html.ts";
import { notReadNote, planColumns, planSummary } from "./plan-texts.ts";
import { transformCsv } from "./transform.ts";

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

function* planJson({ schemaVersion, asOf, items, notRead, summary }: Plan): Iterable<string> {
  yield `{\n  "schemaVersion": ${schemaVersion},\n  "asOf": ${jsonText(asOf)},\n  "items": `;
  yield* jsonLines(items.map(recordOf), "  ");
  yield ',\n  "notRead": ';
  yield* jsonLines(notRead, "  ");
  yield `,\n  "summary": ${jsonText(summary)}\n}\n`;
}

/** Every key in one order; `invocations`, `waived` and `moved` only where they have a value. */
function recordOf(item: PlanItem): object {
  const { id, state, owner, ownerSource, contact, repository, action, managedBy, runtime, successor } = item;
  const { dueDate, dueEvent, remedy, functions, accounts, functionArns, invocations } = item;
  const { waived, moved, title, body } = item;
  const who = { id, state, owner, ownerSource, contact, repository };
  const what = { action, managedBy, runtime, successor, dueDate, dueEvent, remedy };
  return { ...who, ...what, functions, accounts, functionArns, invocations, waived, moved, title, body };
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
  waived: ({ waived }) => String(waived ?? ""),
  moved: ({ moved }) => String(moved ?? ""),
} as const satisfies Record<string, (item: PlanItem) => string>;

function* planCsv({ items }: Plan): Iterable<string> {
  yield `${Object.keys(CSV_COLUMNS).join(",")}\n`;
  for (const item of items) {
    const cells = Object.values(CSV_COLUMNS).map((text) => csvCell(text(item)));
    yield `${cells.join(",")}\n`;
  }
}

function* planMarkdown(plan: Plan): Iterable<string> {
  yield `# Lambda runtimes: work items as of ${plan.asOf}\n\n**${planSummary(plan)}**\n`;
  const note = notReadNote(plan);
  if (note !== "") yield `\n> ${markdownText(note)}\n`;
  if (plan.items.length > 0) yield* itemsTable(plan);
  if (plan.reportUrl !== undefined) yield `\n[Full report](${linkUrl(plan.reportUrl)})\n`;
}

function itemsTable(plan: Plan): Iterable<string> {
  const columns = planColumns(plan);
  return markdownTable(
    columns.map(({ heading }) => heading),
    plan.items.map((item) => columns.map(({ heading, text }) => cell(heading, text(item)))),
    columns.flatMap(({ isNumber }, at) => (isNumber ? [at] : [])),
  );
}

function cell(heading: string, text: string): string {
  return heading === "id" ? markdownCode(text) : markdownText(text);
}
