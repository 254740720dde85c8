/**
 * What the first screen shows, worked out in one pass: rows of functions enter one by one; how bad it is, the
 * coming deadlines and who has to act leave. A function with several versions listed counts once in each number. Functions
 * with an active waiver are counted apart.
 */
import { take } from "../../model/maps.ts";
import type { FunctionRow } from "../../model/report.ts";
import { isDeprecated } from "../../model/runtime.ts";
import { byDate } from "../due-groups.ts";
import { byUrgency, DueBuilder, type DueLine, OwnerBuilder, type OwnerLine } from "./overview-lines.ts";
import { type FunctionNumbers, Tally } from "./tally.ts";
import { needsAction, usedText } from "./when.ts";

export interface Overview {
  readonly functions: number;
  readonly deprecated: number;
  readonly deprecatedWaived: number;
  readonly updateBlocked: number;
  readonly expiring: number;
  readonly todo: number;
  /** Functions that would need action, without waivers. */
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

export class OverviewBuilder {
  readonly #today: string;
  readonly #all: FunctionNumbers;
  readonly #totals: Totals;
  readonly #due = new Map<string, DueBuilder>();
  readonly #owners = new Map<string | null, OwnerBuilder>();
  #knowsUse = false;

  constructor(all: FunctionNumbers, today: string) {
    this.#all = all;
    this.#today = today;
    this.#totals = new Totals(all);
  }

  /** @param number that of the row's function */
  add(row: FunctionRow, number: number): void {
    const { owner, dueDate, dueEvent } = row;
    this.#totals.add(row, number);
    this.#knowsUse ||= usedText(row, this.#today) !== "";
    if (!needsAction(row)) return;
    this.#totals.todo.add(number);
    take(this.#owners, owner, () => new OwnerBuilder(owner, this.#all)).add(row, number, this.#today);
    if (dueDate === null || dueEvent === null) this.#totals.undated.add(number);
    else
      take(this.#due, `${dueDate} ${dueEvent}`, () => new DueBuilder(dueDate, dueEvent, this.#all)).add(
        row,
        number,
      );
  }

  finish(): Overview {
    const lines = [...this.#due.values()].map((line) => line.finish(this.#today)).sort(byDate);
    return {
      ...this.#totals.finish(),
      coming: lines.filter(({ days }) => days > 0),
      overdue: lines.filter(({ days }) => days <= 0),
      owners: [...this.#owners.values()].map((owner) => owner.finish()).sort(byUrgency),
      knowsUse: this.#knowsUse,
    };
  }
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

  constructor(all: FunctionNumbers) {
    this.todo = new Tally(all);
    this.undated = new Tally(all);
    this.#all = new Tally(all);
    this.#deprecated = new Tally(all);
    this.#deprecatedWaived = new Tally(all);
    this.#updateBlocked = new Tally(all);
    this.#expiring = new Tally(all);
    this.#waived = new Tally(all);
  }

  add({ runtimeStatus, waivedUntil, action }: FunctionRow, number: number): void {
    const isWaived = waivedUntil !== undefined;
    this.#all.add(number);
    if (isDeprecated(runtimeStatus)) this.#deprecated.add(number);
    if (isDeprecated(runtimeStatus) && isWaived) this.#deprecatedWaived.add(number);
    if (runtimeStatus === "update-blocked") this.#updateBlocked.add(number);
    if (runtimeStatus === "expiring") this.#expiring.add(number);
    if (isWaived && action !== "none") this.#waived.add(number);
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
