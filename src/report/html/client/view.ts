/** Keeps one state, shows it, and keeps the address of the page in step with it. */
import { showChips } from "./chips.ts";
import { csvText } from "./csv.ts";
import { saveAs } from "./download.ts";
import { copyLink } from "./link.ts";
import { pageCount, showList, startList } from "./list.ts";
import { namesById, showMenus, startMenus } from "./menus.ts";
import { findPage } from "./page.ts";
import { startPrinting } from "./print.ts";
import type { Rows } from "./rows.ts";
import { Selection } from "./select.ts";
import { firstState, isState, parseHash, printHash, toggled, type ViewState } from "./state.ts";
import { startTabs } from "./tabs.ts";
import { showToday } from "./timeline.ts";

export class View {
  readonly #rows: Rows;
  readonly #selection: Selection;
  readonly #page = findPage();
  readonly #names: ReadonlyMap<string, string>;
  readonly #tabs = startTabs(
    (id) => {
      if (id === "runtimes") showToday();
    },
    (id) => this.#chosen(id),
  );
  #state: ViewState;
  #selected: readonly number[] = [];

  constructor(rows: Rows) {
    this.#rows = rows;
    this.#selection = new Selection(rows);
    this.#names = namesById(rows);
    this.#state = firstState(rows.sort);
  }

  start(): void {
    this.#tabs.show("functions");
    this.#listen();
    this.#page.form.hidden = this.#rows.count === 0;
    this.#show(this.#state);
    if (location.hash.length > 1) this.#go(location.hash);
  }

  /** Shows a state; for a page beyond the last one, the last one. */
  #show(wanted: ViewState): void {
    const page = this.#page;
    this.#selected = this.#selection.rows(wanted);
    const state = { ...wanted, page: Math.min(wanted.page, pageCount(this.#selected)) };
    this.#state = state;
    // Keep what the user types: a trailing space is the start of the next word.
    if (page.search.value.trim() !== state.text) page.search.value = state.text;
    page.group.value = state.group;
    page.sort.value = state.sort;
    showMenus(state);
    if (this.#rows.count > 0) showChips(page, state, this.#names, (changes) => this.#change(changes));
    showList(page, this.#rows, state, this.#selected);
  }

  /** Shows a change by the user, and updates the address without adding to the history. */
  #change(changes: Partial<ViewState>): void {
    this.#show({ ...this.#state, page: 1, ...changes });
    history.replaceState(null, "", `#${printHash(this.#state, this.#rows.sort)}`);
  }

  /** Shows where an address leads: a part of the page, or the list for a state. */
  #go(hash: string): void {
    const id = hash.slice(1);
    if (isState(hash)) {
      this.#tabs.show("functions");
      this.#show(parseHash(hash, this.#rows.sort));
      this.#page.heading.focus({ preventScroll: true });
      this.#page.heading.scrollIntoView();
    } else if (this.#tabs.has(id)) {
      this.#tabs.show(id);
      document.getElementById(id)?.scrollIntoView();
    }
  }

  /** A tab has an address, too: that of the list is its view. */
  #chosen(id: string): void {
    const view = id === "functions" ? printHash(this.#state, this.#rows.sort) : "";
    history.pushState(null, "", `#${view || id}`);
  }

  #sortBy(sort: string): void {
    const { sort: before, descending } = this.#state;
    if (before === sort && descending) this.#change({ sort: "", descending: false });
    else this.#change({ sort, descending: before === sort });
  }

  #turn(by: number): void {
    this.#change({ page: this.#state.page + by });
    this.#page.heading.scrollIntoView();
  }

  #listen(): void {
    const page = this.#page;
    startMenus({
      rows: this.#rows,
      selection: this.#selection,
      state: () => this.#state,
      toggle: (facet, value) => this.#change({ filters: toggled(this.#state, facet, value) }),
    });
    startList(page, this.#rows, (key) => this.#sortBy(key));
    startPrinting(
      page,
      this.#rows,
      () => ({ state: this.#state, selected: this.#selected }),
      () => showList(page, this.#rows, this.#state, this.#selected),
    );
    page.search.addEventListener("focus", () => this.#selection.prepareSearch(), { once: true });
    page.search.addEventListener("input", () => this.#change({ text: page.search.value.trim() }));
    page.group.addEventListener("change", () => this.#change({ group: page.group.value }));
    page.sort.addEventListener("change", () => this.#change({ sort: page.sort.value, descending: false }));
    page.form.addEventListener("submit", (event) => event.preventDefault());
    page.reset.addEventListener("click", () => this.#change({ needsAction: false, filters: {}, text: "" }));
    page.previous.addEventListener("click", () => this.#turn(-1));
    page.next.addEventListener("click", () => this.#turn(1));
    page.csv.addEventListener("click", () => saveAs("functions.csv", csvText(this.#rows, this.#selected)));
    page.link.hidden = navigator.clipboard === undefined;
    page.link.addEventListener("click", () => copyLink(page.link));
    this.#listenEverywhere();
  }

  #listenEverywhere(): void {
    document.addEventListener("keydown", (event) => {
      const { target } = event;
      if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey) return;
      if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) return;
      event.preventDefault();
      this.#tabs.show("functions");
      this.#page.search.focus();
    });
    // A link in the page, a pasted link, or the browser's back button.
    window.addEventListener("hashchange", () => this.#go(location.hash));
    // A link to the view that the address has already.
    document.addEventListener("click", ({ target }) => {
      const link = (target as Element).closest<HTMLAnchorElement | SVGAElement>('a[href^="#"]');
      if (link?.getAttribute("href") === location.hash) this.#go(location.hash);
    });
  }
}
