/**
 * Compares two reports. An older and a newer report enter; the difference leaves as data, which `write/` prints.
 */
import { isCounted } from "../model/counted.ts";
import { isPublished } from "../model/function.ts";
import { byCodePoint } from "../model/order.ts";
import type { FunctionRow, Report } from "../model/report.ts";
import { isDeprecated, RUNTIME_STATUSES } from "../model/runtime.ts";
import { inDefaultOrder } from "../report/default-order.ts";
import { summarise } from "../report/summary.ts";
import { Changes, pairs } from "./changes.ts";
import type { CellChange, Change, Difference, OneSided, Side, Totals } from "./difference.ts";
import { cellKey } from "./keys.ts";
import { movedDates } from "./moved-dates.ts";
import { type Scope, scopeOf } from "./scope.ts";

/**
 * What changed from one report to a later one. A function is "gone" or "new" only where both reports read its region
 * completely; otherwise it is `unread` or `newlyVisible`.
 */
export function diffReports(old: Report, fresh: Report): Difference {
  const [then, now] = [scopeOf(old), scopeOf(fresh)];
  // Published versions that only one report lists are neither new nor gone.
  const latestOnly = then.versions !== now.versions;
  const rows = ({ functions }: Report, scope: Scope) =>
    inDefaultOrder(functions.filter((row) => (!latestOnly || !isPublished(row)) && isComparable(row, scope)));
  const [before, after] = [rows(old, then), rows(fresh, now)];
  const changes = new Changes(then, now);
  for (const pair of pairs(before, after)) changes.add(pair);
  return {
    schemaVersion: 1,
    old: sideOf(old, then),
    new: sideOf(fresh, now),
    scope: { accounts: oneSided(then.accounts, now.accounts), regions: oneSided(then.regions, now.regions) },
    summary: { ...changes.counts(), ...totalsOf(before, after) },
    functions: changes.byKind,
    cells: { notReadNow: readOnlyIn(then, now), notReadThen: readOnlyIn(now, then) },
    movedDates: movedDates(before, after),
  };
}

/**
 * What AWS Config knew of a target that was not read may be old, and may lack functions: it is not compared, as if the report did
 * not have it.
 */
function isComparable(row: FunctionRow, scope: Scope): boolean {
  // A replica changes with the function that it was replicated from.
  if (!isCounted(row)) return false;
  return row.source !== "config" || scope.view(row).state !== "unread";
}

/**
 * Whether `--fail-on new-deprecated` matches: a function is deprecated now and was not known to be before. A
 * function in a cell that the older report did not read may be old and does not count; one that its filter left out does.
 * One that a waiver covers now does not.
 */
export function hasNewDeprecated({ functions }: Difference, fresh: Report): boolean {
  const waived = new Set(fresh.functions.filter((row) => row.waivedUntil !== undefined).map(rowKey));
  const appeared = [...functions.new, ...functions.newlyVisible.filter(({ cause }) => cause === "filtered")];
  const isNew = (change: Change) => change.new !== null && isDeprecated(change.new.runtimeStatus);
  return [...functions.newlyDeprecated, ...appeared.filter(isNew)].some((it) => !waived.has(rowKey(it)));
}

function rowKey({
  functionName,
  version,
  ...place
}: Pick<FunctionRow, keyof Change & keyof FunctionRow>): string {
  return [cellKey(place), functionName, version].join("\n");
}

function sideOf({ startedAt, finishedAt, catalogue, summary }: Report, { filtered, versions }: Scope): Side {
  const { functions, read, notRead } = summary;
  return { startedAt, finishedAt, catalogue, functions, read, notRead, filtered, versions };
}

function totalsOf(before: readonly FunctionRow[], after: readonly FunctionRow[]): Totals {
  const [old, fresh] = [summarise(before, [], []), summarise(after, [], [])];
  const statuses = RUNTIME_STATUSES.filter((status) => old.byStatus[status] || fresh.byStatus[status]);
  const counts = statuses.map(
    (status) => [status, { old: old.byStatus[status] ?? 0, new: fresh.byStatus[status] ?? 0 }] as const,
  );
  return {
    byStatus: Object.fromEntries(counts),
    waived: { old: old.waived ?? 0, new: fresh.waived ?? 0 },
  };
}

function oneSided(old: ReadonlySet<string>, fresh: ReadonlySet<string>): OneSided {
  const only = (a: ReadonlySet<string>, b: ReadonlySet<string>) =>
    [...a].filter((name) => !b.has(name)).sort(byCodePoint);
  return { onlyOld: only(old, fresh), onlyNew: only(fresh, old) };
}

/** The cells that one report read and the other did not. */
function readOnlyIn(seeing: Scope, blind: Scope): CellChange[] {
  return seeing.cells.flatMap((cell) => {
    const own = seeing.view(cell).state;
    const { state, row } = blind.view(cell);
    if (own === "unread" || state === "whole" || state === "filtered") return [];
    const { accountId, accountName, region, functions } = cell;
    const status = row?.status ?? "absent";
    return [{ accountId, accountName, region, functions, status, message: row?.message ?? "" }];
  });
}
