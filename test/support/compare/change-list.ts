import { CHANGES, type ChangeKind, type Difference } from "../../../src/compare/difference.ts";

/** Every change as `kind name` or `kind name (cause)`. */
export function changesOf({ functions }: Difference): string[] {
  return Object.keys(CHANGES).flatMap((kind) =>
    functions[kind as ChangeKind].map(
      ({ functionName, cause }) => `${kind} ${functionName}${cause === null ? "" : ` (${cause})`}`,
    ),
  );
}
