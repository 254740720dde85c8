/**
 * This room has the nouns of the program as types, and small pure functions on them. It imports from no other room. A
 * report is the central one: what a scan, a merge and a saved file have in common.
 */
import type { AccountFacts } from "./account.ts";
import type { CoverageRow, CoverageStatus } from "./coverage.ts";
import type { FunctionRow } from "./row.ts";
import type { CatalogueInfo, RuntimeStatus } from "./runtime.ts";
import type { Action, DueEvent } from "./triage.ts";

export const SCHEMA_VERSION = 1;

export type { FunctionRow } from "./row.ts";

/** An account in a report. */
export interface ReportAccount extends AccountFacts {
  /** 12 digits; empty when unknown. */
  readonly accountId: string;
  readonly accountName: string;
  /** `aws`, `aws-cn`, …; empty for an account that was not accessed. */
  readonly partition: string;
  /** How it was accessed, e.g. `profile hub → arn:aws:iam::111122223333:role/LambdaInventoryReadOnly`. */
  readonly via: string;
  /** `ok`: every target was read; `incomplete`: some were not; `failed`: it could not be accessed; `skipped`. */
  readonly status: "ok" | "incomplete" | "failed" | "skipped";
  /** What went wrong, or why it was skipped; empty otherwise. */
  readonly message: string;
}

/** How an account is read of which only AWS Config is queried. */
export function viaAggregator(label: string, name: string): string {
  return `${label} → aggregator ${name}`;
}

/** Whether AWS Config was the only source (`--aggregator-only`). */
export function isFromConfig({ via }: Pick<ReportAccount, "via">): boolean {
  return / → aggregator [\w-]+$/.test(via);
}

/** The numbers of a report. */
export interface Summary {
  readonly accounts: number;
  /** Accounts × regions: those that were read and those that were not. */
  readonly targets: number;
  readonly read: number;
  readonly notRead: number;
  /** Functions in the report, each counted once however many versions are listed. Edge replicas count nowhere: their master does. */
  readonly functions: number;
  /** Rows by status and by runtime: with `--versions all` these count versions. */
  readonly byStatus: Readonly<Partial<Record<RuntimeStatus, number>>>;
  readonly byRuntime: Readonly<Record<string, number>>;
  /** Rows by owner; the key "" counts those without one. Absent in reports of versions before owners. */
  readonly byOwner?: Readonly<Record<string, number>>;
  readonly byAction?: Readonly<Partial<Record<Action, number>>>;
  /** Rows with an active waiver; `byStatus` counts them, too. */
  readonly waived?: number;
  /** Web Functions, already counted above. Absent when they were not asked for (`--with webFunctions`). */
  readonly webFunctions?: number;
  /** With `--with aliases` only: aliases that point to a version on a deprecated runtime. */
  readonly deprecatedAliases?: number;
  /** With `--aggregator` only. */
  readonly aggregator?: AggregatorCounts;
}

/** How what AWS Config knew differs from what Lambda listed, in functions. */
export interface AggregatorCounts {
  /** Those that Lambda did not list, because their target was not read or because they are gone. */
  readonly onlyConfig: number;
  readonly onlyLambda: number;
  /** Known to both, with different runtimes. */
  readonly otherRuntime: number;
  /** Targets for which AWS Config's data is incomplete, by the status that they would have with `--aggregator-only`. */
  readonly notCovered?: Readonly<Partial<Record<CoverageStatus, number>>>;
}

/** What comes before the rows of a report. */
export interface ReportHead {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly tool: { readonly name: string; readonly version: string };
  /** When the scan started: ISO 8601, UTC. */
  readonly startedAt: string;
  readonly catalogue: CatalogueInfo;
  /** Only in a report of `--shard`, so that `merge` can detect a missing part; 1-based. */
  readonly shard?: Shard;
}

/** One of `count` shards of the accounts. */
export interface Shard {
  /** From 1 to `count`. */
  readonly index: number;
  readonly count: number;
}

/** What comes after the rows of a report. */
export interface ReportTail {
  /** When the scan ended: ISO 8601, UTC. */
  readonly finishedAt: string;
  /** The ledger: a row for each account × region. */
  readonly coverage: readonly CoverageRow[];
  readonly accounts: readonly ReportAccount[];
  readonly summary: Summary;
}

/** What a run knows besides, for its messages and pages. The JSON report does not have it. */
export interface RunTail extends ReportTail {
  /** For the summary on stderr. */
  readonly deadlines?: readonly DueGroup[];
  /** What the filters looked at. */
  readonly looked?: Looked;
  /** With `--since`. */
  readonly change?: ReportChange;
  /** The same for each value of `--split-by`. */
  readonly changes?: ReadonlyMap<string, ReportChange>;
}

/** What of it is part of the report. */
export function reportTail({ finishedAt, coverage, accounts, summary }: RunTail): ReportTail {
  return { finishedAt, coverage, accounts, summary };
}

/** What the filters looked at before they kept anything. */
export interface Looked {
  readonly functions: number;
  readonly misspelt: readonly Misspelt[];
}

/** An option whose name matches nothing, and the same with a name that is similar: `--owner paymnets`, `--owner payments`. */
export interface Misspelt {
  readonly written: string;
  readonly meant: string;
}

/** How the functions on deprecated runtimes changed, counted over the targets that both reports read. */
export interface ReportChange {
  /** When the report that this one is compared with was started. */
  readonly since: string;
  readonly new: number;
  readonly fixed: number;
  readonly targetsLeftOut: number;
  /** Every report, oldest first; the last is this one. */
  readonly history: readonly HistoryPoint[];
}

export interface HistoryPoint {
  readonly startedAt: string;
  readonly deprecated: number;
  /** Targets that were not read. */
  readonly notRead: number;
}

/** The functions with something to do before the same date. */
export interface DueGroup {
  readonly date: string;
  readonly event: DueEvent;
  readonly functions: number;
  readonly accounts: number;
  /** The names with the most functions first. */
  readonly runtimes: readonly string[];
  readonly owners: readonly string[];
}

/** A scan and its functions, in the order of account, region, name and version. */
export interface Report extends ReportHead, ReportTail {
  readonly functions: readonly FunctionRow[];
}
