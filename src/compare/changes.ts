import { isImage } from "../model/function.ts";
import type { FunctionRow } from "../model/report.ts";
import {
  DEPRECATED_STATUSES,
  isDeprecated,
  isUndated,
  mayStillBeOn,
  type RuntimeStatus,
} from "../model/runtime.ts";
import { defaultOrder } from "../report/default-order.ts";
import type { Cause, Change, ChangeKind, RuntimeState } from "./difference.ts";
import { DATES } from "./moved-dates.ts";
import type { CellView, Scope } from "./scope.ts";

/** A function in the older report, the newer, or both. */
type Pair =
  | { readonly old: FunctionRow; readonly new: FunctionRow }
  | { readonly old: FunctionRow; readonly new: undefined }
  | { readonly old: undefined; readonly new: FunctionRow };

/** Pairs the functions of both reports; both lists are in the order of a report. */
export function* pairs(old: readonly FunctionRow[], fresh: readonly FunctionRow[]): Generator<Pair> {
  let [i, j] = [0, 0];
  for (;;) {
    const [a, b] = [old[i], fresh[j]];
    const order = a && b ? defaultOrder(a, b) : 0;
    if (a && b && order === 0) {
      yield { old: a, new: b };
      i++;
      j++;
    } else if (a && (!b || order < 0)) {
      yield { old: a, new: undefined };
      i++;
    } else if (b) {
      yield { old: undefined, new: b };
      j++;
    } else return;
  }
}

/** Sorts pairs into the kinds of change. */
export class Changes {
  readonly byKind: Readonly<Record<ChangeKind, Change[]>> = {
    newlyDeprecated: [],
    newlyBlocked: [],
    newlyExpiring: [],
    newlyFixed: [],
    moved: [],
    new: [],
    gone: [],
    newlyVisible: [],
    unread: [],
  };
  readonly #then: Scope;
  readonly #now: Scope;
  #unchanged = 0;

  constructor(then: Scope, now: Scope) {
    this.#then = then;
    this.#now = now;
  }

  add(pair: Pair): void {
    if (!pair.new) {
      const cause = WHY_UNKNOWN[this.#now.view(pair.old).state];
      this.#put(cause === null ? "gone" : "unread", pair, cause);
    } else if (!pair.old) {
      const cause = WHY_UNKNOWN[this.#then.view(pair.new).state];
      this.#put(cause === null ? "new" : "newlyVisible", pair, cause);
    } else this.#compare(pair.old, pair.new, pair);
  }

  counts(): Readonly<Record<ChangeKind | "unchanged", number>> {
    const { byKind } = this;
    return {
      newlyDeprecated: byKind.newlyDeprecated.length,
      newlyBlocked: byKind.newlyBlocked.length,
      newlyExpiring: byKind.newlyExpiring.length,
      newlyFixed: byKind.newlyFixed.length,
      moved: byKind.moved.length,
      new: byKind.new.length,
      gone: byKind.gone.length,
      newlyVisible: byKind.newlyVisible.length,
      unread: byKind.unread.length,
      unchanged: this.#unchanged,
    };
  }

  #compare(old: FunctionRow, fresh: FunctionRow, pair: Pair): void {
    const moved = old.runtime !== fresh.runtime || old.packageType !== fresh.packageType;
    const kind = statusChange(old, fresh);
    if (kind) this.#put(kind, pair, causeOf(old, fresh, moved));
    if (moved) this.#put("moved", pair, null);
    if (!kind && !moved) this.#unchanged++;
  }

  #put(kind: ChangeKind, pair: Pair, cause: Cause | null): void {
    this.byKind[kind].push(changeOf(pair, cause));
  }
}

function statusChange(old: FunctionRow, fresh: FunctionRow): ChangeKind | undefined {
  const [was, is] = [isDeprecated(old.runtimeStatus), isDeprecated(fresh.runtimeStatus)];
  if (is && !was) return "newlyDeprecated";
  if (was && !is) return isKnown(old, fresh) ? "newlyFixed" : undefined;
  if (is) return phase(fresh) > phase(old) ? "newlyBlocked" : undefined;
  return fresh.runtimeStatus === "expiring" && old.runtimeStatus !== "expiring" ? "newlyExpiring" : undefined;
}

/** Whether the newer report knows that the function is not deprecated any more. An image that is unnamed now may be the same. */
function isKnown(old: FunctionRow, fresh: FunctionRow): boolean {
  if (!isUndated(fresh)) return true;
  if (isImage(fresh)) return !isImage(old);
  return !mayStillBeOn(fresh.runtime, (runtime) => runtime === old.runtime);
}

/** Later phases have greater numbers. */
function phase({ runtimeStatus }: FunctionRow): number {
  return (DEPRECATED_STATUSES as readonly RuntimeStatus[]).indexOf(runtimeStatus);
}

function causeOf(old: FunctionRow, fresh: FunctionRow, moved: boolean): Cause {
  if (moved) return "runtime";
  return DATES.some((date) => old[date] !== fresh[date]) ? "catalogue" : "time";
}

/** Why a report cannot tell that a function does not exist; null when it can. */
const WHY_UNKNOWN = {
  whole: null,
  filtered: "filtered",
  unread: "not read",
  absent: "not in the report",
} as const satisfies Record<CellView["state"], Cause | null>;

function changeOf({ old, new: fresh }: Pair, cause: Cause | null): Change {
  const { accountId, accountName, region, functionName, version, functionArn, lastModified } = fresh ?? old;
  const place = { accountId, accountName, region, functionName, version, functionArn, lastModified };
  return { ...place, old: old ? runtimeState(old) : null, new: fresh ? runtimeState(fresh) : null, cause };
}

function runtimeState(row: FunctionRow): RuntimeState {
  const { runtime, runtimeStatus, deprecationDate, blockCreateDate, blockUpdateDate, daysLeft, successor } =
    row;
  return { runtime, runtimeStatus, deprecationDate, blockCreateDate, blockUpdateDate, daysLeft, successor };
}
