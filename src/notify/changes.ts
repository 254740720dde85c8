import type { Change, ChangeKind } from "../compare/difference.ts";
import { accountText } from "../report/groups.ts";

/** The changes that are named one by one; the others are counted. */
export const CHANGE_LISTS = [
  { kind: "newlyDeprecated", title: "Newly deprecated" },
  { kind: "newlyBlocked", title: "Newly blocked" },
  { kind: "newlyExpiring", title: "Newly expiring" },
  { kind: "newlyFixed", title: "Newly fixed" },
] as const satisfies readonly { readonly kind: ChangeKind; readonly title: string }[];

/** One function that stands differently; raw text. */
export interface ChangeLine {
  readonly account: string;
  readonly region: string;
  readonly name: string;
  /** `nodejs20.x expiring` */
  readonly was: string;
  readonly is: string;
}

export function changeLines(changes: readonly Change[]): ChangeLine[] {
  return changes.map((change) => ({
    account: accountText(change),
    region: change.region,
    name: change.version === "$LATEST" ? change.functionName : `${change.functionName}:${change.version}`,
    was: standing(change.old),
    is: standing(change.new),
  }));
}

function standing(side: Change["old"]): string {
  return side === null ? "" : [side.runtime ?? "", side.runtimeStatus].join(" ").trim();
}
