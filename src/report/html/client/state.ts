/** What the list shows, as a value and as a part of the page's address, so that a view can be shared as a link. Pure. */
import { FACET_KEYS, type Facet, type Filters, facetEntry, NEED } from "../facets.ts";

export interface ViewState {
  /** Only functions with something to do. */
  readonly needsAction: boolean;
  readonly filters: Filters;
  readonly text: string;
  /** The filter by whose values the list is grouped; empty: none. */
  readonly group: string;
  /** A column's key; empty: the order of the report. */
  readonly sort: string;
  readonly descending: boolean;
  /** From 1. */
  readonly page: number;
}

/** What the page shows at first: what has to be done, by due date. */
export function firstState(sort: string): ViewState {
  return { needsAction: true, filters: {}, text: "", group: "", sort, descending: false, page: 1 };
}

const REPORT_ORDER = "report";

/** The state in an address such as `#region=eu-west-1&status=expiring&sort=-daysLeft`. */
export function parseHash(hash: string, sort: string): ViewState {
  const params = new URLSearchParams(hash.replace(/^#/, ""));
  if (![...params.values()].some((value) => value !== "") && !hash.includes("=")) return firstState(sort);
  const filters: Partial<Record<Facet, readonly string[]>> = {};
  for (const facet of FACET_KEYS) {
    const values = params.getAll(facetEntry(facet).name);
    if (values.length > 0) filters[facet] = [...new Set(values)];
  }
  const sorted = params.get("sort") ?? sort;
  const page = Number(params.get("page") ?? 1);
  return {
    needsAction: params.get(NEED) === "action",
    filters,
    text: params.get("q") ?? "",
    group: params.get("group") ?? "",
    sort: sorted === REPORT_ORDER ? "" : sorted.replace(/^-/, ""),
    descending: sorted.startsWith("-"),
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  };
}

/** The address of a state, without `#`; empty for the first one. */
export function printHash(state: ViewState, firstSort: string): string {
  const { needsAction, filters, text, group, sort, descending, page } = state;
  const params = new URLSearchParams();
  if (needsAction) params.set(NEED, "action");
  for (const facet of FACET_KEYS)
    for (const value of filters[facet] ?? []) params.append(facetEntry(facet).name, value);
  if (text !== "") params.set("q", text);
  if (group !== "") params.set("group", group);
  if (sort !== firstSort || descending)
    params.set("sort", sort === "" ? REPORT_ORDER : `${descending ? "-" : ""}${sort}`);
  if (page > 1) params.set("page", String(page));
  const text1 = String(params);
  if (text1 === `${NEED}=action`) return "";
  return text1 === "" ? `${NEED}=any` : text1;
}

/** Whether an address is a state, not a link to a part of the page. */
export function isState(hash: string): boolean {
  return hash === "" || hash === "#" || hash.includes("=");
}

/** The state with a value of a filter added or removed. */
export function toggled({ filters }: ViewState, facet: Facet, value: string): Filters {
  const values = filters[facet] ?? [];
  const next = values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
  return withValues(filters, facet, next);
}

/** The filters with these values; none: without the filter. */
export function withValues(filters: Filters, facet: Facet, values: readonly string[]): Filters {
  const { [facet]: _, ...others } = filters;
  return values.length === 0 ? others : { ...others, [facet]: values };
}
