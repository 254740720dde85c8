import type { CatalogueRuntime, RegionalDates } from "./catalogue.ts";

/** A field of our catalogue that a source may not cover. */
export type UncoveredField = "blockCreateDate" | "successor";

/** Lifecycle data from another publisher, parsed. */
export interface ForeignCatalogue {
  readonly source: string;
  /** The day the source itself gives; undefined when it gives none. */
  readonly asOf: string | undefined;
  readonly rows: readonly ForeignRow[];
  readonly uncovered: readonly UncoveredField[];
  /** What the data itself lacks, as the rest of a sentence that begins with the name of the file. */
  readonly warnings?: readonly string[];
}

type Dates = Pick<CatalogueRuntime, "id" | "deprecationDate" | "blockCreateDate" | "blockUpdateDate">;

/** One runtime; `ended` is true when the source says that support has ended, with or without a date. */
export interface ForeignRow extends Dates {
  readonly name?: string | undefined;
  readonly successor?: string | null;
  readonly ended?: boolean;
  /** By region: dates that hold there only. */
  readonly regional?: Readonly<Record<string, RegionalDates>>;
}
