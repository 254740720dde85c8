/**
 * What a trend keeps of a report: its counts, the functions on deprecated runtimes, and which targets were read. Rows enter one by
 * one and are not kept. Pure.
 */
import { cellKey } from "../compare/keys.ts";
import { RowCounts, Scope } from "../compare/scope.ts";
import { isCounted } from "../model/counted.ts";
import { isRead } from "../model/coverage.ts";
import { isImage, isPublished } from "../model/function.ts";
import { addTo, take } from "../model/maps.ts";
import type { FunctionRow, Report, Summary } from "../model/report.ts";
import { isDeprecated, isUndated } from "../model/runtime.ts";
import { hasAllWeb } from "../model/web-listed.ts";
import { shortened } from "../report/clean-text.ts";
import { notReadReasons } from "../report/reasons.ts";
import { SummaryCounter } from "../report/summary.ts";
import { Cells } from "./cells.ts";

/** Characters of the places of one reason. */
const PLACES_LENGTH = 200;

export type Counts = Required<Pick<Summary, "functions" | "byStatus" | "waived">>;

/** The functions of one kind in one target. */
interface DeprecatedFunctions {
  readonly cell: string;
  readonly kind: FunctionRow["kind"];
  /** Name → owner of each function on a deprecated runtime; "": no owner. */
  readonly owners: ReadonlyMap<string, string>;
  /** Name → runtime of each function for which it is unknown whether it is deprecated. */
  readonly undated: ReadonlyMap<string, string | null>;
}

/** A runtime that needs attention. */
export interface RuntimeDates {
  readonly runtime: string;
  readonly blockUpdateDate: string | null;
}

/** Functions by runtime, kind and target. */
type RuntimeCounts = ReadonlyMap<string, CountsByKind>;
export type CountsByKind = ReadonlyMap<FunctionRow["kind"], ReadonlyMap<string, number>>;

export interface Snapshot {
  /** The file, for messages. */
  readonly path: string;
  readonly startedAt: string;
  readonly targets: number;
  readonly read: number;
  /** What was not read, by reason: `2 denied: 111122223333 payments (us-east-1)`. */
  readonly notRead: readonly string[];
  readonly total: Counts;
  /** By owner; the key "" counts functions without one. */
  readonly byOwner: ReadonlyMap<string, Counts>;
  readonly cells: Cells;
  readonly deprecated: ReadonlyMap<string, DeprecatedFunctions>;
  /** The targets of which all Web Functions are there. */
  readonly webCells: ReadonlySet<string>;
  readonly runtimes: RuntimeCounts;
  /** The runtimes in use that are deprecated or expiring. */
  readonly findings: readonly RuntimeDates[];
  readonly scope: Pick<Scope, "accounts" | "regions" | "filtered" | "versions">;
}

/** Whether both reports list all functions of this kind in this target. */
export function comparison(
  now: Pick<Snapshot, "cells" | "webCells">,
  before: Pick<Snapshot, "cells" | "webCells">,
): (place: Pick<DeprecatedFunctions, "cell" | "kind">) => boolean {
  return ({ cell, kind }) =>
    now.cells.comparable(before.cells, cell) &&
    (kind !== "web-function" || (now.webCells.has(cell) && before.webCells.has(cell)));
}

type Frame = Pick<Report, "startedAt" | "coverage" | "summary">;

export function snapshotOf(path: string, report: Frame & Pick<Report, "functions">): Snapshot {
  const builder = new SnapshotBuilder();
  for (const row of report.functions) builder.add(row);
  return builder.finish(path, report);
}

interface Found extends DeprecatedFunctions {
  readonly owners: Map<string, string>;
  readonly undated: Map<string, string | null>;
}

/** Takes the rows of a report in order, then what else it says. */
export class SnapshotBuilder {
  readonly #counts: CountsByOwner;
  readonly #rows = new RowCounts();
  readonly #deprecated = new Map<string, Found>();
  readonly #runtimes = new Map<string, Map<FunctionRow["kind"], Map<string, number>>>();
  readonly #findings = new Map<string, RuntimeDates>();

  /** @param groupOf what functions are counted by, instead of their owner */
  constructor(groupOf?: (row: FunctionRow) => string) {
    this.#counts = new CountsByOwner(groupOf);
  }

  add(row: FunctionRow): void {
    const cell = this.#rows.add(row);
    if (!isCounted(row)) return;
    const owner = this.#counts.add(row);
    // Published versions cannot be changed, and not every report lists them.
    if (isPublished(row)) return;
    if (isDeprecated(row.runtimeStatus)) this.#found(cell, row).owners.set(row.functionName, owner);
    if (isUndated(row)) this.#found(cell, row).undated.set(row.functionName, row.runtime);
    this.#countRuntime(row, cell);
  }

  finish(path: string, { startedAt, coverage, summary }: Frame): Snapshot {
    const { accounts, regions, filtered, versions } = new Scope({ coverage, summary }, this.#rows);
    return {
      path,
      startedAt,
      targets: coverage.length,
      read: coverage.filter(({ status }) => isRead(status)).length,
      notRead: notReadReasons(coverage).map(
        ({ targets, status, places }) => `${targets} ${status}: ${shortened(places, PLACES_LENGTH)}`,
      ),
      ...this.#counts.finish(),
      cells: new Cells(coverage),
      deprecated: this.#deprecated,
      webCells: new Set(
        summary.webFunctions === undefined ? [] : coverage.filter(hasAllWeb).map((row) => cellKey(row)),
      ),
      runtimes: this.#runtimes,
      findings: [...this.#findings.values()],
      scope: { accounts, regions, filtered, versions },
    };
  }

  /** Images are separate: a function that becomes one has left its runtime; one that no longer names its runtime may not have. */
  #found(cell: string, row: FunctionRow): Found {
    const { kind } = row;
    const key = `${cell}\n${kind}\n${isImage(row)}`;
    return take(this.#deprecated, key, () => ({ cell, kind, owners: new Map(), undated: new Map() }));
  }

  #countRuntime({ kind, runtime, runtimeStatus, blockUpdateDate }: FunctionRow, cell: string): void {
    if (runtime === null) return;
    const byKind = take(this.#runtimes, runtime, () => new Map<FunctionRow["kind"], Map<string, number>>());
    addTo(
      take(byKind, kind, () => new Map<string, number>()),
      cell,
    );
    if ((isDeprecated(runtimeStatus) || runtimeStatus === "expiring") && !this.#findings.has(runtime))
      // Each customer-managed runtime has its own dates.
      this.#findings.set(runtime, {
        runtime,
        blockUpdateDate: runtime === "custom" ? null : blockUpdateDate,
      });
  }
}

class CountsByOwner {
  readonly #groupOf: (row: FunctionRow) => string;
  readonly #total = new SummaryCounter();
  readonly #byOwner = new Map<string, { readonly owner: string; readonly counter: SummaryCounter }>();

  constructor(groupOf = (row: FunctionRow) => row.owner ?? "") {
    this.#groupOf = groupOf;
  }

  /** Returns the owner: the same text for each of its rows, since a million equal ones would take much memory. */
  add(row: FunctionRow): string {
    const name = this.#groupOf(row);
    const own = take(this.#byOwner, name, () => ({ owner: name, counter: new SummaryCounter() }));
    own.counter.add(row);
    this.#total.add(row);
    return own.owner;
  }

  finish(): Pick<Snapshot, "total" | "byOwner"> {
    const byOwner = [...this.#byOwner].map(([owner, { counter }]) => [owner, countsOf(counter)] as const);
    return { total: countsOf(this.#total), byOwner: new Map(byOwner) };
  }
}

function countsOf(counter: SummaryCounter): Counts {
  const { functions, byStatus, waived = 0 } = counter.finish([], []);
  return { functions, byStatus, waived };
}
