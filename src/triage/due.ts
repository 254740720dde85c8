/** The date that matters next for a runtime. Pure. */
import type { DueEvent } from "../model/triage.ts";

interface Dates {
  readonly deprecationDate: string | null;
  readonly blockCreateDate: string | null;
  readonly blockUpdateDate: string | null;
}

interface Due {
  readonly dueDate: string | null;
  readonly dueEvent: DueEvent | null;
}

const NONE: Due = Object.freeze({ dueDate: null, dueEvent: null });

/**
 * The first of the three dates after `today` (a date that is today has passed), and which it is; when none is left,
 * the last one that has passed. Dates and `today` are UTC days, `YYYY-MM-DD`. On equal dates the earlier event of the
 * lifecycle counts ahead, and the later one once both have passed.
 */
export function dueOf(dates: Dates, today: string): Due {
  let next: Due = NONE;
  let last: Due = NONE;
  for (const [key, dueEvent] of EVENTS) {
    const dueDate = dates[key];
    if (dueDate === null) continue;
    if (dueDate > today) {
      if (next.dueDate === null || dueDate < next.dueDate) next = { dueDate, dueEvent };
    } else if (last.dueDate === null || dueDate >= last.dueDate) last = { dueDate, dueEvent };
  }
  return next.dueDate === null ? last : next;
}

/** In the order of the lifecycle. */
const EVENTS: readonly (readonly [keyof Dates, DueEvent])[] = [
  ["deprecationDate", "deprecation"],
  ["blockCreateDate", "create-block"],
  ["blockUpdateDate", "update-block"],
];
