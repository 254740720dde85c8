/** The lines of the first screen: functions are added one by one, a line for a date or an owner leaves. */
import { daysBetween } from "../../model/day.ts";
import { addTo, take } from "../../model/maps.ts";
import { byCodePoint } from "../../model/order.ts";
import type { FunctionRow } from "../../model/report.ts";
import { runtimeWords } from "../../model/runtime.ts";
import type { DueEvent } from "../../model/triage.ts";
import { mostFirst, NO_OWNER } from "../due-groups.ts";
import { type FunctionNumbers, Tally } from "./tally.ts";
import { usedText, whenDue } from "./when.ts";

/** What happens on one day. */
export interface DueLine {
  readonly date: string;
  readonly event: DueEvent;
  readonly days: number;
  readonly functions: number;
  readonly accounts: number;
  /** Those of most functions first. */
  readonly runtimes: readonly RuntimeMove[];
  readonly owners: readonly string[];
}

export interface RuntimeMove {
  readonly runtime: string;
  /** For people; empty for container images. */
  readonly name: string;
  readonly successor: string;
}

export interface OwnerLine {
  /** null: functions without an owner. */
  readonly owner: string | null;
  readonly todo: number;
  readonly overdue: number;
  /** Not overdue, and due within that many days. */
  readonly within90: number;
  readonly within180: number;
  readonly later: number;
  readonly undated: number;
  readonly used: number;
}

export class DueBuilder {
  readonly #date: string;
  readonly #event: DueEvent;
  readonly #functions: Tally;
  readonly #accounts = new Set<string>();
  readonly #moves = new Map<string, RuntimeMove>();
  readonly #runtimes = new Map<string, number>();
  readonly #owners = new Map<string, number>();

  constructor(date: string, event: DueEvent, all: FunctionNumbers) {
    this.#date = date;
    this.#event = event;
    this.#functions = new Tally(all);
  }

  add(row: FunctionRow, number: number): void {
    const { accountId, runtime, successor, owner } = row;
    const name = runtimeWords(row) ?? "";
    this.#functions.add(number);
    this.#accounts.add(accountId);
    addTo(this.#runtimes, name);
    take(this.#moves, name, () => ({ runtime: runtime ?? "", name, successor: successor ?? "" }));
    addTo(this.#owners, owner ?? NO_OWNER);
  }

  finish(today: string): DueLine {
    return {
      date: this.#date,
      event: this.#event,
      days: daysBetween(today, this.#date),
      functions: this.#functions.size,
      accounts: this.#accounts.size,
      runtimes: mostFirst(this.#runtimes).flatMap((name) => this.#moves.get(name) ?? []),
      owners: mostFirst(this.#owners),
    };
  }
}

export class OwnerBuilder {
  readonly #owner: string | null;
  readonly #todo: Tally;
  readonly #used: Tally;
  readonly #whens: Readonly<Record<ReturnType<typeof whenDue>, Tally>>;

  constructor(owner: string | null, all: FunctionNumbers) {
    this.#owner = owner;
    this.#todo = new Tally(all);
    this.#used = new Tally(all);
    const none = () => new Tally(all);
    this.#whens = { overdue: none(), "90": none(), "180": none(), later: none(), none: none() };
  }

  add(row: FunctionRow, number: number, today: string): void {
    this.#todo.add(number);
    this.#whens[whenDue(row, today)].add(number);
    if (usedText(row, today) === "yes") this.#used.add(number);
  }

  finish(): OwnerLine {
    const { overdue, "90": first, "180": second, later, none } = this.#whens;
    return {
      owner: this.#owner,
      todo: this.#todo.size,
      overdue: overdue.size,
      within90: first.size,
      within180: first.size + second.size,
      later: later.size,
      undated: none.size,
      used: this.#used.size,
    };
  }
}

export function byUrgency(a: OwnerLine, b: OwnerLine): number {
  return (
    Number(a.owner === null) - Number(b.owner === null) ||
    b.overdue - a.overdue ||
    b.within90 - a.within90 ||
    b.within180 - a.within180 ||
    b.todo - a.todo ||
    byCodePoint(a.owner ?? "", b.owner ?? "")
  );
}
