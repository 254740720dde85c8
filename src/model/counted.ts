import type { FunctionKind } from "./columns.ts";

/** Whether a row is in numbers. A replica of Lambda@Edge is only listed: the function that it was replicated from counts. */
export function isCounted({ kind }: { readonly kind: FunctionKind }): boolean {
  return kind !== "edge-replica";
}
