import { byCodePoint } from "../model/order.ts";
import type { FunctionRow } from "../model/report.ts";
import { customRuntime } from "../model/runtime.ts";
import type { MovedDate } from "./difference.ts";

export const DATES = ["deprecationDate", "blockCreateDate", "blockUpdateDate"] as const;

/**
 * The dates that moved between the catalogues of two reports, for runtimes that functions of both reports use: a
 * report does not contain the catalogue, but each row has the dates of its runtime in its region.
 */
export function movedDates(old: readonly FunctionRow[], fresh: readonly FunctionRow[]): MovedDate[] {
  const [then, now] = [byPlace(old), byPlace(fresh)];
  const moved = new Map<string, MovedDate>();
  for (const [place, { runtime, row, functions }] of now) {
    const before = then.get(place)?.row;
    if (before === undefined) continue;
    for (const date of DATES.filter((it) => before[it] !== row[it])) {
      const key = [runtime, date, before[date], row[date]].join("\n");
      const sum = functions + (moved.get(key)?.functions ?? 0);
      moved.set(key, { runtime, date, old: before[date], new: row[date], functions: sum });
    }
  }
  return [...moved.values()].sort(
    (a, b) => byCodePoint(a.runtime, b.runtime) || DATES.indexOf(a.date) - DATES.indexOf(b.date),
  );
}

interface Use {
  readonly runtime: string;
  readonly row: FunctionRow;
  functions: number;
}

/** Dates may differ by region. */
function byPlace(rows: readonly FunctionRow[]): ReadonlyMap<string, Use> {
  const uses = new Map<string, Use>();
  for (const row of rows) {
    const runtime = datedRuntime(row);
    if (runtime === null) continue;
    const place = `${row.region} ${runtime}`;
    const use = uses.get(place);
    if (use) use.functions++;
    else uses.set(place, { runtime, row, functions: 1 });
  }
  return uses;
}

/** Each customer-managed runtime has its own dates, or none that could be read. */
export function datedRuntime({
  runtime,
  runtimeStatus,
  runtimeArn,
  runtimeAlias = "",
}: FunctionRow): string | null {
  if (runtime !== "custom") return runtime;
  const custom = customRuntime(runtimeArn);
  if (custom === undefined || runtimeStatus === "custom") return null;
  return `${custom.name}:${runtimeAlias} (published by account ${custom.publisher})`;
}
