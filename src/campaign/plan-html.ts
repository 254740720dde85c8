/** The plan as a page. */
import { daysBetween } from "../model/day.ts";
import { linkUrl } from "../model/link-url.ts";
import { daysText } from "../report/deadlines.ts";
import { datedText, dateText, html, type Markup } from "../report/html/markup.ts";
import { groupedCount, numberText } from "../report/html/numbers.ts";
import { type PlainColumn, plainPage, plainTable } from "../report/html/plain-page.ts";
import type { Plan, PlanItem } from "./plan.ts";
import { notReadNote, type PlanColumn, planColumns, planSummary } from "./plan-texts.ts";

export function planHtml(plan: Plan): Promise<Iterable<string>> {
  const { items, asOf } = plan;
  const left = items.filter(({ state }) => state !== "done");
  const overdue = left.filter(({ dueDate }) => dueDate !== null && dueDate <= asOf).length;
  const note = notReadNote(plan);
  return plainPage(
    {
      title: "Lambda runtimes: work items",
      about: `As of ${asOf}`,
      verdict: {
        // Only a complete plan can be good.
        tone: overdue > 0 ? "bad" : left.length > 0 || note !== "" ? "warn" : "good",
        headline: planSummary(plan).replace(/\d+/g, (digits) => numberText(Number(digits))),
        lines: [
          ...(overdue > 0 ? [`Overdue: ${groupedCount(overdue, "item")}`] : []),
          ...(note === "" ? [] : [html`<b class="unread-note">${datedText(note)}</b>`]),
          ...(plan.reportUrl === undefined
            ? []
            : [html`<a href="${linkUrl(plan.reportUrl)}">Full report</a>`]),
        ],
      },
    },
    partsOf(plan),
  );
}

function* partsOf(plan: Plan): Iterable<Markup> {
  yield html`<h2 id="items">Work items</h2>`;
  if (plan.items.length === 0)
    yield html`<p>Nothing has to be done${plan.notRead.length > 0 ? " in what was read" : ""}.</p>`;
  else
    yield* plainTable(
      "items",
      planColumns(plan).map((column) => pageColumn(column, plan.asOf)),
      plan.items,
    );
}

function pageColumn({ heading, text, isNumber }: PlanColumn, today: string): PlainColumn<PlanItem> {
  return {
    heading,
    ...(isNumber && { isNumber }),
    cell: (item) => {
      const value = text(item);
      if (heading === "due" && value !== "")
        return html`${dateText(value)} <small>${daysText(daysBetween(today, value), groupedCount)}</small>`;
      if (heading === "id") return html`<code>${value}</code>`;
      return isNumber && value !== "" ? html`${numberText(Number(value))}` : datedText(value);
    },
  };
}
