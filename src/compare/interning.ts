import type { FunctionRow } from "../model/report.ts";

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** The columns that have few different values. */
const REPEATED = [
  "accountId",
  "accountName",
  "region",
  "version",
  "runtime",
  "runtimeStatus",
  "deprecationDate",
  "blockCreateDate",
  "blockUpdateDate",
  "successor",
  "packageType",
  "handler",
  "lastModified",
] as const satisfies readonly (keyof FunctionRow)[];

/** With more different texts few are repeated, and looking them up costs more than it saves. */
const MOST_TEXTS = 200_000;
const NONE: readonly string[] = Object.freeze([]);

/**
 * Makes the rows of one report share equal texts: JSON.parse creates each anew, and repeated accounts, regions and
 * dates take a quarter of the memory of a big report.
 */
export class Interner {
  readonly #texts = new Map<string, string>();
  readonly #lists = new Map<string, readonly string[]>();

  /** Changes the row in place. */
  intern(row: Writable<FunctionRow>): FunctionRow {
    for (const key of REPEATED) this.#internKey(row, key);
    row.layers = this.#list(row.layers);
    row.architectures = this.#list(row.architectures);
    return row;
  }

  #internKey<K extends (typeof REPEATED)[number]>(row: Writable<FunctionRow>, key: K): void {
    const value = row[key];
    if (value !== null) row[key] = this.#text(value) as FunctionRow[K];
  }

  #text(value: string): string {
    const known = this.#texts.get(value);
    if (known !== undefined) return known;
    if (this.#texts.size < MOST_TEXTS) this.#texts.set(value, value);
    return value;
  }

  #list(value: readonly string[]): readonly string[] {
    if (value.length === 0) return NONE;
    if (value.length > 1) return value;
    const [only = ""] = value;
    const known = this.#lists.get(only);
    if (known !== undefined) return known;
    this.#lists.set(only, value);
    return value;
  }
}
