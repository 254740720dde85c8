/** Which rows a state shows, in which order. Pure. */
import { FACET_KEYS, type Facet, isFacet, whensWithin } from "../facets.ts";
import { DERIVED, type PageColumn } from "../page-data.ts";
import { Haystack } from "./haystack.ts";
import { byRank, Ranks } from "./order.ts";
import type { Rows } from "./rows.ts";
import type { ViewState } from "./state.ts";

type Test = (row: number) => boolean;

export class Selection {
  readonly #rows: Rows;
  readonly #ranks: Ranks;
  readonly #searched: readonly PageColumn[];
  readonly #haystacks = new Map<PageColumn, Haystack>();
  /** All rows in the last order: of the next state, it is usually the same. */
  #ordered: { readonly by: string; readonly rows: readonly number[] } | undefined;

  constructor(rows: Rows) {
    this.#rows = rows;
    this.#ranks = new Ranks(rows);
    this.#searched = rows.all.filter(({ key }) => !(DERIVED as readonly string[]).includes(key));
  }

  /** Prepares a search, so that the first letter is as quick as the others. */
  prepareSearch(): void {
    for (const column of this.#searched) {
      this.#haystack(column);
      if (column.lists) this.#rows.lists(column);
      else this.#rows.positions(column);
    }
  }

  /** The rows that a state shows, in its order. */
  rows(state: ViewState): readonly number[] {
    const tests = this.#tests(state);
    return this.#order(state).filter((row) => tests.every((test) => test(row)));
  }

  #order({ group, sort, descending }: ViewState): readonly number[] {
    const by = [group, sort, descending].join(" ");
    if (this.#ordered?.by !== by) {
      const all = Array.from({ length: this.#rows.count }, (_, row) => row);
      this.#ordered = { by, rows: this.#sorted(all, group, sort, descending ? -1 : 1) };
    }
    return this.#ordered.rows;
  }

  #sorted(all: number[], groupKey: string, sortKey: string, sign: number): readonly number[] {
    const group = isFacet(groupKey) ? this.#rows.column(groupKey) : undefined;
    const column = this.#rows.column(sortKey);
    if (column === undefined && group === undefined) return all;
    const byColumn = column && this.#ranks.of(column);
    const byGroup = group && this.#ranks.of(group);
    // Of what is due on the same day, the most used functions come first.
    const used = sortKey === "dueDate" ? this.#rows.column("invocations") : undefined;
    const byUse = used && this.#ranks.of(used);
    return all.sort(
      (a, b) =>
        (byGroup ? byRank(byGroup[a] ?? 0, byGroup[b] ?? 0, 1) : 0) ||
        (byColumn ? byRank(byColumn[a] ?? 0, byColumn[b] ?? 0, sign) : 0) ||
        (byUse ? byRank(byUse[a] ?? 0, byUse[b] ?? 0, -1) : 0) ||
        a - b,
    );
  }

  /** How many rows each value of a filter would show, given the other filters. */
  counts(state: ViewState, facet: Facet): ReadonlyMap<string, number> {
    const column = this.#rows.column(facet);
    const positions = column && this.#rows.positions(column);
    const counts = new Map<string, number>();
    if (column === undefined || positions === undefined) return counts;
    const { [facet]: own, ...filters } = state.filters;
    const sums = new Int32Array(column.values.length);
    const tests = this.#tests({ ...state, filters });
    for (let row = 0; row < this.#rows.count; row++) {
      if (!tests.every((test) => test(row))) continue;
      const position = positions[row] ?? 0;
      sums[position] = (sums[position] ?? 0) + 1;
    }
    column.values.forEach((value, position) => {
      const sum = sums[position] ?? 0;
      if (sum > 0 || own?.includes(value)) counts.set(value, sum);
    });
    return counts;
  }

  #tests(state: ViewState): readonly Test[] {
    return [...this.#actionTests(state), ...this.#facetTests(state), ...this.#textTests(state)];
  }

  #actionTests({ needsAction }: ViewState): Test[] {
    if (!needsAction) return [];
    return [
      this.#valueTest("action", (value) => value !== "none"),
      this.#valueTest("waived", (value) => value === ""),
      this.#valueTest("kind", (value) => value !== "edge-replica"),
    ];
  }

  #facetTests({ filters }: ViewState): Test[] {
    return FACET_KEYS.flatMap((facet) => {
      const kept = filters[facet];
      if (kept === undefined) return [];
      const wanted = facet === "when" ? kept.flatMap(whensWithin) : kept;
      return [this.#valueTest(facet, (value) => wanted.includes(value))];
    });
  }

  /** Tests each distinct value of a column once. */
  #valueTest(key: string, keeps: (value: string) => boolean): Test {
    const column = this.#rows.column(key);
    if (column === undefined) return () => keeps("");
    const kept = column.values.map(keeps);
    const positions = this.#rows.positions(column);
    return positions === undefined
      ? (row) => kept[row] === true
      : (row) => kept[positions[row] ?? 0] === true;
  }

  /** Every word must occur somewhere in the row. */
  #textTests({ text }: ViewState): Test[] {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    return words.map((word) => {
      // Of most ARNs, only the beginning is embedded.
      if (word.startsWith("arn:"))
        return (row) => this.#rows.text("functionArn", row).toLowerCase().includes(word);
      const hits = new Uint8Array(this.#rows.count);
      for (const column of this.#searched) this.#mark(hits, column, word);
      return (row) => hits[row] === 1;
    });
  }

  /** Marks the rows that have the word in this column. */
  #mark(hits: Uint8Array, column: PageColumn, word: string): void {
    const found = this.#haystack(column).find(word);
    if (found === undefined) return;
    if (column.lists) {
      const { starts, positions } = this.#rows.lists(column);
      for (let row = 0; row < hits.length; row++)
        for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at++)
          if (found[positions[at] ?? 0]) hits[row] = 1;
      return;
    }
    const positions = this.#rows.positions(column);
    for (let row = 0; row < hits.length; row++) if (found[positions?.[row] ?? row]) hits[row] = 1;
  }

  #haystack(column: PageColumn): Haystack {
    const known = this.#haystacks.get(column) ?? new Haystack(column.values);
    this.#haystacks.set(column, known);
    return known;
  }
}
