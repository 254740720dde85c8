/** Printing: everything that is folded is opened, and the list has all selected functions, up to a limit. */
import { numberText } from "../numbers.ts";
import { fillBody } from "./list.ts";
import type { PageElements } from "./page.ts";
import type { Rows } from "./rows.ts";
import type { ViewState } from "./state.ts";

/** At most this many rows are printed; for more, there are other formats. */
const MAX_PRINTED = 1000;
const FOLDED = "details:not([open]):is(.places, .more, .rest)";

interface Printed {
  readonly state: ViewState;
  readonly selected: readonly number[];
}

/** @param restore shows the page as it was */
export function startPrinting(page: PageElements, rows: Rows, now: () => Printed, restore: () => void): void {
  let opened: readonly HTMLDetailsElement[] = [];
  window.addEventListener("beforeprint", () => {
    const { state, selected } = now();
    opened = [...document.querySelectorAll<HTMLDetailsElement>(FOLDED)];
    for (const details of opened) details.open = true;
    fillBody(page, rows, state, selected.slice(0, MAX_PRINTED));
    if (selected.length > MAX_PRINTED)
      page.count.textContent = `The first ${numberText(MAX_PRINTED)} of ${numberText(selected.length)} rows`;
  });
  window.addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
    restore();
  });
}
