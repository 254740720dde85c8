import { numberText } from "../numbers.ts";
import type { PageColumn } from "../page-data.ts";
import { element, type Page } from "./page.ts";
import type { Rows } from "./rows.ts";
import type { ViewState } from "./state.ts";

/** Rows per page: few enough to build a page instantly. */
export const PAGE_ROWS = 100;

/** Creates the headings. A click sorts by that column, a second click reverses the order. */
export function startList(page: Page, rows: Rows, sortBy: (key: string) => void): void {
  const line = element("tr");
  for (const { key, title, kind } of rows.columns) {
    const heading = element("th", "", { scope: "col", "data-key": key });
    if (kind !== "text") heading.className = kind;
    const button = element("button", title, { type: "button" });
    button.addEventListener("click", () => sortBy(key));
    heading.append(button);
    line.append(heading);
  }
  page.head.append(line);
}

/** Shows one page of the selected rows, and the row and page counts. */
export function showList(page: Page, rows: Rows, state: ViewState, selected: readonly number[]): void {
  const pages = pageCount(selected);
  const from = (state.page - 1) * PAGE_ROWS;
  fillBody(page, rows, selected.slice(from, from + PAGE_ROWS));
  for (const heading of page.head.querySelectorAll("th")) {
    const sorted = heading.dataset.key === state.sort;
    if (sorted) heading.setAttribute("aria-sort", state.descending ? "descending" : "ascending");
    else heading.removeAttribute("aria-sort");
  }
  page.count.textContent =
    selected.length === rows.count
      ? `${numberText(rows.count)} rows`
      : `${numberText(selected.length)} of ${numberText(rows.count)} rows`;
  page.pages.hidden = pages === 1;
  page.page.textContent = `Page ${numberText(state.page)} of ${numberText(pages)}`;
  page.previous.disabled = state.page === 1;
  page.next.disabled = state.page === pages;
}

export function pageCount(selected: readonly number[]): number {
  return Math.max(1, Math.ceil(selected.length / PAGE_ROWS));
}

/** Fills the table with these rows. */
export function fillBody(page: Page, rows: Rows, shown: readonly number[]): void {
  const lines = shown.map((row) => {
    const line = element("tr");
    line.append(...rows.columns.map((column) => cellOf(rows, column, row)));
    return line;
  });
  page.body.replaceChildren(...lines);
}

/** Strings are always set as text, never as markup. */
function cellOf(rows: Rows, column: PageColumn, row: number): HTMLTableCellElement {
  const { key, kind } = column;
  const text = rows.cell(column, row);
  const cell = element("td", "", { "data-key": key });
  if (kind !== "text") cell.className = kind;
  if (key === "runtimeStatus") cell.append(element("span", text, { class: `status ${text}` }));
  else cell.textContent = kind === "number" && text !== "" ? numberText(Number(text)) : text;
  const name = rows.column("accountName");
  if (key === "accountId" && name && !name.shown && rows.cell(name, row) !== "") {
    cell.replaceChildren(rows.cell(name, row), " ", element("small", text));
  }
  return cell;
}
