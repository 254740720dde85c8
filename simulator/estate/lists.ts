import type { EstateFunction, FunctionList } from "./estate.ts";

export const NO_FUNCTIONS: FunctionList = listOf([]);

/** A list over an array; the array may be changed between two calls. */
export function listOf(functions: readonly EstateFunction[]): FunctionList {
  return {
    get length() {
      return functions.length;
    },
    fixed: false,
    slice: (from, to) => functions.slice(from, to),
    named: (name) => functions.find((candidate) => candidate.name === name),
  };
}

/** A list that creates each function on demand; `at` must always return the same one for an index. */
export function lazyList(
  length: number,
  at: (index: number) => EstateFunction,
  indexOf: (name: string) => number | undefined,
): FunctionList {
  return {
    length,
    fixed: true,
    slice(from, to) {
      const functions: EstateFunction[] = [];
      for (let i = Math.max(0, from); i < Math.min(to, length); i++) functions.push(at(i));
      return functions;
    },
    named(name) {
      const index = indexOf(name);
      if (index === undefined || !(index < length)) return undefined;
      const found = at(index);
      return found.name === name ? found : undefined;
    },
  };
}
