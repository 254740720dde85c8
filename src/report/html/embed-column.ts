/** One column of the page's data: rows enter, of which each distinct text is kept once; the column leaves as it is embedded. */
import type { FunctionRow } from "../../model/report.ts";
import { cleanText } from "../clean-text.ts";
import { codeWidth, encoded } from "./codes.ts";
import type { PageColumn } from "./page-data.ts";
import { Positions } from "./positions.ts";

type Texts = Pick<PageColumn, "values" | "at" | "lists">;

export interface ColumnBuilder {
  add(row: FunctionRow): void;
  /** Whether no row has a text. */
  readonly isEmpty: boolean;
  /**
   * @param needsPositions whether a filter needs distinct texts
   * @param order of the rows; undefined: as they came
   */
  finish(needsPositions: boolean, order: Uint32Array | undefined): Texts;
}

/** Texts, each with the position at which it first occurs. */
class Distinct {
  readonly #positions = new Map<string, number>();

  get size(): number {
    return this.#positions.size;
  }

  position(text: string): number {
    const known = this.#positions.get(text);
    if (known !== undefined) return known;
    this.#positions.set(text, this.#positions.size);
    return this.#positions.size - 1;
  }

  values(): readonly string[] {
    return [...this.#positions.keys()];
  }

  /** The code of each position. */
  codes(width: number): readonly string[] {
    return Array.from({ length: this.size }, (_, position) => encoded(position, width));
  }
}

/** One text in each row: distinct texts and positions where that is shorter, or where a filter needs them. */
export class TextColumnBuilder implements ColumnBuilder {
  readonly #textOf: (row: FunctionRow) => string;
  readonly #distinct = new Distinct();
  readonly #positions = new Positions();
  /** Characters of all texts, and of the distinct ones, in JSON. */
  #all = 0;
  #once = 0;

  constructor(textOf: (row: FunctionRow) => string) {
    this.#textOf = textOf;
  }

  add(row: FunctionRow): void {
    const text = cleanText(this.#textOf(row));
    const before = this.#distinct.size;
    this.#positions.push(this.#distinct.position(text));
    this.#all += text.length + QUOTES;
    if (this.#distinct.size > before) this.#once += text.length + QUOTES;
  }

  get isEmpty(): boolean {
    return this.#all === this.#positions.length * QUOTES;
  }

  finish(needsPositions: boolean, order: Uint32Array | undefined): Texts {
    const values = this.#distinct.values();
    const width = codeWidth(values.length);
    const positions = order ? this.#positions.ordered(order) : this.#positions;
    const shorter = this.#once + width * positions.length < this.#all;
    if (!needsPositions && !shorter)
      return { values: Array.from(positions, (position) => values[position] ?? "") };
    return { values, at: positions.text(this.#distinct.codes(width)) };
  }
}

/** Two quotes and a comma. */
const QUOTES = 3;

/** Several texts in each row, such as tags, which repeat one by one and not as a whole. */
export class ListColumn implements ColumnBuilder {
  readonly #textsOf: (row: FunctionRow) => readonly string[];
  readonly #distinct = new Distinct();
  /** Of each text, one more than its position; 0 is between two rows. */
  readonly #positions = new Positions();

  #rows = 0;

  constructor(textsOf: (row: FunctionRow) => readonly string[]) {
    this.#textsOf = textsOf;
  }

  add(row: FunctionRow): void {
    if (this.#rows++ > 0) this.#positions.push(0);
    for (const text of this.#textsOf(row)) this.#positions.push(this.#distinct.position(cleanText(text)) + 1);
  }

  get isEmpty(): boolean {
    return this.#distinct.size === 0;
  }

  finish(_: boolean, order: Uint32Array | undefined): Texts {
    // At least one character: an empty list differs from a list of one.
    const width = Math.max(1, codeWidth(this.#distinct.size));
    const positions = order ? orderedLists(this.#positions, order) : this.#positions;
    const at = positions.text([" ", ...this.#distinct.codes(width)]);
    return { values: this.#distinct.values(), at, lists: true };
  }
}

/** The lists of the rows, with a 0 between two, in another order. */
function orderedLists(positions: Positions, order: Uint32Array): Positions {
  const all = Uint32Array.from(positions);
  const starts = new Uint32Array(order.length + 1);
  let row = 0;
  for (const [index, position] of all.entries()) if (position === 0) starts[++row] = index + 1;
  starts[order.length] = all.length + 1;
  const ordered = new Positions();
  for (const [index, from] of order.entries()) {
    if (index > 0) ordered.push(0);
    for (const position of all.subarray(starts[from] ?? 0, (starts[from + 1] ?? 0) - 1))
      ordered.push(position);
  }
  return ordered;
}
