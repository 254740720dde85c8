/**
 * The coming deadlines: rows with something to do enter one by one, groups by date leave, each with its runtimes, accounts
 * and owners. No row is kept, so that a million of them take no memory.
 */
import { isCounted, isSameFunction } from "../model/counted.ts";
import { addTo, take } from "../model/maps.ts";
import { byCodePoint } from "../model/order.ts";
import type { DueGroup, FunctionRow } from "../model/report.ts";
import { runtimeWords } from "../model/runtime.ts";
import type { DueEvent } from "../model/triage.ts";
import { counted } from "../model/words.ts";
import { inDefaultOrder } from "./default-order.ts";

/** What happens on each date of a runtime. */
export const EVENT_TEXTS = {
  deprecation: "deprecated",
  "create-block": "creation blocked",
  "update-block": "updates blocked",
} as const satisfies Record<DueEvent, string>;

/** The heading of functions without an owner. */
export const NO_OWNER = "no owner";

interface Counts {
  readonly date: string;
  readonly event: DueGroup["event"];
  functions: number;
  readonly runtimes: Map<string, number>;
  readonly owners: Map<string, number>;
  readonly accounts: Set<string>;
  /** The function counted last: its versions arrive side by side. */
  last: FunctionRow | undefined;
}

/** Takes rows in the order of a report. */
export class DueCounter {
  readonly #groups = new Map<string, Counts>();

  add(row: FunctionRow): void {
    const { action, dueDate, dueEvent } = row;
    if (action === "none" || dueDate === null || dueEvent === null || !isCounted(row)) return;
    const key = `${dueDate} ${dueEvent}`;
    const group = take(this.#groups, key, () => newCounts(dueDate, dueEvent));
    if (group.last !== undefined && isSameFunction(group.last, row)) return;
    group.last = row;
    group.functions++;
    addTo(group.runtimes, runtimeWords(row) ?? "container images");
    addTo(group.owners, row.owner ?? NO_OWNER);
    group.accounts.add(row.accountId);
  }

  groups(): readonly DueGroup[] {
    return [...this.#groups.values()]
      .sort(byDate)
      .map(({ date, event, functions, runtimes, owners, accounts }) => ({
        ...{ date, event, functions, accounts: accounts.size },
        ...{ runtimes: mostFirst(runtimes), owners: mostFirst(owners) },
      }));
  }
}

/** By date; on the same date, the earlier event of the lifecycle first. */
export function byDate(a: Pick<DueGroup, "date" | "event">, b: Pick<DueGroup, "date" | "event">): number {
  return byCodePoint(a.date, b.date) || byCodePoint(b.event, a.event);
}

/** Everything that is past its last date, as one. */
export interface Overdue extends Pick<DueGroup, "functions" | "runtimes" | "owners"> {
  /** The latest of those dates. */
  readonly date: string;
}

/** Groups in order of date, as the coming ones and the rest folded into one. */
export function foldPast(
  groups: readonly DueGroup[],
  today: string,
): { readonly coming: readonly DueGroup[]; readonly overdue: Overdue | undefined } {
  const past = groups.filter(({ date }) => date <= today);
  const latest = past.at(-1);
  return {
    coming: groups.filter(({ date }) => date > today),
    overdue: latest && {
      date: latest.date,
      functions: past.reduce((sum, group) => sum + group.functions, 0),
      runtimes: [...new Set(past.flatMap(({ runtimes }) => runtimes))],
      owners: [...new Set(past.flatMap(({ owners }) => owners))],
    },
  };
}

/** `12 functions on nodejs14.x, python3.7, all dates passed by 2026-03-09 (payments, no owner)` */
export function overdueText({ functions, runtimes, owners, date }: Overdue): string {
  const on = `${counted(functions, "function")} on ${runtimes.join(", ")}`;
  return `${on}, all dates passed by ${date} (${ownersText(owners)})`;
}

/** Owners that are listed; the rest is counted. */
const MOST_OWNERS = 6;

/** `payments, shop, 12 more` */
export function ownersText(owners: readonly string[]): string {
  const more = owners.length - MOST_OWNERS;
  return more > 1 ? `${owners.slice(0, MOST_OWNERS).join(", ")}, ${more} more` : owners.join(", ");
}

/** The owners of functions, those of most functions first. */
export function ownersByCount(rows: readonly FunctionRow[]): readonly string[] {
  const owners = new Map<string, number>();
  for (const { owner } of rows) addTo(owners, owner ?? NO_OWNER);
  return mostFirst(owners);
}

/** Of rows in any order. */
export function dueGroups(rows: readonly FunctionRow[]): readonly DueGroup[] {
  const counter = new DueCounter();
  for (const row of inDefaultOrder(rows)) counter.add(row);
  return counter.groups();
}

/** Names by how often they occur; functions without an owner last. */
export function mostFirst(counts: ReadonlyMap<string, number>): readonly string[] {
  return [...counts]
    .sort(([a, x], [b, y]) => Number(a === NO_OWNER) - Number(b === NO_OWNER) || y - x || byCodePoint(a, b))
    .map(([name]) => name);
}

function newCounts(date: string, event: DueGroup["event"]): Counts {
  const [runtimes, owners] = [new Map<string, number>(), new Map<string, number>()];
  return { date, event, functions: 0, runtimes, owners, accounts: new Set(), last: undefined };
}
