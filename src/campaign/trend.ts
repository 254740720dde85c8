/**
 * How the numbers changed: snapshots of reports enter, oldest first and one at a time; rows, the pace and notes leave. Of two
 * successive reports, only targets that both read are compared, so that an account that could not be read does not look like
 * progress. Pure.
 */
import { byCodePoint } from "../model/order.ts";
import { mayStillBeOn } from "../model/runtime.ts";
import { type Pace, PaceMeter } from "./pace.ts";
import { type Counts, comparison, type Snapshot } from "./snapshot.ts";
import { ScopeNotes } from "./trend-notes.ts";

/** How the functions on deprecated runtimes changed since the report before. */
interface Movement {
  readonly new: number;
  readonly fixed: number;
  readonly stillOpen: number;
}

export interface TrendRow extends Counts {
  readonly startedAt: string;
  /** Only with `--group-by owner`; null: functions without an owner. */
  readonly owner?: string | null;
  readonly targets: number;
  readonly read: number;
  /** What was not read, by reason; only the page shows it. */
  readonly notRead: readonly string[];
  /** null in the first report. */
  readonly new: number | null;
  readonly fixed: number | null;
  readonly stillOpen: number | null;
  readonly targetsLeftOut: number | null;
}

export interface Trend {
  readonly schemaVersion: 1;
  readonly rows: readonly TrendRow[];
  /** The runtimes that need attention, the first to lose updates first. */
  readonly pace: readonly Pace[];
  /** What limits the comparison; sentences. */
  readonly notes: readonly string[];
}

const NOTHING: Counts = { functions: 0, byStatus: {}, waived: 0 };

export class TrendBuilder {
  readonly #byOwner: boolean;
  readonly #rows: TrendRow[] = [];
  readonly #pace = new PaceMeter();
  readonly #notes = new ScopeNotes();
  #before: Snapshot | undefined;

  constructor(byOwner: boolean) {
    this.#byOwner = byOwner;
  }

  /** Takes the next report, which must be newer than the last. */
  add(now: Snapshot): void {
    const { startedAt, targets, read, notRead } = now;
    const moved = this.#before && movements(this.#before, now);
    const frame = { startedAt, targets, read, notRead };
    const left = {
      targetsLeftOut: this.#before === undefined ? null : now.cells.leftOut(this.#before.cells),
    };
    if (this.#byOwner)
      for (const owner of ownersOf(now, moved)) {
        const counts = now.byOwner.get(owner) ?? NOTHING;
        const movement = movementOf(moved, owner);
        this.#rows.push({ ...frame, owner: owner === "" ? null : owner, ...counts, ...movement, ...left });
      }
    else this.#rows.push({ ...frame, ...now.total, ...movementOf(moved), ...left });
    this.#notes.add(now);
    this.#pace.add(now);
    this.#before = now;
  }

  finish(): Trend {
    return { schemaVersion: 1, rows: this.#rows, pace: this.#pace.finish(), notes: this.#notes.finish() };
  }
}

type Movements = ReadonlyMap<string, Movement>;

/** By owner: a fixed function counts for the owner that it had, the others for the owner that they have. */
function movements(before: Snapshot, now: Snapshot): Movements {
  const byOwner = new Map<string, { new: number; fixed: number; stillOpen: number }>();
  const count = (owner: string, kind: keyof Movement): void => {
    const movement = byOwner.get(owner) ?? { new: 0, fixed: 0, stillOpen: 0 };
    byOwner.set(owner, movement);
    movement[kind]++;
  };
  const comparable = comparison(now, before);
  for (const [key, found] of now.deprecated) {
    if (!comparable(found)) continue;
    const then = before.deprecated.get(key);
    for (const [name, owner] of found.owners) count(owner, then?.owners.has(name) ? "stillOpen" : "new");
  }
  const known = new Set(before.findings.map(({ runtime }) => runtime));
  for (const [key, then] of before.deprecated) {
    if (!comparable(then)) continue;
    const found = now.deprecated.get(key);
    for (const [name, owner] of then.owners) {
      const undated = found?.undated.get(name);
      const isOpen = undated !== undefined && mayStillBeOn(undated, (runtime) => known.has(runtime));
      if (!found?.owners.has(name) && !isOpen) count(owner, "fixed");
    }
  }
  return byOwner;
}

/** Of one owner, or of all. */
function movementOf(
  moved: Movements | undefined,
  owner?: string,
): Pick<TrendRow, "new" | "fixed" | "stillOpen"> {
  if (moved === undefined) return { new: null, fixed: null, stillOpen: null };
  const all = owner === undefined ? [...moved.values()] : [moved.get(owner)].filter((it) => it !== undefined);
  const sum = (kind: keyof Movement) => all.reduce((total, movement) => total + movement[kind], 0);
  return { new: sum("new"), fixed: sum("fixed"), stillOpen: sum("stillOpen") };
}

/** Those with functions, and those whose last function is gone; without an owner last. A report without functions keeps its row. */
function ownersOf({ byOwner }: Snapshot, moved: Movements | undefined): readonly string[] {
  const named = [...new Set([...byOwner.keys(), ...(moved?.keys() ?? [])])];
  if (named.length === 0) return [""];
  return named.sort((a, b) => Number(a === "") - Number(b === "") || byCodePoint(a, b));
}
