/** Counts of functions, without keeping the rows. The versions of one function have the same number. */
import type { FunctionRow } from "../../model/report.ts";

/** Numbers the functions in the order in which they first occur. */
export class FunctionNumbers {
  readonly #names = new Map<string, Map<string, number>>();
  #functions = 0;
  #rows = 0;

  /** The number of the function of this row. To be called once for each row. */
  of({ accountId, region, kind, functionName }: FunctionRow): number {
    this.#rows++;
    const place = `${accountId} ${region} ${kind}`;
    const numbers = this.#names.get(place) ?? new Map<string, number>();
    if (numbers.size === 0) this.#names.set(place, numbers);
    const known = numbers.get(functionName);
    if (known !== undefined) return known;
    numbers.set(functionName, this.#functions);
    return this.#functions++;
  }

  /** Whether a function has several rows. */
  get repeat(): boolean {
    return this.#rows > this.#functions;
  }
}

/** Some of the functions; each counts once. */
export class Tally {
  readonly #all: FunctionNumbers;
  readonly #numbers: number[] = [];

  constructor(all: FunctionNumbers) {
    this.#all = all;
  }

  add(number: number): void {
    this.#numbers.push(number);
  }

  get size(): number {
    return this.#all.repeat ? new Set(this.#numbers).size : this.#numbers.length;
  }
}
