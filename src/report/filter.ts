/** Which functions a report lists: the filters of the command line as one test of a row. Pure. */
import type { Patterns } from "../model/patterns.ts";
import type { FunctionRow } from "../model/report.ts";
import type { RuntimeStatus } from "../model/runtime.ts";
import type { Action } from "../model/triage.ts";

/** Filters that need no extra calls; undefined keeps everything. */
interface FunctionFilter {
  readonly runtimes?: Patterns | undefined;
  readonly excludeRuntimes?: Patterns | undefined;
  readonly statuses?: readonly RuntimeStatus[] | undefined;
  readonly names?: Patterns | undefined;
  readonly excludeNames?: Patterns | undefined;
}

/** What depends on tags and other extras. `none` matches rows without an owner, or without another manager. */
interface TriageFilter {
  readonly owners?: Patterns | undefined;
  /** By key: a function must have every key with a matching value. */
  readonly tagged?: ReadonlyMap<string, Patterns> | undefined;
  readonly managedBy?: Patterns | undefined;
  readonly actions?: readonly Action[] | undefined;
}

export interface RowFilter extends FunctionFilter, TriageFilter {}

/** Keeps what matches every filter. No runtime pattern matches a container image. */
export function functionFilter(
  filter: FunctionFilter,
): (row: Pick<FunctionRow, "runtime" | "runtimeStatus" | "functionName">) => boolean {
  const { runtimes, excludeRuntimes, statuses, names, excludeNames } = filter;
  return ({ runtime, runtimeStatus, functionName }) =>
    (statuses === undefined || statuses.includes(runtimeStatus)) &&
    (names?.matches(functionName) ?? true) &&
    !excludeNames?.matches(functionName) &&
    keepsRuntime(runtime, { runtimes, excludeRuntimes });
}

function keepsRuntime(
  runtime: string | null,
  { runtimes, excludeRuntimes }: Pick<FunctionFilter, "runtimes" | "excludeRuntimes">,
): boolean {
  return (
    (runtimes === undefined || (runtime !== null && runtimes.matches(runtime))) &&
    !(runtime !== null && excludeRuntimes?.matches(runtime))
  );
}

/** The filters that depend on nothing but what makes a work item. */
export function itemFilter(
  filter: RowFilter,
): (item: Pick<FunctionRow, "owner" | "managedBy" | "action" | "runtime">) => boolean {
  const { owners, managedBy, actions } = filter;
  return (item) =>
    keepsRuntime(item.runtime, filter) &&
    (owners?.matches(item.owner ?? "none") ?? true) &&
    (managedBy?.matches(item.managedBy ?? "none") ?? true) &&
    (actions === undefined || actions.includes(item.action));
}

/** All filters of a row. */
export function rowFilter(filter: RowFilter): (row: FunctionRow) => boolean {
  const keeps = functionFilter(filter);
  const keepsItem = itemFilter(filter);
  const { tagged } = filter;
  return (row) => keeps(row) && keepsItem(row) && (tagged === undefined || hasTags(row.tags, tagged));
}

function hasTags(tags: FunctionRow["tags"], wanted: ReadonlyMap<string, Patterns>): boolean {
  if (tags === null) return false;
  for (const [key, patterns] of wanted) {
    const value = Object.hasOwn(tags, key) ? tags[key] : undefined;
    if (value === undefined || !patterns.matches(value)) return false;
  }
  return true;
}
