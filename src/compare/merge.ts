/** Joins several reports into one. Reports with their file names enter; one report and warnings leave. */
import { isDeepStrictEqual } from "node:util";
import { type CoverageRow, hasNote, isRead } from "../model/coverage.ts";
import { byMoment } from "../model/day.ts";
import { UserError } from "../model/failure.ts";
import type { Report, ReportHead } from "../model/report.ts";
import { cleanText } from "../report/clean-text.ts";
import { differences, requireOneCatalogue } from "./agreement.ts";
import { earliest, joinParts } from "./join.ts";
import { accountKey, cellKey } from "./keys.ts";
import { isMoreComplete, type Part } from "./ledgers.ts";
import { hasScannedAll } from "./scanned-regions.ts";
import { shardOfAll } from "./shards.ts";

interface Merged {
  readonly report: Report;
  /** What the reader should know about the parts; sentences. */
  readonly warnings: readonly string[];
}

/**
 * Joins the reports of shards, or of runs that each read what the others could not, into the report that one run
 * would have printed.
 *
 * @throws UserError when parts overlap, when a shard is missing, or when the parts used different catalogues.
 */
export function mergeReports(reports: readonly Part[]): Merged {
  const { distinct, warnings } = withoutCopies(reports);
  const parts = [...distinct].sort((a, b) => byMoment(a.report.finishedAt, b.report.finishedAt));
  const newest = parts.at(-1);
  if (!newest)
    throw new UserError("no report to merge", "Pass the parts: lambda-inventory merge part-*.json");
  const shard = shardOfAll(parts);
  const current = parts.filter((part) => !parts.some((other) => continues(other, part)));
  const named = distinct.filter((part) => current.includes(part));
  requireOneCatalogue(named);
  const head: ReportHead = {
    schemaVersion: newest.report.schemaVersion,
    tool: newest.report.tool,
    startedAt: earliest(parts.map(({ report }) => report.startedAt)),
    catalogue: newest.report.catalogue,
    ...(shard && { shard }),
  };
  const report = joinParts(head, current, { clash: rejectOverlap, replaces: hasScannedAll });
  return { report, warnings: [...warnings, ...differences(named)] };
}

/** Each report once, however often it was passed: by name, by a link, or as a copy. */
function withoutCopies(reports: readonly Part[]): { distinct: Part[]; warnings: string[] } {
  const distinct: Part[] = [];
  const warnings: string[] = [];
  for (const part of reports) {
    const first = distinct.find(({ report }) => isCopy(report, part.report));
    if (first) warnings.push(cleanText(`${part.path} is the same report as ${first.path} and counts once`));
    else distinct.push(part);
  }
  return { distinct, warnings };
}

function isCopy(a: Report, b: Report): boolean {
  return a.startedAt === b.startedAt && a.finishedAt === b.finishedAt && isDeepStrictEqual(a, b);
}

/**
 * Whether `part` went into `other`: a resumed run keeps the start time of the earlier report and what was read in it,
 * and has read as much or more of the rest.
 */
function continues(other: Part, part: Part): boolean {
  const [old, fresh] = [part.report, other.report];
  if (old.startedAt !== fresh.startedAt || byMoment(old.finishedAt, fresh.finishedAt) >= 0) return false;
  const accounts = new Set(fresh.accounts.map(accountKey));
  const cells = new Map(fresh.coverage.map((row) => [cellKey(row), row]));
  return (
    old.accounts.every((account) => accounts.has(accountKey(account))) &&
    old.coverage.every((row) => {
      const newer = cells.get(cellKey(row));
      if (!newer) return row.region === "";
      return isFinal(row) ? isSameRead(row, newer) : !isMoreComplete(row, newer);
    })
  );
}

/** Whether a resumed run keeps a row: it reads again what is missing, disabled regions and rows with a note. */
function isFinal(row: CoverageRow): boolean {
  return isRead(row.status) && row.status !== "disabled" && row.stage !== "enrich" && !hasNote(row);
}

function isSameRead(a: CoverageRow, b: CoverageRow): boolean {
  return a.status === b.status && a.functions === b.functions && a.durationMs === b.durationMs;
}

function rejectOverlap({ accountId, accountName, region }: CoverageRow, older: Part, newer: Part): never {
  const where = `account ${accountId || accountName}${region && ` in ${region}`}`;
  throw new UserError(
    cleanText(`${where} was read in both ${older.path} and ${newer.path}`),
    "merge joins parts that do not overlap. Omit one of the two, or compare them with diff.",
  );
}
