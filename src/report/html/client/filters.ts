import { numberText } from "../numbers.ts";
import { FACET_NAMES, FACETS, type Facet } from "../page-data.ts";
import { element, find, type Page } from "./page.ts";
import type { Rows } from "./rows.ts";
import type { ViewState } from "./state.ts";

/** The state of the filters after the user changed one. */
export type FilterChange = Pick<ViewState, "filters" | "text">;

/** Fills the filter lists, and calls back when one is changed. */
export function startFilters(page: Page, rows: Rows, changed: (change: FilterChange) => void): void {
  for (const facet of FACETS) fillSelect(selectOf(facet), facet, rows);
  const read = () => changed({ filters: readSelects(), text: page.search.value.trim() });
  page.form.addEventListener("input", read);
  page.form.addEventListener("submit", (event) => event.preventDefault());
  page.form.addEventListener("reset", (event) => {
    event.preventDefault();
    changed({ filters: {}, text: "" });
  });
  page.form.hidden = false;
  document.addEventListener("keydown", (event) => {
    const { target } = event;
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey) return;
    if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) return;
    event.preventDefault();
    page.search.focus();
  });
}

/** Shows the filters of a state. */
export function showFilters(page: Page, state: ViewState): void {
  // Keep what the user types: a trailing space is the start of the next word.
  if (page.search.value.trim() !== state.text) page.search.value = state.text;
  for (const facet of FACETS) {
    const select = selectOf(facet);
    select.querySelector("[data-several]")?.remove();
    const [first, ...others] = state.filters[facet] ?? [];
    if (first === undefined) select.value = ALL;
    else select.value = others.length === 0 ? VALUE + first : addSeveral(select, [first, ...others]);
  }
}

const ALL = "";
/** Prefix of a value: a runtime may be the empty text. */
const VALUE = "=";

function selectOf(facet: Facet): HTMLSelectElement {
  return find(`select[name=${FACET_NAMES[facet]}]`);
}

function readSelects(): ViewState["filters"] {
  const filters: Partial<Record<Facet, readonly string[]>> = {};
  for (const facet of FACETS) {
    const { value } = selectOf(facet);
    if (value !== ALL) filters[facet] = value.split("\n").map((one) => one.slice(VALUE.length));
  }
  return filters;
}

/** A link may select several values, which need an option of their own in a list. */
function addSeveral(select: HTMLSelectElement, values: readonly string[]): string {
  const value = values.map((one) => VALUE + one).join("\n");
  select.append(element("option", values.join(", "), { value, "data-several": "" }));
  return value;
}

function fillSelect(select: HTMLSelectElement, facet: Facet, rows: Rows): void {
  const column = rows.column(facet);
  if (column?.at === undefined) return;
  const counts = new Map<number, number>();
  const names = new Map<number, string>();
  const accountName = facet === "accountId" ? rows.column("accountName") : undefined;
  column.at.forEach((position, row) => {
    counts.set(position, (counts.get(position) ?? 0) + 1);
    if (accountName !== undefined && !names.has(position)) names.set(position, rows.cell(accountName, row));
  });
  const options = column.values.map((value, position) => {
    const label = value === "" ? "(none)" : `${names.get(position) ?? ""} ${value}`.trim();
    return { label: `${label} (${numberText(counts.get(position) ?? 0)})`, value };
  });
  options.sort((a, b) => (a.label < b.label ? -1 : 1));
  select.append(...options.map(({ label, value }) => element("option", label, { value: VALUE + value })));
}
