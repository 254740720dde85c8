/** "Coming deadlines": one line for each date and what happens on it; what is past its last date is folded. */

import { shortened } from "../clean-text.ts";
import { daysText } from "../deadlines.ts";
import { EVENT_WORDS, filterLink } from "./facets.ts";
import { type Column, cells, folded } from "./first-tables.ts";
import { dateText, html, type Markup } from "./markup.ts";
import { counted, numberText } from "./numbers.ts";
import type { Overview } from "./overview.ts";
import type { DueLine, RuntimeMove } from "./overview-lines.ts";

/** Lines that are shown at once, lines behind a fold, and runtimes and owners of a line. */
const [MOST_LINES, MOST_FOLDED, MOST_RUNTIMES, MOST_OWNERS] = [8, 200, 2, 2];

export function dueTable({ coming, overdue }: Overview): Markup {
  const functions = overdue.reduce((sum, line) => sum + line.functions, 0);
  return html`<section aria-labelledby="deadlines">
<h2 id="deadlines">Coming deadlines</h2>
${coming.length === 0 ? html`<p>There are no upcoming deadlines.</p>` : cells(COLUMNS, coming.slice(0, MOST_LINES))}
${folded(COLUMNS, coming.slice(MOST_LINES), MOST_FOLDED, `${counted(coming.length - MOST_LINES, "later date")}`)}
${folded(COLUMNS, overdue, MOST_FOLDED, `Overdue: ${counted(functions, "function")}, all dates passed`)}
</section>`;
}

const COLUMNS: readonly Column<DueLine>[] = [
  {
    heading: "By",
    name: "by",
    cell: ({ date, days }) => html`${dateText(date)} <small>${daysText(days, counted)}</small>`,
  },
  { heading: "What happens", name: "what", cell: ({ event }) => html`${EVENT_WORDS[event]}` },
  { heading: "Runtime → move to", name: "runtimes", cell: ({ runtimes }) => runtimesPart(runtimes) },
  {
    heading: "Functions",
    name: "count",
    isNumber: true,
    cell: ({ date, event, functions }) =>
      html`<a href="${filterLink({ dueDate: [date], dueEvent: [event] }, true)}" aria-label="${counted(functions, "function")} due ${date}">${numberText(functions)}</a>`,
  },
  {
    heading: "Accounts",
    name: "accounts",
    isNumber: true,
    cell: ({ accounts }) => html`${numberText(accounts)}`,
  },
  { heading: "Owners", name: "owners", cell: ({ owners }) => html`${ownersPart(owners)}` },
];

function runtimesPart(runtimes: readonly RuntimeMove[]): Markup {
  const shown = runtimes.slice(0, runtimes.length === MOST_RUNTIMES + 1 ? undefined : MOST_RUNTIMES);
  const more = runtimes.slice(shown.length);
  return html`${shown.map(
    ({ runtime, successor }) =>
      html`<span class="move"><a href="${filterLink({ runtime: [runtime] }, true)}">${runtime === "" ? "container image" : shortened(runtime, 40)}</a>${successor === "" ? "" : ` → ${shortened(successor, 40)}`}</span> `,
  )}${more.length === 0 ? "" : html`<span class="move" title="${more.map(({ runtime }) => runtime).join(", ")}">+${numberText(more.length)} more</span>`}`;
}

function ownersPart(owners: readonly string[]): string {
  const shown = owners.slice(0, MOST_OWNERS).map((owner) => shortened(owner, 60));
  const more = owners.length - shown.length;
  return [...shown, ...(more > 0 ? [`${numberText(more)} more`] : [])].join(", ");
}
