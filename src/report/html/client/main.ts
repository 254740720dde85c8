import { numberText } from "../numbers.ts";
import type { PageData } from "../page-data.ts";
import { showFilters, startFilters } from "./filters.ts";
import { fillBody, pageCount, showList, startList } from "./list.ts";
import { find, findPage } from "./page.ts";
import { Rows } from "./rows.ts";
import { isState, parseHash, printHash, type ViewState } from "./state.ts";

/** At most this many rows are printed; for more, there are other formats. */
const MAX_PRINTED = 1000;

const data: PageData = JSON.parse(find("#data").textContent ?? "");
const rows = new Rows(data);
const page = findPage();
let state: ViewState = parseHash(isState(location.hash) ? location.hash : "");
let selected: readonly number[] = [];
/** Lists that are opened for printing only. */
let folded: readonly HTMLDetailsElement[] = [];

/** Shows a state; for a page beyond the last one, the last one. */
function show(wanted: ViewState): void {
  selected = rows.select(wanted);
  state = { ...wanted, page: Math.min(wanted.page, pageCount(selected)) };
  showFilters(page, state);
  showList(page, rows, state, selected);
}

/** Shows a change by the user, and updates the address without adding to the history. */
function change(changes: Partial<ViewState>): void {
  show({ ...state, page: 1, ...changes });
  history.replaceState(null, "", `#${printHash(state)}`);
}

function turn(by: number): void {
  change({ page: state.page + by });
  page.frame.scrollTop = 0;
  page.heading.scrollIntoView();
}

startFilters(page, rows, change);
startList(page, rows, (sort) => {
  const again = state.sort === sort;
  if (again && state.descending) change({ sort: "", descending: false });
  else change({ sort, descending: again });
});
page.previous.addEventListener("click", () => turn(-1));
page.next.addEventListener("click", () => turn(1));

// A link in a chart, a pasted link, or the browser's back button.
window.addEventListener("hashchange", () => {
  if (!isState(location.hash)) return;
  show(parseHash(location.hash));
  page.heading.focus({ preventScroll: true });
  page.heading.scrollIntoView();
});

window.addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll<HTMLDetailsElement>("details.places:not([open])")];
  for (const details of folded) details.open = true;
  fillBody(page, rows, selected.slice(0, MAX_PRINTED));
  if (selected.length > MAX_PRINTED) {
    page.count.textContent = `The first ${numberText(MAX_PRINTED)} of ${numberText(selected.length)} rows`;
  }
});
window.addEventListener("afterprint", () => {
  for (const details of folded) details.open = false;
  showList(page, rows, state, selected);
});

show(state);
if (location.hash.includes("=")) page.heading.scrollIntoView();
