import type { FunctionKind } from "./columns.ts";

/** Whether a row is in numbers. A replica of Lambda@Edge is only listed: the function that it was replicated from counts. */
export function isCounted({ kind }: { readonly kind?: FunctionKind }): boolean {
  return kind !== "edge-replica";
}

interface Named {
  readonly functionName: string;
  readonly kind?: FunctionKind;
  /** Absent where all are in one region of one account. */
  readonly region?: string;
  readonly accountId?: string;
}

/**
 * Counts functions, each once however many of its versions are listed. They arrive in the order of a report, the versions of a
 * function side by side: comparing with the one before needs no set of a million names.
 */
export class FunctionCounter {
  #count = 0;
  #last: Named | undefined;

  get count(): number {
    return this.#count;
  }

  add(fn: Named): void {
    if (!isCounted(fn)) return;
    if (this.#last === undefined || !isSameFunction(this.#last, fn)) this.#count++;
    this.#last = fn;
  }
}

/** Whether two rows are of one function, perhaps of two of its versions. */
export function isSameFunction(a: Named, b: Named): boolean {
  return (
    a.functionName === b.functionName &&
    a.kind === b.kind &&
    a.region === b.region &&
    a.accountId === b.accountId
  );
}
