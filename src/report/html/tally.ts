/** Counts of functions and of names. Rows are counted by their number; versions of one function have the number of its first row. */
import { byCodePoint } from "../../model/order.ts";
import type { FunctionRow } from "../../model/report.ts";

export interface Tally {
  readonly size: number;
  /** Counts the function of this row. */
  add(row: number): void;
}

/** Makes an empty tally. */
export type Counting = () => Tally;

/** @param versions whether a function may have several rows */
export function counting(rows: readonly FunctionRow[], versions: boolean): Counting {
  if (!versions) return () => new RowTally();
  const first = new Map<string, number>();
  const functions = rows.map(({ accountId, region, functionName }, row) => {
    const key = `${accountId} ${region} ${functionName}`;
    const known = first.get(key) ?? row;
    first.set(key, known);
    return known;
  });
  return () => new FunctionTally(functions);
}

class RowTally implements Tally {
  size = 0;

  add(): void {
    this.size++;
  }
}

class FunctionTally implements Tally {
  readonly #functions: readonly number[];
  readonly #seen = new Set<number>();

  constructor(functions: readonly number[]) {
    this.#functions = functions;
  }

  get size(): number {
    return this.#seen.size;
  }

  add(row: number): void {
    this.#seen.add(this.#functions[row] ?? row);
  }
}

/** How often names occur. */
export class Names {
  readonly #counts = new Map<string, number>();

  add(name: string): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  /** @param last a name that comes last, however often it occurs */
  mostFirst(last?: string): readonly string[] {
    return [...this.#counts]
      .sort(([a, x], [b, y]) => Number(a === last) - Number(b === last) || y - x || byCodePoint(a, b))
      .map(([name]) => name);
  }
}
