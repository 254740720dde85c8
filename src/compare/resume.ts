/**
 * Resuming from an earlier report: which cells a new scan reads again, and the earlier report and the new one joined.
 */
import type { Extra } from "../model/column.ts";
import { type CoverageRow, hasNote, isRead, type TargetName } from "../model/coverage.ts";
import { UserError } from "../model/failure.ts";
import type { ReadFunction } from "../model/function.ts";
import { partitionOfRegion } from "../model/partitions.ts";
import { choosesRegion, literalRegions, type RegionChoice } from "../model/patterns.ts";
import type { FunctionRow, Report } from "../model/report.ts";
import type { RowKey } from "../model/row.ts";
import { isOfUnlisted } from "../model/unlisted.ts";
import { asRead } from "./as-read.ts";
import { EXTRA_KEYS, extrasOf, hasValue } from "./extras.ts";
import { joinParts } from "./join.ts";
import { cellKey } from "./keys.ts";
import { isEnabledEverywhere, type LaterRead } from "./scanned-regions.ts";
import { scopeOf } from "./scope.ts";

/**
 * Tells which cells a resumed run reads: those that are not in the earlier report or were not read, those with a note on
 * what could not be read besides, and regions reported as disabled that must be enabled.
 */
export function cellsToRead(
  old: Report,
  extras: readonly Extra[],
): (accountId: string, region: string, listed?: boolean) => boolean {
  const isComplete = (row: CoverageRow) =>
    isRead(row.status) && (row.stage === "enrich" ? extras.length === 0 : !hasNote(row));
  const held = new Map(old.coverage.filter(isComplete).map((row) => [cellKey(row), row.status]));
  return (accountId, region, listed) => {
    const status = held.get(cellKey({ accountId, accountName: "", region }));
    if (status === "disabled") return listed === true || isEnabledEverywhere(region);
    return status === undefined;
  };
}

/** The options of a run that decide what a report contains. */
interface RowChoice {
  /** Whether a filter such as `--runtime` or `--owner` is used. */
  readonly filtered: boolean;
  readonly versions: "latest" | "all";
  /** The extra columns of `--with`. */
  readonly extras: readonly Extra[];
}

/**
 * Refuses to resume from a report that holds other rows or columns than this run would: the joined report would lack
 * functions, or have columns that are empty for some of them.
 */
export function checkResumable(path: string, old: Report, choice: RowChoice): void {
  const { filtered, versions } = scopeOf(old);
  if (filtered && !choice.filtered) {
    throw new UserError(
      `${path} was created with a filter and does not contain every function that was read`,
      "Use the same filters again, such as --runtime or --owner, or create a report without them.",
    );
  }
  if (versions === "all" && choice.versions === "latest") {
    throw new UserError(`${path} lists published versions`, "Add --versions all to resume from it.");
  }
  checkExtras(path, old, choice.extras);
}

function checkExtras(path: string, old: Report, wanted: readonly Extra[]): void {
  const held = extrasOf(old);
  if (held.some((extra) => !wanted.includes(extra))) {
    const option = `--with ${held.join(",")}`;
    throw new UserError(`${path} was created with ${option}`, `Add ${option} to resume from it.`);
  }
  const absent = wanted.filter((extra) => !held.includes(extra));
  // A target without functions may have Web Functions.
  const lacksWeb = absent.includes("webFunctions") && old.coverage.some(({ status }) => status === "ok");
  if (absent.length === 0 || !(lacksWeb || hadExtrasToRead(old))) return;
  throw new UserError(
    `${path} was created without --with ${absent.join(",")}`,
    "Omit it, or run a full scan with it.",
  );
}

/** Whether an empty column was not asked for; where reading it failed, the ledger has a note. */
function hadExtrasToRead({ functions, coverage }: Report): boolean {
  if (coverage.some(({ stage }) => stage === "enrich")) return false;
  const read = new Set(coverage.filter(({ status }) => status === "ok").map(cellKey));
  return functions.some((row) => read.has(cellKey(row)));
}

/** How a resumed run takes over the earlier report. */
interface Resuming {
  /** Makes a row of this run: assessed and triaged. */
  row(target: TargetName, fn: ReadFunction): FunctionRow;
  /** This run's filters, applied after each function has been assessed again. */
  keeps(row: FunctionRow): boolean;
  /** The regions that this run scans in an account; undefined for one that it does not know. */
  regionsOf(accountId: string): RegionChoice | undefined;
}

/**
 * Joins an earlier report and what was read since. Its functions are assessed again with today's catalogue. The start
 * time stays the earlier one's, which tells `merge` that one report went into the other.
 */
export function joinResumed(old: Report, fresh: Report, { row, keeps, regionsOf }: Resuming): Report {
  const functions = old.functions.map((known) => row(known, asRead(known))).filter(keeps);
  // This run has listed the accounts again.
  const coverage = old.coverage.filter((known) => !isOfUnlisted(known));
  const parts = [
    { path: "the earlier report", report: { ...old, functions, coverage } },
    { path: "this run", report: { ...fresh, functions: withOldExtras(fresh, functions) } },
  ];
  const { schemaVersion, tool, catalogue, shard } = fresh;
  const head = { schemaVersion, tool, startedAt: old.startedAt, catalogue, ...(shard && { shard }) };
  // Of a cell that both have read, the newer read is kept.
  return joinParts(head, parts, {
    clash: () => {},
    replaces: (later) => scansAll(later, regionsOf(later.account.accountId)),
  });
}

/** Whether this run scanned all regions of the account that the earlier one could have: it was not narrowed since. */
function scansAll({ account, earlier, wasAccessed, scanned }: LaterRead, choice?: RegionChoice): boolean {
  if (!choice) return true;
  // The earlier run could not list the account's regions; with regions listed by name, this run did not try.
  if (wasAccessed && literalRegions(choice)) return false;
  return [...earlier.all].every(
    (region) =>
      scanned.has(region) || partitionOfRegion(region) !== account.partition || choosesRegion(choice, region),
  );
}

/** Where extra columns could not be read again, what the earlier run had read of them is kept. */
function withOldExtras({ functions, coverage }: Report, old: readonly FunctionRow[]): readonly FunctionRow[] {
  const incomplete = new Set(coverage.filter(({ stage }) => stage === "enrich").map(cellKey));
  if (incomplete.size === 0) return functions;
  const key = (row: FunctionRow) => [cellKey(row), row.functionName, row.version].join("\n");
  const before = new Map(old.filter((row) => incomplete.has(cellKey(row))).map((row) => [key(row), row]));
  return functions.map((row) => {
    const known = before.get(key(row));
    if (!known) return row;
    const missing = EXTRA_KEYS.filter((extra) => !hasValue(row, extra));
    return { ...row, ...valuesIn(missing, known) };
  });
}

/** What a row has in these columns. */
function valuesIn<K extends RowKey>(keys: readonly K[], row: Pick<FunctionRow, K>): Partial<FunctionRow> {
  return Object.fromEntries(keys.flatMap((key) => (hasValue(row, key) ? [[key, row[key]] as const] : [])));
}
