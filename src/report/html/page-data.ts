import type { RuntimeStatus } from "../../model/runtime.ts";
import { cleanText } from "../clean-text.ts";
import type { ColumnKey } from "../columns.ts";

/** The functions as embedded in the page: by column, with each distinct text stored once where that saves space. */
export interface PageData {
  readonly rows: number;
  readonly columns: readonly PageColumn[];
}

export interface PageColumn {
  readonly key: ColumnKey;
  readonly title: string;
  readonly kind: "text" | "number" | "date";
  /** False: not a column of the table, only used by filters. */
  readonly shown: boolean;
  /** The text of each row or, if `at` is set, the distinct texts. */
  readonly values: readonly string[];
  /** The position of each row's text in `values`. */
  readonly at?: readonly number[];
}

/** The columns that have their own filter; they always have `at`. */
export const FACETS = ["accountId", "region", "runtime", "runtimeStatus"] as const;
export type Facet = (typeof FACETS)[number];

/** The name of each filter in the page's address. */
export const FACET_NAMES = {
  accountId: "account",
  region: "region",
  runtime: "runtime",
  runtimeStatus: "status",
} as const satisfies Record<Facet, string>;

/** A link, within the page, to the functions that match these filters. */
export function filterLink(filters: Partial<Record<Facet, readonly string[]>>): string {
  const params = new URLSearchParams();
  for (const facet of FACETS)
    for (const value of filters[facet] ?? []) params.append(FACET_NAMES[facet], cleanText(value));
  return `#${params}`;
}

/** The sort order of the statuses: most urgent first. */
export const URGENCY = {
  "update-blocked": 0,
  "create-blocked": 1,
  deprecated: 2,
  expiring: 3,
  unknown: 4,
  preview: 5,
  supported: 6,
  custom: 7,
  container: 8,
} as const satisfies Record<RuntimeStatus, number>;
