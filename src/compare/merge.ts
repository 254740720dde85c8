import { type CoverageRow, isRead } from "../model/coverage.ts";
import { UserError } from "../model/failure.ts";
import { byCodePoint } from "../model/order.ts";
import type { Report, ReportHead } from "../model/report.ts";
import { cleanText } from "../report/cell.ts";
import { demandOneCatalogue, differences } from "./agreement.ts";
import { earliest, joinParts } from "./join.ts";
import { accountKey, cellKey } from "./keys.ts";
import { isFuller, type Part } from "./ledgers.ts";
import { shardOfAll } from "./shards.ts";

export interface Merged {
  readonly report: Report;
  /** What the reader should know of the parts; sentences. */
  readonly warnings: readonly string[];
}

/**
 * Joins the reports of shards, or of runs that each read what the others could not, into the report that one run
 * would have printed.
 *
 * @throws UserError when parts overlap, when a shard is missing, or when different catalogues judged them.
 */
export function mergeReports(reports: readonly Part[]): Merged {
  const parts = [...reports].sort((a, b) => byCodePoint(a.report.finishedAt, b.report.finishedAt));
  const newest = parts.at(-1);
  if (!newest)
    throw new UserError("no report to merge", "Name the parts: lambda-inventory merge part-*.json");
  refuseTwice(reports);
  const shard = shardOfAll(parts);
  const current = parts.filter((part) => !parts.some((other) => continues(other, part)));
  const named = reports.filter((part) => current.includes(part));
  demandOneCatalogue(named);
  const head: ReportHead = {
    schemaVersion: newest.report.schemaVersion,
    tool: newest.report.tool,
    startedAt: earliest(parts.map(({ report }) => report.startedAt)),
    catalogue: newest.report.catalogue,
    ...(shard && { shard }),
  };
  const report = joinParts(head, current, { clash: refuseOverlap, entered: "reached" });
  return { report, warnings: differences(named) };
}

/**
 * Whether `part` went into `other`: a resumed run keeps the start of the report that it went on from, takes over
 * what was read in it, and of the rest knows as much or more.
 */
function continues(other: Part, part: Part): boolean {
  const [old, fresh] = [part.report, other.report];
  if (old.startedAt !== fresh.startedAt || old.finishedAt >= fresh.finishedAt) return false;
  const accounts = new Set(fresh.accounts.map(accountKey));
  const cells = new Map(fresh.coverage.map((row) => [cellKey(row), row]));
  return (
    old.accounts.every((account) => accounts.has(accountKey(account))) &&
    old.coverage.every((row) => {
      const newer = cells.get(cellKey(row));
      if (!newer) return row.region === "";
      return isRead(row.status) ? isSameRead(row, newer) : !isFuller(row, newer);
    })
  );
}

function isSameRead(a: CoverageRow, b: CoverageRow): boolean {
  return a.status === b.status && a.functions === b.functions && a.durationMs === b.durationMs;
}

function refuseTwice(parts: readonly Part[]): void {
  const paths = parts.map(({ path }) => path);
  const twice = paths.find((path, i) => paths.indexOf(path) !== i);
  if (twice !== undefined) throw new UserError(`${twice} is named twice`, "Name each part once.");
}

function refuseOverlap({ accountId, accountName, region }: CoverageRow, older: Part, newer: Part): never {
  const where = `account ${accountId || accountName}${region && ` in ${region}`}`;
  throw new UserError(
    cleanText(`${where} was read in both ${older.path} and ${newer.path}`),
    "Merge joins parts that do not overlap: leave one of the two out, or compare them with diff.",
  );
}
