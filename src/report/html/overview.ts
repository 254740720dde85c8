/**
 * What the first screen shows, worked out in one pass: rows of functions enter; how bad it is, the coming deadlines and
 * who has to act leave. A function with several versions listed counts once in each number. Functions with a waiver in
 * force are counted apart. Pure.
 */
import { isCounted } from "../../model/counted.ts";
import type { FunctionRow } from "../../model/report.ts";
import { isDeprecated } from "../../model/runtime.ts";
import { isPublished } from "../../model/version.ts";
import {
  byDate,
  byUrgency,
  DueBuilder,
  type DueLine,
  OwnerBuilder,
  type OwnerLine,
} from "./overview-lines.ts";
import { type Counting, counting, type Tally } from "./tally.ts";
import { needsAction, usedText } from "./when.ts";

export interface Overview {
  readonly functions: number;
  readonly deprecated: number;
  readonly deprecatedWaived: number;
  readonly updateBlocked: number;
  readonly expiring: number;
  readonly todo: number;
  /** Functions that would need action, if no waiver were in force. */
  readonly waived: number;
  /** Functions with something to do and no date. */
  readonly undated: number;
  readonly coming: readonly DueLine[];
  readonly overdue: readonly DueLine[];
  /** The most urgent first, without an owner last. */
  readonly owners: readonly OwnerLine[];
  /** Whether it is known of any function when it was invoked. */
  readonly knowsUse: boolean;
}

export function overviewOf(all: readonly FunctionRow[], today: string): Overview {
  const rows = all.filter(isCounted);
  const count = counting(rows, rows.some(isPublished));
  const totals = new Totals(count);
  const due = new Map<string, DueBuilder>();
  const owners = new Map<string | null, OwnerBuilder>();
  rows.forEach((row, id) => {
    totals.add(row, id);
    if (!needsAction(row)) return;
    totals.todo.add(id);
    take(owners, row.owner, () => new OwnerBuilder(row.owner, count)).add(row, id, today);
    const { dueDate: date, dueEvent: event } = row;
    if (date === null || event === null) totals.undated.add(id);
    else take(due, `${date} ${event}`, () => new DueBuilder(date, event, count)).add(row, id);
  });
  const lines = [...due.values()].map((line) => line.finish(today)).sort(byDate);
  return {
    ...totals.finish(),
    coming: lines.filter(({ days }) => days > 0),
    overdue: lines.filter(({ days }) => days <= 0),
    owners: [...owners.values()].map((owner) => owner.finish()).sort(byUrgency),
    knowsUse: rows.some((row) => usedText(row, today) !== ""),
  };
}

class Totals {
  readonly todo: Tally;
  readonly undated: Tally;
  readonly #all: Tally;
  readonly #deprecated: Tally;
  readonly #deprecatedWaived: Tally;
  readonly #updateBlocked: Tally;
  readonly #expiring: Tally;
  readonly #waived: Tally;

  constructor(count: Counting) {
    this.todo = count();
    this.undated = count();
    this.#all = count();
    this.#deprecated = count();
    this.#deprecatedWaived = count();
    this.#updateBlocked = count();
    this.#expiring = count();
    this.#waived = count();
  }

  add({ runtimeStatus, waivedUntil, action }: FunctionRow, id: number): void {
    const isWaived = waivedUntil !== undefined;
    this.#all.add(id);
    if (isDeprecated(runtimeStatus)) this.#deprecated.add(id);
    if (isDeprecated(runtimeStatus) && isWaived) this.#deprecatedWaived.add(id);
    if (runtimeStatus === "update-blocked") this.#updateBlocked.add(id);
    if (runtimeStatus === "expiring") this.#expiring.add(id);
    if (isWaived && action !== "none") this.#waived.add(id);
  }

  finish() {
    return {
      functions: this.#all.size,
      deprecated: this.#deprecated.size,
      deprecatedWaived: this.#deprecatedWaived.size,
      updateBlocked: this.#updateBlocked.size,
      expiring: this.#expiring.size,
      todo: this.todo.size,
      undated: this.undated.size,
      waived: this.#waived.size,
    };
  }
}

function take<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}
