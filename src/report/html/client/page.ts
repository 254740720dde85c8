/** The elements of the page that its code fills. */
export interface Page {
  readonly form: HTMLFormElement;
  readonly search: HTMLInputElement;
  readonly count: HTMLElement;
  readonly heading: HTMLElement;
  readonly frame: HTMLElement;
  readonly head: HTMLTableSectionElement;
  readonly body: HTMLTableSectionElement;
  readonly pages: HTMLElement;
  readonly page: HTMLElement;
  readonly previous: HTMLButtonElement;
  readonly next: HTMLButtonElement;
}

export function findPage(): Page {
  return {
    form: find(".filters"),
    search: find(".filters input"),
    count: find(".rows"),
    heading: find("#functions"),
    frame: find(".tall"),
    head: find("#list thead"),
    body: find("#list tbody"),
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

/** An element with text. */
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
