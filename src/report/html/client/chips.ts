/** The active filters, each a button that removes it. */
import { FACET_KEYS, FACETS, type Facet, facetWord } from "../facets.ts";
import { element, type PageElements } from "./page.ts";
import { toggled, type ViewState, withValues } from "./state.ts";

type Change = Partial<ViewState>;

/** Filters of more values than this are one chip. */
const FEW = 4;

export function showChips(
  page: PageElements,
  state: ViewState,
  names: ReadonlyMap<string, string>,
  change: (change: Change) => void,
): void {
  const chips = [
    ...(state.needsAction ? [chip("Needs action", () => change({ needsAction: false }))] : []),
    ...FACET_KEYS.flatMap((facet) => facetChips(facet, state, names, change)),
    ...(state.text === "" ? [] : [chip(`Text: ${state.text}`, () => change({ text: "" }))]),
  ];
  if (chips.length > 1) {
    const clear = element("button", "Clear all", { type: "button", class: "clear" });
    clear.addEventListener("click", () => change({ needsAction: false, filters: {}, text: "" }));
    chips.push(clear);
  }
  page.chips.hidden = chips.length === 0;
  page.chips.replaceChildren(...chips);
}

function facetChips(
  facet: Facet,
  state: ViewState,
  names: ReadonlyMap<string, string>,
  change: (change: Change) => void,
): HTMLButtonElement[] {
  const values = state.filters[facet] ?? [];
  const { label } = FACETS[facet];
  if (values.length > FEW)
    return [
      chip(`${label}: ${values.length} values`, () =>
        change({ filters: withValues(state.filters, facet, []) }),
      ),
    ];
  return values.map((value) => {
    const name = facet === "accountId" ? names.get(value) || value : facetWord(facet, value);
    return chip(`${label}: ${name}`, () => change({ filters: toggled(state, facet, value) }));
  });
}

function chip(text: string, remove: () => void): HTMLButtonElement {
  const made = element("button", text, {
    type: "button",
    class: "chip",
    "aria-label": `Remove the filter ${text}`,
  });
  made.addEventListener("click", remove);
  return made;
}
