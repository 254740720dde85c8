/** "Coming deadlines": one line for each date and what happens on it; what is past its last date is folded. */

import { shortened } from "../clean-text.ts";
import { daysText } from "../deadlines.ts";
import { EVENT_WORDS, filterLink } from "./facets.ts";
import { type CardColumn, cells, foldedCells } from "./first-tables.ts";
import { dateText, html, type Markup } from "./markup.ts";
import { groupedCount, numberText } from "./numbers.ts";
import type { Overview } from "./overview.ts";
import type { DueLine, RuntimeMove } from "./overview-lines.ts";

/** Lines that are shown at once, and behind a fold; runtimes and owners of a line, and those behind a fold. */
const [MOST_LINES, MOST_FOLDED, MOST_RUNTIMES, MOST_OWNERS, MOST_REST] = [8, 200, 2, 2, 50];

export function dueTable({ coming, overdue }: Overview): Markup {
  const functions = overdue.reduce((sum, line) => sum + line.functions, 0);
  return html`<section aria-labelledby="deadlines">
<h2 id="deadlines">Coming deadlines</h2>
${coming.length === 0 ? html`<p>There are no upcoming deadlines.</p>` : cells(COLUMNS, coming.slice(0, MOST_LINES))}
${foldedCells(COLUMNS, coming.slice(MOST_LINES), MOST_FOLDED, `${groupedCount(coming.length - MOST_LINES, "later date")}`)}
${foldedCells(COLUMNS, overdue, MOST_FOLDED, `Overdue: ${groupedCount(functions, "function")}, all dates passed`)}
</section>`;
}

const COLUMNS: readonly CardColumn<DueLine>[] = [
  {
    heading: "By",
    name: "by",
    cell: ({ date, days }) => html`${dateText(date)} <small>${daysText(days, groupedCount)}</small>`,
  },
  { heading: "What happens", name: "what", cell: ({ event }) => html`${EVENT_WORDS[event]}` },
  { heading: "Runtime → move to", name: "runtimes", cell: ({ runtimes }) => runtimesPart(runtimes) },
  {
    heading: "Functions",
    name: "count",
    isNumber: true,
    cell: ({ date, event, functions }) =>
      html`<a href="${filterLink({ dueDate: [date], dueEvent: [event] }, true)}" aria-label="${groupedCount(functions, "function")} due ${date}">${numberText(functions)}</a>`,
  },
  {
    heading: "Accounts",
    name: "accounts",
    isNumber: true,
    cell: ({ accounts }) => html`${numberText(accounts)}`,
  },
  { heading: "Owners", name: "owners", cell: ({ owners }) => ownersPart(owners) },
];

function runtimesPart(runtimes: readonly RuntimeMove[]): Markup {
  // A fold for one runtime would take as much room.
  const count = runtimes.length === MOST_RUNTIMES + 1 ? runtimes.length : MOST_RUNTIMES;
  const moves = runtimes.slice(0, count + MOST_REST).map(movePart);
  const shown = moves.slice(0, count).map((move) => html`<span class="move">${move}</span> `);
  return html`${shown}${rest(moves.slice(count), runtimes.length - count, "runtime")}`;
}

function movePart({ runtime, name, successor }: RuntimeMove): Markup {
  const text = name === "" ? "container image" : shortened(name, 60);
  const to = successor === "" ? "" : ` → ${shortened(successor, 40)}`;
  return html`<a href="${filterLink({ runtime: [runtime] }, true)}">${text}</a>${to}`;
}

function ownersPart(owners: readonly string[]): Markup {
  const names = owners.slice(0, MOST_OWNERS + MOST_REST).map((owner) => shortened(owner, 60));
  const more = names.slice(MOST_OWNERS).map((name) => html`${name}`);
  return html`${names.slice(0, MOST_OWNERS).join(", ")} ${rest(more, owners.length - MOST_OWNERS, "owner")}`;
}

/** What does not fit into a cell, folded: to be opened by mouse, keyboard or touch. */
function rest(items: readonly Markup[], count: number, noun: string): Markup {
  if (items.length === 0) return html``;
  const left = count - items.length;
  return html`<details class="rest"><summary>+${numberText(count)} more<span class="hidden-text"> ${noun}${count === 1 ? "" : "s"}</span></summary><ul>${items.map(
    (item) => html`<li>${item}</li>`,
  )}${left > 0 ? html`<li>and ${numberText(left)} more</li>` : ""}</ul></details>`;
}
