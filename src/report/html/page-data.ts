/** The data that the page's script works on, as the writer embeds it: one list of texts for each column. */
import type { RuntimeStatus } from "../../model/runtime.ts";
import type { ColumnKey } from "../columns.ts";

export interface PageData {
  readonly rows: number;
  /** The assessment date. */
  readonly today: string;
  /** The column by which the list is sorted at first; empty: the order of the report. */
  readonly sort: string;
  readonly columns: readonly PageColumn[];
}

/** The same as the page holds it: the JSON of a large column is deflated and in base64. */
export interface EmbeddedData extends Omit<PageData, "columns"> {
  readonly columns: readonly (PageColumn | string)[];
}

/** What the page works out from other columns, for its filters. */
export const DERIVED = ["when", "used", "waived"] as const;
export type Derived = (typeof DERIVED)[number];

export type PageKey = ColumnKey | Derived;

export interface PageColumn {
  readonly key: PageKey;
  readonly title: string;
  readonly kind: "text" | "number" | "date";
  /** False: not a column of the table; filters, search, details and CSV use it. */
  readonly shown: boolean;
  /** The text of each row or, if `at` is set, the distinct texts. */
  readonly values: readonly string[];
  /** The position of each row's text in `values`, encoded (codes.ts). */
  readonly at?: string;
  /** `at` has a list of positions for each row, with a space between two rows: the texts of a row are joined by `;`. */
  readonly lists?: true;
}

/**
 * An ARN is embedded as what precedes the service, and this mark, when the rest follows from region, account, name and
 * version.
 */
export const DERIVED_ARN = ":~";

/** The ARN of a function, or of one of its versions, after `arn:aws`. */
export function arnEnd(region: string, accountId: string, functionName: string, version: string): string {
  const qualifier = version === "$LATEST" || version === "" ? "" : `:${version}`;
  return `:lambda:${region}:${accountId}:function:${functionName}${qualifier}`;
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
