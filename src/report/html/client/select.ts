/** Which rows a state shows, in which order. Pure. */
import { FACET_KEYS, type Facet, isFacet, whensWithin } from "../facets.ts";
import { DERIVED, type PageColumn } from "../page-data.ts";
import { byRank, Ranks } from "./order.ts";
import type { Rows } from "./rows.ts";
import type { ViewState } from "./state.ts";

type Test = (row: number) => boolean;

export class Selection {
  readonly #rows: Rows;
  readonly #ranks: Ranks;
  /** The values of each column in lower case. */
  readonly #lower = new Map<PageColumn, readonly string[]>();

  constructor(rows: Rows) {
    this.#rows = rows;
    this.#ranks = new Ranks(rows);
  }

  /** The rows that a state shows, in its order. */
  rows(state: ViewState): readonly number[] {
    const selected = this.#matching(state);
    const group = isFacet(state.group) ? this.#rows.column(state.group) : undefined;
    const column = this.#rows.column(state.sort);
    if (column === undefined && group === undefined) return selected;
    const byColumn = column && this.#ranks.of(column);
    const byGroup = group && this.#ranks.of(group);
    // Of what is due on the same day, the most used functions come first.
    const used = state.sort === "dueDate" ? this.#rows.column("invocations") : undefined;
    const byUse = used && this.#ranks.of(used);
    const sign = state.descending ? -1 : 1;
    return selected.sort(
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
    for (const row of this.#matching({ ...state, filters })) {
      const position = positions[row] ?? 0;
      sums[position] = (sums[position] ?? 0) + 1;
    }
    column.values.forEach((value, position) => {
      const sum = sums[position] ?? 0;
      if (sum > 0 || own?.includes(value)) counts.set(value, sum);
    });
    return counts;
  }

  #matching(state: ViewState): number[] {
    const tests = [...this.#actionTests(state), ...this.#facetTests(state), ...this.#textTests(state)];
    const selected: number[] = [];
    for (let row = 0; row < this.#rows.count; row++) if (tests.every((test) => test(row))) selected.push(row);
    return selected;
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
    const columns = this.#rows.all.filter(({ key }) => !(DERIVED as readonly string[]).includes(key));
    return words.map((word) => {
      // Of most ARNs, only the beginning is embedded.
      if (word.startsWith("arn:"))
        return (row) => this.#rows.text("functionArn", row).toLowerCase().includes(word);
      const tests = columns.map((column) => this.#wordTest(column, word));
      return (row) => tests.some((test) => test(row));
    });
  }

  #wordTest(column: PageColumn, word: string): Test {
    const has = this.#lowerCase(column).map((text) => text.includes(word));
    if (!has.includes(true)) return () => false;
    if (column.lists) {
      const { starts, positions } = this.#rows.lists(column);
      return (row) => {
        const end = starts[row + 1] ?? 0;
        for (let at = starts[row] ?? 0; at < end; at++) if (has[positions[at] ?? 0]) return true;
        return false;
      };
    }
    const positions = this.#rows.positions(column);
    return positions === undefined ? (row) => has[row] === true : (row) => has[positions[row] ?? 0] === true;
  }

  #lowerCase(column: PageColumn): readonly string[] {
    const lower = this.#lower.get(column) ?? column.values.map((value) => value.toLowerCase());
    this.#lower.set(column, lower);
    return lower;
  }
}
