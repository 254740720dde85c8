import { FACETS, type PageColumn, type PageData, URGENCY } from "../page-data.ts";
import type { ViewState } from "./state.ts";

/** The functions, and which of them a state shows, in which order. Independent of the page. */
export class Rows {
  readonly columns: readonly PageColumn[];
  readonly count: number;
  readonly #byKey: ReadonlyMap<string, PageColumn>;
  /** The rank of each row, by column: a column is sorted once for both directions and all filters. */
  readonly #ranks = new Map<string, Int32Array>();
  #haystacks: readonly string[] | undefined;

  constructor(data: PageData) {
    this.columns = data.columns.filter((column) => column.shown);
    this.count = data.rows;
    this.#byKey = new Map(data.columns.map((column) => [column.key, column]));
  }

  column(key: string): PageColumn | undefined {
    return this.#byKey.get(key);
  }

  /** The text of a cell. */
  cell(column: PageColumn, row: number): string {
    return column.values[column.at === undefined ? row : (column.at[row] ?? -1)] ?? "";
  }

  /** The rows that a state shows, in its order. */
  select(state: ViewState): readonly number[] {
    const tests = [...this.#facetTests(state), ...this.#textTests(state)];
    const selected: number[] = [];
    for (let row = 0; row < this.count; row++) if (tests.every((test) => test(row))) selected.push(row);
    const column = this.#byKey.get(state.sort);
    if (column === undefined) return selected;
    const ranks = this.#ranksOf(column);
    const sign = state.descending ? -1 : 1;
    return selected.sort((a, b) => order(ranks[a] ?? 0, ranks[b] ?? 0, sign) || a - b);
  }

  #facetTests({ filters }: ViewState): ((row: number) => boolean)[] {
    return FACETS.flatMap((facet) => {
      const kept = filters[facet];
      const column = this.#byKey.get(facet);
      if (kept === undefined || column?.at === undefined) return [];
      const { at } = column;
      const wanted = column.values.map((value) => kept.includes(value));
      return [(row: number) => wanted[at[row] ?? -1] === true];
    });
  }

  /** Every word must occur somewhere in the row. */
  #textTests({ text }: ViewState): ((row: number) => boolean)[] {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) return [];
    this.#haystacks ??= Array.from({ length: this.count }, (_, row) =>
      [...this.#byKey.values()]
        .map((column) => this.cell(column, row))
        .join("\n")
        .toLowerCase(),
    );
    const haystacks = this.#haystacks;
    return words.map((word) => (row) => haystacks[row]?.includes(word) === true);
  }

  #ranksOf(column: PageColumn): Int32Array {
    const known = this.#ranks.get(column.key);
    if (known !== undefined) return known;
    const ranked = rank(column);
    const { at } = column;
    const ranks = at === undefined ? ranked : Int32Array.from(at, (position) => ranked[position] ?? EMPTY);
    this.#ranks.set(column.key, ranks);
    return ranks;
  }
}

const EMPTY = -1;

/** Empty cells come last in either direction. */
function order(a: number, b: number, sign: number): number {
  if (a === EMPTY || b === EMPTY) return (a === EMPTY ? 1 : 0) - (b === EMPTY ? 1 : 0);
  return sign * (a - b);
}

/** The rank of each of a column's values; equal texts have equal ranks. */
function rank({ key, kind, values }: PageColumn): Int32Array {
  const ranks = new Int32Array(values.length).fill(EMPTY);
  const before = key === "runtimeStatus" ? byUrgency : kind === "number" ? byValue : byText;
  const positions = values.flatMap((value, position) => (value === "" ? [] : [position]));
  positions.sort((a, b) => before(values[a] ?? "", values[b] ?? ""));
  let last = "";
  let next = EMPTY;
  for (const position of positions) {
    const value = values[position] ?? "";
    if (value !== last) next++;
    last = value;
    ranks[position] = next;
  }
  return ranks;
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byValue(a: string, b: string): number {
  return Number(a) - Number(b);
}

function byUrgency(a: string, b: string): number {
  const urgency: Readonly<Record<string, number>> = URGENCY;
  return (urgency[a] ?? 99) - (urgency[b] ?? 99);
}
