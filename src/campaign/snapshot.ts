/** What a trend keeps of a report: its counts, the functions on deprecated runtimes, and which targets were read. Pure. */
import { accountKey, cellKey } from "../compare/keys.ts";
import { Scope } from "../compare/scope.ts";
import { type CoverageStatus, isRead } from "../model/coverage.ts";
import type { FunctionRow, Report, Summary } from "../model/report.ts";
import { isDeprecated } from "../model/runtime.ts";
import { shortened } from "../report/clean-text.ts";
import { notReadReasons } from "../report/reasons.ts";
import { SummaryCounter } from "../report/summary.ts";

/** Characters of the places of one reason. */
const PLACES_LENGTH = 200;

export type Counts = Required<Pick<Summary, "functions" | "byStatus" | "waived">>;

/** A function on a deprecated runtime. */
export interface DeprecatedFunction {
  readonly cell: string;
  /** "": no owner. */
  readonly owner: string;
  readonly kind: FunctionRow["kind"];
}

/** A runtime that needs attention. */
export interface RuntimeDates {
  readonly runtime: string;
  readonly blockUpdateDate: string | null;
}

/** Functions by target and runtime. */
export type RuntimeCounts = ReadonlyMap<string, ReadonlyMap<string, number>>;

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
  readonly deprecated: ReadonlyMap<string, DeprecatedFunction>;
  /** Functions on customer-managed runtimes whose dates could not be read: nobody knows whether they are deprecated. */
  readonly undated: ReadonlySet<string>;
  /** Web Functions were asked for. */
  readonly listsWeb: boolean;
  readonly runtimes: RuntimeCounts;
  /** The runtimes in use that are deprecated or expiring. */
  readonly findings: readonly RuntimeDates[];
  readonly scope: Pick<Scope, "accounts" | "regions" | "filtered" | "versions">;
}

export function snapshotOf(path: string, report: Report): Snapshot {
  const { startedAt, coverage, functions, summary } = report;
  const counts = new CountsByOwner();
  const deprecated = new Map<string, DeprecatedFunction>();
  const undated = new Set<string>();
  const runtimes = new Map<string, Map<string, number>>();
  const findings = new Map<string, RuntimeDates>();
  for (const row of functions) {
    counts.add(row);
    if (!isCurrent(row)) continue;
    const cell = cellKey(row);
    const key = `${cell}\n${row.functionName}\n${row.kind}`;
    if (isDeprecated(row.runtimeStatus))
      deprecated.set(key, { cell, owner: row.owner ?? "", kind: row.kind });
    if (row.runtimeStatus === "custom") undated.add(key);
    countRuntime(row, cell, runtimes, findings);
  }
  const { accounts, regions, filtered, versions } = new Scope(report);
  return {
    path,
    startedAt,
    targets: summary.targets,
    read: summary.read,
    notRead: notReadReasons(coverage).map(
      ({ targets, status, places }) => `${targets} ${status}: ${shortened(places, PLACES_LENGTH)}`,
    ),
    ...counts.finish(),
    cells: new Cells(coverage),
    deprecated,
    undated,
    listsWeb: summary.webFunctions !== undefined,
    runtimes,
    findings: [...findings.values()],
    scope: { accounts, regions, filtered, versions },
  };
}

/**
 * Published versions are not compared: they cannot be changed, and not every report lists them. Nor are replicas of
 * Lambda@Edge: the function that they were replicated from is.
 */
function isCurrent({ version, kind }: FunctionRow): boolean {
  return kind !== "edge-replica" && (version === "$LATEST" || version === "");
}

function countRuntime(
  { runtime, runtimeStatus, blockUpdateDate }: FunctionRow,
  cell: string,
  runtimes: Map<string, Map<string, number>>,
  findings: Map<string, RuntimeDates>,
): void {
  if (runtime === null) return;
  const counts = runtimes.get(cell) ?? new Map<string, number>();
  runtimes.set(cell, counts.set(runtime, (counts.get(runtime) ?? 0) + 1));
  if (isDeprecated(runtimeStatus) || runtimeStatus === "expiring")
    findings.set(runtime, findings.get(runtime) ?? { runtime, blockUpdateDate });
}

class CountsByOwner {
  readonly #total = new SummaryCounter();
  readonly #byOwner = new Map<string, SummaryCounter>();

  add(row: FunctionRow): void {
    const owner = row.owner ?? "";
    const counter = this.#byOwner.get(owner) ?? new SummaryCounter();
    this.#byOwner.set(owner, counter);
    counter.add(row);
    this.#total.add(row);
  }

  finish(): Pick<Snapshot, "total" | "byOwner"> {
    const byOwner = [...this.#byOwner].map(([owner, counter]) => [owner, countsOf(counter)] as const);
    return { total: countsOf(this.#total), byOwner: new Map(byOwner) };
  }
}

function countsOf(counter: SummaryCounter): Counts {
  const { functions, byStatus, waived = 0 } = counter.finish([], []);
  return { functions, byStatus, waived };
}

/** Whether each target was read. */
export class Cells {
  readonly #status = new Map<string, CoverageStatus>();
  /** Targets that stand for a whole account, which could not be accessed: their keys, and the account. */
  readonly #accounts = new Map<string, string>();
  /** Accounts with a target that is a region. */
  readonly #withRegions = new Set<string>();

  constructor(coverage: Report["coverage"]) {
    for (const row of coverage) {
      const [key, account] = [cellKey(row), accountKey(row)];
      if (row.region === "") this.#accounts.set(key, account);
      else this.#withRegions.add(account);
      if (isRead(this.#status.get(key) ?? "ok")) this.#status.set(key, row.status);
    }
  }

  /**
   * Whether a target was read in both reports. A region that was disabled in one of them counts as read, but its
   * functions were only not to be seen: it is not compared with one that was enabled.
   */
  comparable(other: Cells, key: string): boolean {
    const [a, b] = [this.#status.get(key), other.#status.get(key)];
    if (a === undefined || b === undefined || !isRead(a) || !isRead(b)) return false;
    return a === b || (a !== "disabled" && b !== "disabled");
  }

  /** Targets of either report that were not read in both. An account without regions is not one more beside its regions. */
  leftOut(other: Cells): number {
    const keys = new Set([...this.#status.keys(), ...other.#status.keys()]);
    let count = 0;
    for (const key of keys) {
      const account = this.#accounts.get(key) ?? other.#accounts.get(key);
      const isCovered =
        account !== undefined && (this.#withRegions.has(account) || other.#withRegions.has(account));
      if (!isCovered && !this.comparable(other, key)) count++;
    }
    return count;
  }
}
