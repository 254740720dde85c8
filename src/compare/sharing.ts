import type { FunctionRow } from "../model/report.ts";

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** The columns whose values come again and again. */
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

/** Beyond it the texts are hardly repetitions, and looking for them costs more than they take. */
const MOST_TEXTS = 200_000;
const NONE: readonly string[] = Object.freeze([]);

/**
 * Lets the rows of one report share what they have in common: JSON.parse makes every text anew, and a quarter of
 * a big report's memory is the same account, region and dates over and over.
 */
export class Sharing {
  readonly #texts = new Map<string, string>();
  readonly #lists = new Map<string, readonly string[]>();

  /** Changes the row in place. */
  share(row: Writable<FunctionRow>): FunctionRow {
    for (const key of REPEATED) this.#shareKey(row, key);
    row.layers = this.#list(row.layers);
    row.architectures = this.#list(row.architectures);
    return row;
  }

  #shareKey<K extends (typeof REPEATED)[number]>(row: Writable<FunctionRow>, key: K): void {
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
