/** The script of the page: it keeps one state, shows it, and keeps the address in step with it. */
import type { PageData } from "../page-data.ts";
import { showChips } from "./chips.ts";
import { csvText } from "./csv.ts";
import { download } from "./download.ts";
import { pageCount, showList, startList } from "./list.ts";
import { accountNames, showMenus, startMenus } from "./menus.ts";
import { find, findPage } from "./page.ts";
import { startPrinting } from "./print.ts";
import { Rows } from "./rows.ts";
import { Selection } from "./select.ts";
import { isState, parseHash, printHash, toggled, type ViewState } from "./state.ts";
import { startTabs } from "./tabs.ts";

const data: PageData = JSON.parse(find("#data").textContent ?? "");
const rows = new Rows(data);
const selection = new Selection(rows);
const page = findPage();
const names = accountNames(rows);
let state: ViewState = parseHash(isState(location.hash) ? location.hash : "", rows.sort);
let selected: readonly number[] = [];

/** Shows a state; for a page beyond the last one, the last one. */
function show(wanted: ViewState): void {
  selected = selection.rows(wanted);
  state = { ...wanted, page: Math.min(wanted.page, pageCount(selected)) };
  // Keep what the user types: a trailing space is the start of the next word.
  if (page.search.value.trim() !== state.text) page.search.value = state.text;
  page.group.value = state.group;
  page.sort.value = state.sort;
  showMenus(state);
  if (rows.count > 0) showChips(page, state, names, change);
  showList(page, rows, state, selected);
}

/** Shows a change by the user, and updates the address without adding to the history. */
function change(changes: Partial<ViewState>): void {
  show({ ...state, page: 1, ...changes });
  history.replaceState(null, "", `#${printHash(state, rows.sort)}`);
}

function turn(by: number): void {
  change({ page: state.page + by });
  page.heading.scrollIntoView();
}

function sortBy(sort: string): void {
  const isAgain = state.sort === sort;
  if (isAgain && state.descending) change({ sort: "", descending: false });
  else change({ sort, descending: isAgain });
}

/** The part that an address leads to: a part of the page, or the list for a state. */
function go(hash: string): void {
  const id = decodeURIComponent(hash.slice(1));
  if (isState(hash)) {
    tabs.show("functions");
    show(parseHash(hash, rows.sort));
    page.heading.focus({ preventScroll: true });
    page.heading.scrollIntoView();
  } else if (tabs.has(id)) {
    tabs.show(id);
    document.getElementById(id)?.scrollIntoView();
  }
}

/** The time line opens at today. */
function opened(id: string): void {
  if (id !== "runtimes") return;
  const frame = document.querySelector<HTMLElement>(".scroll:has(> svg.timeline)");
  const today = frame?.querySelector("line.today");
  if (!frame || !today) return;
  const { left } = today.getBoundingClientRect();
  frame.scrollLeft += left - frame.getBoundingClientRect().left - frame.clientWidth / 3;
}

/** A tab has an address, too: that of the list is its view. */
function chosen(id: string): void {
  const view = id === "functions" ? printHash(state, rows.sort) : "";
  history.pushState(null, "", `#${view || id}`);
}

const tabs = startTabs(opened, chosen);
tabs.show("functions");
startMenus({
  rows,
  selection,
  state: () => state,
  toggle: (facet, value) => change({ filters: toggled(state, facet, value) }),
});
startList(page, rows, sortBy);
startPrinting(
  page,
  rows,
  () => ({ state, selected }),
  () => showList(page, rows, state, selected),
);
page.search.addEventListener("input", () => change({ text: page.search.value.trim() }));
page.group.addEventListener("change", () => change({ group: page.group.value }));
page.sort.addEventListener("change", () => change({ sort: page.sort.value, descending: false }));
page.form.addEventListener("submit", (event) => event.preventDefault());
page.reset.addEventListener("click", () => change({ needsAction: false, filters: {}, text: "" }));
page.previous.addEventListener("click", () => turn(-1));
page.next.addEventListener("click", () => turn(1));
page.csv.addEventListener("click", () => download("functions.csv", csvText(rows, selected)));
page.link.hidden = navigator.clipboard === undefined;
page.link.addEventListener("click", () => navigator.clipboard.writeText(location.href));
page.form.hidden = rows.count === 0;

document.addEventListener("keydown", (event) => {
  const { target } = event;
  if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey) return;
  if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) return;
  event.preventDefault();
  tabs.show("functions");
  page.search.focus();
});
// A link in the page, a pasted link, or the browser's back button.
window.addEventListener("hashchange", () => go(location.hash));
// A link to the view that the address has already.
document.addEventListener("click", ({ target }) => {
  const link = (target as Element).closest<HTMLAnchorElement | SVGAElement>('a[href^="#"]');
  if (link?.getAttribute("href") === location.hash) go(location.hash);
});

show(state);
if (location.hash.length > 1) go(location.hash);
