/** The filters of the function list: their columns, their names in the page's address, and their words for people. */
import { cleanText } from "../clean-text.ts";
import type { PageKey } from "./page-data.ts";

interface FacetEntry {
  /** In the page's address. */
  readonly name: string;
  readonly label: string;
  /** How an empty value reads. */
  readonly none: string;
  /** Values that read differently. */
  readonly words?: Readonly<Record<string, string>>;
  /** Set by links only; the others have a menu. */
  readonly linkOnly?: true;
}

/** The periods in which a due date may lie, as filters. Each includes those before it, except what is overdue. */
const WHENS = ["overdue", "90", "180", "later", "none"] as const;
export type When = (typeof WHENS)[number];

/** What may happen on a due date. */
export const EVENT_WORDS = {
  deprecation: "deprecated",
  "create-block": "creation blocked",
  "update-block": "updates blocked",
} as const;

export const FACETS = {
  owner: { name: "owner", label: "Owner", none: "no owner" },
  accountId: { name: "account", label: "Account", none: "unknown" },
  region: { name: "region", label: "Region", none: "none" },
  runtime: { name: "runtime", label: "Runtime", none: "container image or unknown" },
  runtimeStatus: { name: "status", label: "Status", none: "none" },
  action: { name: "action", label: "Action", none: "none" },
  managedBy: { name: "managedBy", label: "Managed by", none: "the team's own code" },
  dueDate: { name: "due", label: "Due on", none: "no date", linkOnly: true },
  dueEvent: { name: "event", label: "What happens", none: "nothing", words: EVENT_WORDS, linkOnly: true },
  when: {
    name: "when",
    label: "Due",
    none: "unknown",
    words: {
      overdue: "overdue",
      "90": "within 90 days",
      "180": "within 180 days",
      later: "after 180 days",
      none: "no date",
    } satisfies Record<When, string>,
    linkOnly: true,
  },
  used: {
    name: "used",
    label: "Used in the last 30 days",
    none: "unknown",
    words: { yes: "yes", no: "no" },
    linkOnly: true,
  },
  source: {
    name: "source",
    label: "Known from",
    none: "AWS Lambda",
    words: { lambda: "AWS Lambda", config: "AWS Config" },
    linkOnly: true,
  },
  waived: { name: "waived", label: "Waived", none: "no", words: { yes: "yes" }, linkOnly: true },
} as const satisfies Partial<Record<PageKey, FacetEntry>>;

export type Facet = keyof typeof FACETS;
export const FACET_KEYS = Object.keys(FACETS) as readonly Facet[];
/** Those with a menu. */
export const MENU_FACETS: readonly Facet[] = FACET_KEYS.filter(
  (facet) => facetEntry(facet).linkOnly !== true,
);

export function facetEntry(facet: Facet): FacetEntry {
  return FACETS[facet];
}

/** A value for people. */
export function facetWord(facet: Facet, value: string): string {
  const { none, words } = facetEntry(facet);
  if (value === "") return none;
  return words !== undefined && Object.hasOwn(words, value) ? (words[value] ?? value) : value;
}

export function isFacet(key: string): key is Facet {
  return Object.hasOwn(FACETS, key);
}

/** The selected values of each filter; absent: all. */
export type Filters = Readonly<Partial<Record<Facet, readonly string[]>>>;

/** The parameter of the address that keeps only functions with something to do (`action`) or all of them (`any`). */
export const NEED = "need";

/** A link, within the page, to the functions that match these filters. */
export function filterLink(filters: Filters, needsAction = false): string {
  const params = new URLSearchParams(needsAction ? { [NEED]: "action" } : {});
  for (const facet of FACET_KEYS)
    for (const value of filters[facet] ?? []) params.append(facetEntry(facet).name, cleanText(value));
  return `#${params}`;
}

/** The periods of due dates that a filter keeps. */
export function whensWithin(when: string): readonly string[] {
  return when === "180" ? ["90", "180"] : [when];
}
