import { customRuntime } from "../model/custom-runtime.ts";
import { byCodePoint } from "../model/order.ts";
import type { FunctionRow } from "../model/report.ts";
import type { MovedDate } from "./difference.ts";

export const DATES = ["deprecationDate", "blockCreateDate", "blockUpdateDate"] as const;

/**
 * The dates that moved between the catalogues of two reports, for runtimes that functions of both reports use: a
 * report does not contain the catalogue, but each row has the dates of its runtime.
 */
export function movedDates(old: readonly FunctionRow[], fresh: readonly FunctionRow[]): MovedDate[] {
  const [then, now] = [byRuntime(old), byRuntime(fresh)];
  return [...now].flatMap(([runtime, { row, functions }]) => {
    const before = then.get(runtime)?.row;
    if (!before) return [];
    return DATES.filter((date) => before[date] !== row[date]).map((date) => ({
      runtime,
      date,
      old: before[date],
      new: row[date],
      functions,
    }));
  });
}

interface Use {
  readonly row: FunctionRow;
  functions: number;
}

function byRuntime(rows: readonly FunctionRow[]): ReadonlyMap<string, Use> {
  const uses = new Map<string, Use>();
  for (const row of rows) {
    const runtime = nameOf(row);
    if (runtime === null) continue;
    const use = uses.get(runtime);
    if (use) use.functions++;
    else uses.set(runtime, { row, functions: 1 });
  }
  return new Map([...uses].sort(([a], [b]) => byCodePoint(a, b)));
}

/** Each customer-managed runtime has its own dates, or none that could be read. */
function nameOf({ runtime, runtimeStatus, runtimeArn, runtimeAlias = "" }: FunctionRow): string | null {
  if (runtime !== "custom") return runtime;
  const custom = customRuntime(runtimeArn);
  if (custom === undefined || runtimeStatus === "custom") return null;
  return `${custom.name}:${runtimeAlias} (published by account ${custom.publisher})`;
}
