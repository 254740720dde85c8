import { isRead } from "../model/coverage.ts";
import { UserError } from "../model/failure.ts";
import { EXTRAS, type Extra, type ReadFunction } from "../model/function.ts";
import type { FunctionRow, Report } from "../model/report.ts";
import type { RowTarget } from "../report/row.ts";
import { joinParts } from "./join.ts";
import { cellKey } from "./keys.ts";
import { Scope } from "./scope.ts";

/**
 * Tells whether a cell has to be read: it was not, or the earlier report does not have it, or calls a region disabled
 * that AWS now lists as enabled.
 */
export function lackedBy(old: Report): (accountId: string, region: string, listed?: boolean) => boolean {
  const keysOf = (rows: Report["coverage"]) => new Set(rows.map(cellKey));
  const read = keysOf(old.coverage.filter(({ status }) => isRead(status)));
  const disabled = keysOf(old.coverage.filter(({ status }) => status === "disabled"));
  return (accountId, region, listed) => {
    const key = cellKey({ accountId, accountName: "", region });
    return !read.has(key) || (listed === true && disabled.has(key));
  };
}

/** The options of a run that decide what a report holds. */
export interface RowChoice {
  /** Whether `--runtime`, `--status` or `--name` is given. */
  readonly filtered: boolean;
  readonly versions: "latest" | "all";
  /** The extra columns of `--with`. */
  readonly extras: readonly Extra[];
}

/**
 * Refuses to go on from a report that holds other rows or columns than this run would: both together would look
 * whole and lack functions, or have columns that are empty for half of them.
 */
export function checkResumable(path: string, old: Report, choice: RowChoice): void {
  const { filtered, versions } = new Scope(old);
  if (filtered && !choice.filtered) {
    throw new UserError(
      `${path} was made with a filter and does not hold every function that was read`,
      "Give the same --runtime, --status, --name or --deprecated again, or make a report without them.",
    );
  }
  if (versions === "all" && choice.versions === "latest") {
    throw new UserError(`${path} lists published versions`, "Give --versions all to go on from it.");
  }
  checkExtras(path, old, choice.extras);
}

function checkExtras(path: string, old: Report, wanted: readonly Extra[]): void {
  const held = EXTRAS.filter((extra) => old.functions.some((row) => row[extra] !== null));
  if (held.some((extra) => !wanted.includes(extra))) {
    const given = `--with ${held.join(",")}`;
    throw new UserError(`${path} was made with ${given}`, `Give ${given} to go on from it.`);
  }
  const absent = wanted.filter((extra) => !held.includes(extra));
  if (absent.length === 0 || !hadExtrasToRead(old)) return;
  throw new UserError(
    `${path} was made without --with ${absent.join(",")}`,
    "Leave it out, or make the whole report anew with it.",
  );
}

/** Whether a column that is empty throughout was not asked for; where reading it failed, the ledger has a note. */
function hadExtrasToRead({ functions, coverage }: Report): boolean {
  if (coverage.some(({ stage }) => stage === "enrich")) return false;
  const read = new Set(coverage.filter(({ status }) => status === "ok").map(cellKey));
  return functions.some((row) => read.has(cellKey(row)));
}

/** How the functions of an earlier report are taken over. */
export interface Rejudging {
  /** Makes a row of this run: assessed and triaged. */
  row(target: RowTarget, fn: ReadFunction): FunctionRow;
  /** This run's filters, asked once the function is judged. */
  keeps(row: FunctionRow): boolean;
}

/**
 * An earlier report and what was read since, as one. Functions of the earlier one are judged by today's catalogue.
 * The start is the earlier one's, by which `merge` knows that the one went into the other.
 */
export function joinResumed(old: Report, fresh: Report, rows: Rejudging): Report {
  const functions = old.functions.map((row) => rows.row(row, asRead(row))).filter((row) => rows.keeps(row));
  const parts = [
    { path: "the earlier report", report: { ...old, functions } },
    { path: "this run", report: fresh },
  ];
  const { schemaVersion, tool, catalogue, shard } = fresh;
  const head = { schemaVersion, tool, startedAt: old.startedAt, catalogue, ...(shard && { shard }) };
  // What both have read is read anew, and the newer is kept.
  return joinParts(head, parts, { clash: () => {}, entered: "always" });
}

/** The row before it was judged. */
function asRead({ tags, lastInvoked, aliases, ...row }: FunctionRow): ReadFunction {
  return {
    ...row,
    runtime: row.runtime ?? undefined,
    memorySize: row.memorySize ?? undefined,
    timeout: row.timeout ?? undefined,
    codeSize: row.codeSize ?? undefined,
    ...(tags && { tags }),
    ...(lastInvoked !== null && { lastInvoked }),
    ...(aliases && {
      aliases: aliases.map((alias) => ({ ...alias, runtime: alias.runtime ?? undefined })),
    }),
  };
}
