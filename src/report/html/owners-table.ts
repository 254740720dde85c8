/** "Who has to act": one line for each owner, each number a link to its functions. */
import { shortened } from "../clean-text.ts";
import { type Filters, filterLink } from "./facets.ts";
import { type CardColumn, cells, foldedCells } from "./first-tables.ts";
import { html, type Markup } from "./markup.ts";
import { groupedCount, numberText } from "./numbers.ts";
import type { Overview } from "./overview.ts";
import type { OwnerLine } from "./overview-lines.ts";

/** Lines that are shown at once, and behind a fold; the list has a filter for all. */
const [MOST_LINES, MOST_FOLDED] = [9, 300];

export function ownersTable({ owners, knowsUse, waived }: Overview): Markup {
  const columns = knowsUse ? [...COLUMNS, USED] : COLUMNS;
  const none = owners.filter(({ owner }) => owner === null);
  const named = owners.filter(({ owner }) => owner !== null);
  const shown = named.length + none.length > MOST_LINES ? named.slice(0, MOST_LINES - none.length) : named;
  const more = named.slice(shown.length);
  return html`<section aria-labelledby="owners">
<h2 id="owners">Who has to act</h2>
${owners.length === 0 ? html`<p>Nobody: no function needs action.</p>` : cells(columns, [...shown, ...none])}
${foldedCells(columns, more, MOST_FOLDED, groupedCount(more.length, "more owner"))}
<p class="about">${notes(knowsUse, waived)}</p>
</section>`;
}

function notes(knowsUse: boolean, waived: number): Markup {
  const used = knowsUse ? html`Used: invoked in the last 30 days. ` : html``;
  const apart =
    waived > 0
      ? html`Not counted: <a href="${filterLink({ waived: ["yes"] })}">${groupedCount(waived, "waived function")}</a>.`
      : html``;
  return html`${used}${apart}`;
}

function of({ owner }: OwnerLine, filters: Filters = {}): string {
  return filterLink({ owner: [owner ?? ""], ...filters }, true);
}

function numberColumn(
  heading: string,
  name: string,
  count: (line: OwnerLine) => number,
  filters: Filters,
): CardColumn<OwnerLine> {
  return {
    heading,
    name,
    isNumber: true,
    cell: (line) => {
      const functions = count(line);
      if (functions === 0) return html`<span class="none">0</span>`;
      return html`<a href="${of(line, filters)}">${numberText(functions)}</a>`;
    },
  };
}

const COLUMNS: readonly CardColumn<OwnerLine>[] = [
  {
    heading: "Owner",
    name: "owner",
    isHeading: true,
    cell: (line) =>
      html`<a href="${of(line)}">${line.owner === null ? "(no owner)" : shortened(line.owner, 80)}</a>`,
  },
  numberColumn("To do", "todo", ({ todo }) => todo, {}),
  numberColumn("Overdue", "overdue", ({ overdue }) => overdue, { when: ["overdue"] }),
  numberColumn("≤ 90 days", "within90", ({ within90 }) => within90, { when: ["90"] }),
  numberColumn("≤ 180 days", "within180", ({ within180 }) => within180, { when: ["180"] }),
  numberColumn("Later", "later", ({ later }) => later, { when: ["later"] }),
];
const USED = numberColumn("Used", "used", ({ used }) => used, { used: ["yes"] });
