import { FACET_NAMES, FACETS, type Facet } from "../page-data.ts";

/** What the table shows. It is part of the page's address, so a view can be shared as a link. */
export interface ViewState {
  /** The selected values of each facet; absent: all. */
  readonly filters: Readonly<Partial<Record<Facet, readonly string[]>>>;
  readonly text: string;
  /** A column's key. */
  readonly sort: string;
  readonly descending: boolean;
  /** From 1. */
  readonly page: number;
}

export const FIRST_STATE: ViewState = { filters: {}, text: "", sort: "", descending: false, page: 1 };

/** The state in an address such as `#region=eu-west-1&status=expiring&sort=-daysLeft`. */
export function parseHash(hash: string): ViewState {
  const params = new URLSearchParams(hash.replace(/^#/, ""));
  const filters: Partial<Record<Facet, readonly string[]>> = {};
  for (const facet of FACETS) {
    const values = params.getAll(FACET_NAMES[facet]);
    if (values.length > 0) filters[facet] = values;
  }
  const sort = params.get("sort") ?? "";
  const page = Number(params.get("page") ?? 1);
  return {
    filters,
    text: params.get("q") ?? "",
    sort: sort.replace(/^-/, ""),
    descending: sort.startsWith("-"),
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  };
}

/** The address of a state; empty for the initial one. */
export function printHash({ filters, text, sort, descending, page }: ViewState): string {
  const params = new URLSearchParams();
  for (const facet of FACETS)
    for (const value of filters[facet] ?? []) params.append(FACET_NAMES[facet], value);
  if (text !== "") params.set("q", text);
  if (sort !== "") params.set("sort", descending ? `-${sort}` : sort);
  if (page > 1) params.set("page", String(page));
  return String(params);
}

/** Whether an address is a state, not a link to a heading. */
export function isState(hash: string): boolean {
  return hash === "" || hash === "#" || hash.includes("=");
}
