/** The menus of the filters: each lists the values that occur under the other filters, with their number of rows. */

import { FACETS, type Facet, facetWord, isFacet, MENU_FACETS } from "../facets.ts";
import { numberText } from "../numbers.ts";
import { element } from "./page.ts";
import type { Rows } from "./rows.ts";
import type { Selection } from "./select.ts";
import type { ViewState } from "./state.ts";

/** Values that are listed at once; a text field finds the others. */
const MOST = 100;
/** From this many values on, there is a text field. */
const MANY = 10;

interface MenuContext {
  readonly rows: Rows;
  readonly selection: Selection;
  readonly state: () => ViewState;
  readonly toggle: (facet: Facet, value: string) => void;
}

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

export function startMenus(context: MenuContext): void {
  const menus = [...document.querySelectorAll<HTMLDetailsElement>("details.menu")];
  for (const menu of menus) {
    const facet = menu.dataset.facet ?? "";
    if (!isFacet(facet)) continue;
    menu.querySelector("summary")?.addEventListener("click", (event) => {
      // The browser would open the menu after this event: too late for its field to take what the user types at once.
      event.preventDefault();
      menu.open = !menu.open;
      if (menu.open) fill(menu, facet, context);
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      menu.open = false;
      menu.querySelector("summary")?.focus();
    });
  }
  document.addEventListener("click", ({ target }) => {
    for (const menu of menus) if (menu.open && !menu.contains(target as Node)) menu.open = false;
  });
}

/** Shows how many values of each filter are selected. */
export function showMenus({ filters }: ViewState): void {
  for (const facet of MENU_FACETS) {
    const summary = document.querySelector(`details.menu[data-facet="${facet}"] summary`);
    const count = filters[facet]?.length ?? 0;
    if (summary) summary.textContent = `${FACETS[facet].label}${count === 0 ? "" : ` (${count})`}`;
  }
}

function fill(menu: HTMLDetailsElement, facet: Facet, context: MenuContext): void {
  const frame = menu.querySelector(".choices");
  const choices = choicesOf(facet, context);
  const list = element("ul");
  const show = (text: string) => list.replaceChildren(...itemsOf(choices, facet, text, context));
  show("");
  if (choices.length <= MANY) {
    frame?.replaceChildren(list);
    return;
  }
  const field = element("input", "", {
    type: "search",
    "aria-label": `Find in ${FACETS[facet].label.toLowerCase()}`,
    placeholder: "Find",
    autocomplete: "off",
  });
  field.addEventListener("input", (event) => {
    // It is part of the form of filters, and not one of them.
    event.stopPropagation();
    show(field.value.trim().toLowerCase());
  });
  frame?.replaceChildren(field, list);
  field.focus();
}

/** The most frequent first. */
function choicesOf(facet: Facet, { rows, selection, state }: MenuContext): readonly Choice[] {
  const names = facet === "accountId" ? namesById(rows) : undefined;
  return [...selection.counts(state(), facet)]
    .map(([value, count]) => ({
      value,
      count,
      label: `${names?.get(value) ?? ""} ${facetWord(facet, value)}`.trim(),
    }))
    .sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
}

/** The name of each account by its id. */
export function namesById(rows: Rows): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const column = rows.column("accountId");
  const positions = column && rows.positions(column);
  if (column === undefined || positions === undefined) return names;
  const first = new Map<number, number>();
  positions.forEach((position, row) => {
    if (!first.has(position)) first.set(position, row);
  });
  for (const [position, row] of first)
    names.set(column.values[position] ?? "", rows.text("accountName", row));
  return names;
}

function itemsOf(
  choices: readonly Choice[],
  facet: Facet,
  text: string,
  context: MenuContext,
): HTMLLIElement[] {
  const found = choices.filter(({ label }) => label.toLowerCase().includes(text));
  const items = found.slice(0, MOST).map((choice) => itemOf(choice, facet, context));
  if (found.length > MOST)
    items.push(element("li", `${numberText(found.length - MOST)} more: type to find them`));
  if (found.length === 0) items.push(element("li", "nothing found"));
  return items;
}

function itemOf(
  { value, label, count }: Choice,
  facet: Facet,
  { state, toggle }: MenuContext,
): HTMLLIElement {
  const item = element("li");
  const line = element("label");
  const box = element("input", "", { type: "checkbox" });
  box.checked = state().filters[facet]?.includes(value) ?? false;
  box.addEventListener("input", (event) => {
    event.stopPropagation();
    toggle(facet, value);
  });
  line.append(box, element("span", label), element("small", numberText(count)));
  item.append(line);
  return item;
}
