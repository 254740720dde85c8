/** One page of the selected functions as a table. */
import { facetWord, isFacet } from "../facets.ts";
import { numberText } from "../numbers.ts";
import type { PageColumn } from "../page-data.ts";
import { cellOf } from "./cells.ts";
import { openDetail } from "./detail.ts";
import { element, type PageElements } from "./page.ts";
import type { Rows } from "./rows.ts";
import type { ViewState } from "./state.ts";

/** Rows per page: few enough to build a page instantly. */
const PAGE_ROWS = 100;

/** Creates the headings. A click sorts by that column, a second click reverses the order, a third restores the report's. */
export function startList(page: PageElements, rows: Rows, sortBy: (key: string) => void): void {
  const line = element("tr");
  for (const { key, title, kind } of rows.columns) {
    const heading = element("th", "", { scope: "col", "data-key": key });
    if (kind === "number") heading.className = kind;
    const button = element("button", title, { type: "button" });
    button.addEventListener("click", () => sortBy(key));
    heading.append(button);
    line.append(heading);
  }
  page.head.append(line);
  page.sort.append(element("option", "report's order", { value: "" }));
  for (const { key, title } of sortable(rows))
    page.sort.append(element("option", title.toLowerCase(), { value: key }));
  page.body.addEventListener("click", ({ target }) => {
    const button = (target as Element).closest<HTMLButtonElement>("button.name");
    if (button) openDetail(rows, button);
  });
}

/** What the menu of orders offers: on a narrow screen there are no headings. */
function sortable(rows: Rows): readonly PageColumn[] {
  const first = rows.column(rows.sort);
  return first === undefined || first.shown ? rows.columns : [...rows.columns, first];
}

/** Shows one page of the selected rows, and the row and page counts. */
export function showList(
  page: PageElements,
  rows: Rows,
  state: ViewState,
  selected: readonly number[],
): void {
  const pages = pageCount(selected);
  const from = (state.page - 1) * PAGE_ROWS;
  fillBody(page, rows, state, selected.slice(from, from + PAGE_ROWS));
  for (const heading of page.head.querySelectorAll("th")) {
    const isSorted = heading.dataset.key === state.sort;
    if (isSorted) heading.setAttribute("aria-sort", state.descending ? "descending" : "ascending");
    else heading.removeAttribute("aria-sort");
  }
  page.count.textContent =
    selected.length === rows.count
      ? `${numberText(rows.count)} rows`
      : `${numberText(selected.length)} of ${numberText(rows.count)} rows`;
  page.table.hidden = selected.length === 0;
  page.empty.hidden = selected.length > 0;
  if (rows.count === 0) page.empty.textContent = "This report lists no functions.";
  page.csv.disabled = selected.length === 0;
  page.pages.hidden = pages === 1;
  page.page.textContent = `Page ${numberText(state.page)} of ${numberText(pages)}`;
  page.previous.disabled = state.page === 1;
  page.next.disabled = state.page === pages;
}

export function pageCount(selected: readonly number[]): number {
  return Math.max(1, Math.ceil(selected.length / PAGE_ROWS));
}

/** Fills the table with these rows; groups have a heading where they begin, and on each page. */
export function fillBody(
  page: PageElements,
  rows: Rows,
  { group }: Pick<ViewState, "group">,
  shown: readonly number[],
): void {
  const facet = isFacet(group) ? group : undefined;
  let before: string | undefined;
  const lines = shown.flatMap((row) => {
    const line = element("tr");
    line.append(...rows.columns.map((column) => cellOf(rows, column, row)));
    if (facet === undefined) return [line];
    const value = rows.text(facet, row);
    const heading = value === before ? [] : [groupLine(facetWord(facet, value), rows.columns.length)];
    before = value;
    return [...heading, line];
  });
  page.body.replaceChildren(...lines);
}

function groupLine(text: string, columns: number): HTMLTableRowElement {
  const line = element("tr", "", { class: "group-line" });
  line.append(element("th", text, { scope: "rowgroup", colspan: String(columns) }));
  return line;
}
