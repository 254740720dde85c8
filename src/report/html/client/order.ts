/** The order of rows by a column: each column is ranked once, for both directions and all filters. Pure. */
import { byVersion } from "../../../model/order.ts";
import { type PageColumn, URGENCY } from "../page-data.ts";
import type { Rows } from "./rows.ts";

/** The rank of an empty cell. */
const EMPTY = -1;

/** Compares two ranks; empty cells come last in either direction. */
export function byRank(a: number, b: number, sign: number): number {
  if (a === EMPTY || b === EMPTY) return (a === EMPTY ? 1 : 0) - (b === EMPTY ? 1 : 0);
  return sign * (a - b);
}

export class Ranks {
  readonly #rows: Rows;
  readonly #ranks = new Map<string, Int32Array>();

  constructor(rows: Rows) {
    this.#rows = rows;
  }

  /** The rank of each row; equal texts have equal ranks. */
  of(column: PageColumn): Int32Array {
    const known = this.#ranks.get(column.key);
    if (known !== undefined) return known;
    const rows = this.#rows;
    const positions = rows.positions(column);
    const values = column.lists
      ? Array.from({ length: rows.count }, (_, row) => rows.cell(column, row))
      : column.values;
    const ranked = rank({ ...column, values });
    const ranks = positions === undefined ? ranked : positions.map((position) => ranked[position] ?? EMPTY);
    this.#ranks.set(column.key, ranks);
    return ranks;
  }
}

function rank({ key, kind, values }: PageColumn): Int32Array {
  const ranks = new Int32Array(values.length).fill(EMPTY);
  const before = orderOf(key, kind);
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

function orderOf(key: string, kind: PageColumn["kind"]): (a: string, b: string) => number {
  if (key === "runtimeStatus") return byUrgency;
  if (key === "runtime" || key === "successor") return byVersion;
  return kind === "number" ? (a, b) => Number(a) - Number(b) : byText;
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byUrgency(a: string, b: string): number {
  const urgency: Readonly<Record<string, number>> = URGENCY;
  return (urgency[a] ?? 99) - (urgency[b] ?? 99);
}
