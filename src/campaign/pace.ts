/** When the last function on an old runtime is gone, at the pace of the last eight weeks. Pure. */
import { dayAfter, daysBetween } from "../model/day.ts";
import { byCodePoint } from "../model/order.ts";
import { counted } from "../model/words.ts";
import { type CountsByKind, comparison, type RuntimeDates, type Snapshot } from "./snapshot.ts";

export interface Pace {
  readonly runtime: string;
  /** The first report of the last eight weeks. */
  readonly since: string;
  /** Functions on it then and now, in targets that both reports read. */
  readonly before: number;
  readonly now: number;
  /** The day on which the last function is gone at this pace; null when there are not fewer. */
  readonly goneOn: string | null;
  readonly blockUpdateDate: string | null;
  /** One sentence for a person. */
  readonly text: string;
}

const WINDOW_DAYS = 56;
/** Days between two reports below which they say nothing about a pace. */
const LEAST_DAYS = 7;

type Measured = Pick<Snapshot, "startedAt" | "cells" | "webCells" | "runtimes" | "findings">;

/** Keeps the reports of the last eight weeks. */
export class PaceMeter {
  #recent: readonly Measured[] = [];

  add({ startedAt, cells, webCells, runtimes, findings }: Snapshot): void {
    const isRecent = (it: Measured) => daysBetween(dayOf(it), startedAt.slice(0, 10)) <= WINDOW_DAYS;
    this.#recent = [...this.#recent.filter(isRecent), { startedAt, cells, webCells, runtimes, findings }];
  }

  finish(): readonly Pace[] {
    const [first, last] = [this.#recent[0], this.#recent.at(-1)];
    if (first === undefined || last === undefined || daysBetween(dayOf(first), dayOf(last)) < LEAST_DAYS)
      return [];
    const never = "9999";
    return last.findings
      .map((finding) => paceOf(finding, first, last))
      .sort(
        (a, b) =>
          byCodePoint(a.blockUpdateDate ?? never, b.blockUpdateDate ?? never) ||
          byCodePoint(a.runtime, b.runtime),
      );
  }
}

function dayOf({ startedAt }: Measured): string {
  return startedAt.slice(0, 10);
}

function paceOf({ runtime, blockUpdateDate }: RuntimeDates, first: Measured, last: Measured): Pace {
  const isComparable = comparison(last, first);
  const before = countOf(first.runtimes.get(runtime), isComparable);
  const now = countOf(last.runtimes.get(runtime), isComparable);
  const today = dayOf(last);
  const fewer = before - now;
  const days = Math.ceil((now * daysBetween(dayOf(first), today)) / fewer);
  const goneOn = fewer > 0 ? (dayAfter(today, days) ?? null) : null;
  const pace = { runtime, since: dayOf(first), before, now, goneOn, blockUpdateDate };
  return { ...pace, text: textOf(pace, today) };
}

function countOf(byKind: CountsByKind | undefined, isComparable: ReturnType<typeof comparison>): number {
  let sum = 0;
  for (const [kind, byCell] of byKind ?? [])
    for (const [cell, count] of byCell) if (isComparable({ cell, kind })) sum += count;
  return sum;
}

function textOf(pace: Omit<Pace, "text">, today: string): string {
  const { runtime, since, before, now, goneOn, blockUpdateDate } = pace;
  const blocked =
    blockUpdateDate === null
      ? ""
      : blockUpdateDate > today
        ? `; its updates are blocked on ${blockUpdateDate}`
        : `; its updates have been blocked since ${blockUpdateDate}`;
  const name = runtimeName(runtime);
  const numbers = `(${before} → ${counted(now, "function")} since ${since})`;
  if (goneOn !== null)
    return `At the last eight weeks' pace, the last function on ${name} will be gone on ${goneOn}${blocked} ${numbers}.`;
  return `At the last eight weeks' pace, functions on ${name} remain${blocked} ${numbers}.`;
}

/** Customer-managed runtimes have one name, although each has its own dates. */
export function runtimeName(runtime: string): string {
  return runtime === "custom" ? "customer-managed runtimes" : runtime;
}
