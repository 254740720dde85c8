/** The elements of the document that the script fills, and how new ones are made. */
export interface PageElements {
  readonly form: HTMLFormElement;
  readonly search: HTMLInputElement;
  readonly group: HTMLSelectElement;
  readonly sort: HTMLSelectElement;
  readonly csv: HTMLButtonElement;
  readonly link: HTMLButtonElement;
  readonly chips: HTMLElement;
  readonly count: HTMLElement;
  readonly heading: HTMLElement;
  readonly table: HTMLTableElement;
  readonly head: HTMLTableSectionElement;
  readonly body: HTMLTableSectionElement;
  readonly empty: HTMLElement;
  readonly reset: HTMLButtonElement;
  readonly pages: HTMLElement;
  readonly page: HTMLElement;
  readonly previous: HTMLButtonElement;
  readonly next: HTMLButtonElement;
}

export function findPage(): PageElements {
  return {
    form: find(".filters"),
    search: find("[name=q]"),
    group: find("[name=group]"),
    sort: find("[name=sort]"),
    csv: find("[name=csv]"),
    link: find("[name=link]"),
    chips: find(".chips"),
    count: find(".rows"),
    heading: find("#functions-heading"),
    table: find("#list"),
    head: find("#list thead"),
    body: find("#list tbody"),
    empty: find(".empty"),
    reset: find("[name=reset]"),
    pages: find(".pages"),
    page: find(".page"),
    previous: find("[name=previous]"),
    next: find("[name=next]"),
  };
}

/** Finds an element that the page always has. */
export function find<Found extends Element>(selector: string): Found {
  const found = document.querySelector<Found>(selector);
  if (found === null) throw new Error(`no ${selector} in the page`);
  return found;
}

/** An element with text, which is never markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  text = "",
  attributes: Readonly<Record<string, string>> = {},
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}
