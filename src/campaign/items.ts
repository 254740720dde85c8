/**
 * Work items: who has to do what by when. In: the rows of a report, one by one. Out: one item for each owner, action, runtime
 * and manager, due first. Functions that need nothing, or that are waived, are in no item. Pure.
 */
import { createHash } from "node:crypto";
import { isCounted } from "../model/counted.ts";
import { isPublished } from "../model/function.ts";
import { groupedBy } from "../model/maps.ts";
import { byCodePoint } from "../model/order.ts";
import type { FunctionRow } from "../model/report.ts";
import type { Action, DueEvent } from "../model/triage.ts";
import { counted, firstTexts } from "../model/words.ts";
import { countFunctions } from "../report/deadlines.ts";

/** `unknown`: part of what it was about was not read this time, and the rest is gone. */
export const PLAN_STATES = ["new", "open", "done", "unknown"] as const;
export type PlanState = (typeof PLAN_STATES)[number];

/** What makes an item the same from run to run. */
interface ItemKey {
  readonly owner: string | null;
  readonly action: Exclude<Action, "none">;
  readonly runtime: string | null;
  readonly managedBy: string | null;
}

/** One work item, without the texts of its ticket. */
export interface ItemFacts extends ItemKey {
  /** 12 hexadecimal digits. */
  readonly id: string;
  readonly ownerSource: string | null;
  readonly contact: string | null;
  readonly repository: string | null;
  readonly successor: string | null;
  readonly dueDate: string | null;
  readonly dueEvent: DueEvent | null;
  /** How to do it: one sentence for a person. */
  readonly remedy: string;
  /** Functions, each counted once however many versions are listed. */
  readonly functions: number;
  /** Ids of the accounts, in order. */
  readonly accounts: readonly string[];
  readonly functionArns: readonly string[];
  /** In 30 days, over the functions for which it is known; absent where it is known for none. */
  readonly invocations?: number;
  /** Of an earlier item that is gone: functions with an active waiver, and functions that another item lists; absent where there are none. */
  readonly waived?: number;
  readonly moved?: number;
}

/** A function of an item, as its ticket lists it. */
export type ItemFunction = Pick<
  FunctionRow,
  "accountId" | "accountName" | "region" | "functionName" | "version" | "functionArn" | "invocations"
>;

export interface Item {
  readonly facts: ItemFacts;
  /** The most used first, else in the order of the report; empty for an item of an earlier plan. */
  readonly members: readonly ItemFunction[];
}

/** The same digits for the same owner, action, runtime and manager, in every run. */
function itemId({ owner, action, runtime, managedBy }: ItemKey): string {
  const key = JSON.stringify([owner, action, runtime, managedBy]);
  return createHash("sha256").update(key).digest("hex").slice(0, 12);
}

/** Collects rows as they come and keeps those with work to do. */
export class ItemCollector {
  readonly #rows: FunctionRow[] = [];
  readonly #waived: FunctionRow[] = [];
  #listsVersions = false;

  add(row: FunctionRow): void {
    this.#listsVersions ||= isPublished(row);
    // The function that a replica was replicated from is the work.
    if (row.action === "none" || !isCounted(row)) return;
    (row.waivedUntil === undefined ? this.#rows : this.#waived).push(row);
  }

  /** Whether any row is a published version. */
  get listsVersions(): boolean {
    return this.#listsVersions;
  }

  /** Rows with work to do that a waiver covers. */
  get waived(): readonly FunctionRow[] {
    return this.#waived;
  }

  /**
   * The items, due first: what is overdue longest, then what comes next, then what has no date. Of the same date, what is used
   * most comes first, and where it is not known, last.
   */
  items(): readonly Item[] {
    return [...groupedBy(this.#rows, itemId as (row: FunctionRow) => string).values()]
      .flatMap(itemOf)
      .sort((a, b) => byDue(a.facts, b.facts));
  }
}

type Order = Pick<ItemFacts, "dueDate" | "invocations" | "id">;

export function byDue(a: Order, b: Order): number {
  const never = "9999";
  return byCodePoint(a.dueDate ?? never, b.dueDate ?? never) || byUse(a, b) || byCodePoint(a.id, b.id);
}

type Used = Pick<ItemFacts, "invocations">;

function byUse({ invocations: a = -1 }: Used, { invocations: b = -1 }: Used): number {
  return b - a;
}

function itemOf(rows: readonly FunctionRow[]): readonly Item[] {
  const [first] = rows;
  if (first === undefined || first.action === "none") return [];
  const { owner, action, runtime, managedBy, ownerSource, successor } = first;
  const key = { owner, action, runtime, managedBy };
  const due = rows.reduce((a, b) => ((b.dueDate ?? "9999") < (a.dueDate ?? "9999") ? b : a), first);
  const facts: ItemFacts = {
    id: itemId(key),
    ...key,
    ownerSource,
    contact: common(rows.map((row) => row.contact)),
    repository: common(rows.map((row) => row.repository)),
    successor,
    dueDate: due.dueDate,
    dueEvent: due.dueEvent,
    remedy: remedyOf(rows),
    functions: countFunctions(rows),
    accounts: [...new Set(rows.map(({ accountId }) => accountId))].sort(byCodePoint),
    functionArns: [...new Set(rows.map(({ functionArn }) => functionArn))].sort(byCodePoint),
    ...useOf(rows),
  };
  return [{ facts, members: rows.toSorted(byUse) }];
}

/** One sentence, as a rule; customer-managed runtimes are upgraded one by one. */
function remedyOf(rows: readonly FunctionRow[]): string {
  const all = [...new Set(rows.flatMap(({ remedy }) => remedy ?? []))];
  return firstTexts(
    all,
    MOST_REMEDIES,
    (remedy) => remedy,
    (left) => `${left} more`,
  ).join("; ");
}

const MOST_REMEDIES = 3;

function useOf(rows: readonly Used[]): Used {
  const known = rows.flatMap(({ invocations }) => invocations ?? []);
  return known.length === 0 ? {} : { invocations: known.reduce((sum, count) => sum + count, 0) };
}

/** The value that all of them have; null where they differ or have none. */
function common(values: readonly (string | undefined)[]): string | null {
  const [first, ...others] = new Set(values);
  return others.length === 0 ? (first ?? null) : null;
}

/** The runtime of an item in a sentence. */
export function runtimeText(runtime: string | null): string {
  if (runtime === null) return "an unknown runtime";
  return runtime === "custom" ? "a customer-managed runtime" : runtime;
}

/** The title of a ticket: `Upgrade 9 functions from nodejs18.x to nodejs24.x`. Raw text. */
export function titleOf({ action, functions, runtime, successor, managedBy }: ItemFacts): string {
  const what = counted(functions, "function");
  const name = runtimeText(runtime);
  const on = runtime === null ? "" : ` that ${functions === 1 ? "runs" : "run"} on ${name}`;
  switch (action) {
    case "upgrade":
      return `Upgrade ${what} from ${name} to ${successor ?? "a supported runtime"}`;
    case "redeploy":
      return `Redeploy ${managedBy === null ? what : counted(functions, `${managedBy} function`)}${on}`;
    case "update-product":
      return `Update ${managedBy ?? "the product"}: ${what}${on}`;
    case "retire":
      return `Retire ${counted(functions, "unused function")}${on}`;
    case "check-image":
      return `Check the base image of ${managedBy === null ? what : counted(functions, `${managedBy} function`)}`;
    case "investigate":
      return `Investigate ${what} on ${name}`;
  }
}
