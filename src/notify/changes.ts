/** The changes that a notice lists one by one: changes of a comparison go in, their texts come out. */

import type { Change, ChangeKind } from "../compare/difference.ts";
import { isPublished } from "../model/function.ts";
import { accountText } from "../report/groups.ts";

/** The kinds of change whose functions are listed; the others are only counted. */
export const CHANGE_LISTS = [
  { kind: "newlyDeprecated", title: "Newly deprecated" },
  { kind: "newlyBlocked", title: "Newly blocked" },
  { kind: "newlyExpiring", title: "Newly expiring" },
  { kind: "newlyFixed", title: "Newly fixed" },
] as const satisfies readonly { readonly kind: ChangeKind; readonly title: string }[];

/** A function whose runtime or status changed. Texts are raw. */
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
    name: isPublished(change) ? `${change.functionName}:${change.version}` : change.functionName,
    was: runtimeText(change.old),
    is: runtimeText(change.new),
  }));
}

function runtimeText(side: Change["old"]): string {
  return side === null ? "" : [side.runtime ?? "", side.runtimeStatus].join(" ").trim();
}
