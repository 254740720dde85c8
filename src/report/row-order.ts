import type { FunctionRow } from "../model/report.ts";
import { column } from "./columns.ts";
import { compareTexts, type SortKey } from "./sort.ts";

/** The order of `--sort` for rows that are not kept: they enter one by one, and where each belongs leaves. Ties stay as they came. */
export class RowOrder {
  readonly #columns: readonly RankedColumn[];
  #rows = 0;

  constructor(keys: readonly SortKey[]) {
    this.#columns = keys.map((key) => new RankedColumn(key));
  }

  add(row: FunctionRow): void {
    this.#rows++;
    for (const each of this.#columns) each.add(row);
  }

  /** The number of each row, counted from 0 as they came, in the order of `--sort`. */
  finish(): Uint32Array {
    const ranks = this.#columns.map((each) => each.ranks());
    const order = Uint32Array.from({ length: this.#rows }, (_, index) => index);
    return order.sort((a, b) => {
      for (const of of ranks) {
        const difference = (of[a] ?? 0) - (of[b] ?? 0);
        if (difference !== 0) return difference;
      }
      return a - b;
    });
  }
}

/** Each distinct text is kept and compared once. */
class RankedColumn {
  readonly #key: SortKey;
  readonly #positions = new Map<string, number>();
  readonly #ofRows: number[] = [];

  constructor(key: SortKey) {
    this.#key = key;
  }

  add(row: FunctionRow): void {
    const text = column(this.#key.key).text(row);
    const position = this.#positions.get(text) ?? this.#positions.size;
    this.#positions.set(text, position);
    this.#ofRows.push(position);
  }

  /** Of each row; equal texts have equal ranks. */
  ranks(): Int32Array {
    const compare = compareTexts(this.#key);
    const sorted = [...this.#positions].sort(([a], [b]) => compare(a, b));
    const ranks = new Int32Array(sorted.length);
    let rank = 0;
    for (const [index, [text, position]] of sorted.entries()) {
      const before = sorted[index - 1]?.[0];
      if (before !== undefined && compare(before, text) !== 0) rank++;
      ranks[position] = rank;
    }
    return Int32Array.from(this.#ofRows, (position) => ranks[position] ?? 0);
  }
}
