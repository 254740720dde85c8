import type { RuntimeStatus } from "../../model/runtime.ts";
import { cleanText } from "../cell.ts";
import type { ColumnKey } from "../columns.ts";

/** The functions as they are embedded in the page: column by column, each distinct text once where that pays. */
export interface PageData {
  readonly rows: number;
  readonly columns: readonly PageColumn[];
}

export interface PageColumn {
  readonly key: ColumnKey;
  readonly title: string;
  readonly kind: "text" | "number" | "date";
  /** False: not a column of the table, and here for the filters alone. */
  readonly shown: boolean;
  /** The text of each row; or, where `at` is given, each distinct text. */
  readonly values: readonly string[];
  /** For each row, the position of its text in `values`. */
  readonly at?: readonly number[];
}

/** The columns that have a filter of their own; these always have `at`. */
export const FACETS = ["accountId", "region", "runtime", "runtimeStatus"] as const;
export type Facet = (typeof FACETS)[number];

/** The name of each filter in the page's address. */
export const FACET_NAMES = {
  accountId: "account",
  region: "region",
  runtime: "runtime",
  runtimeStatus: "status",
} as const satisfies Record<Facet, string>;

/** The address, within the page, of the functions that these filters leave. */
export function filterLink(filters: Partial<Record<Facet, readonly string[]>>): string {
  const params = new URLSearchParams();
  for (const facet of FACETS)
    for (const value of filters[facet] ?? []) params.append(FACET_NAMES[facet], cleanText(value));
  return `#${params}`;
}

/** The order of the statuses where they are sorted: what presses most comes first. */
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
