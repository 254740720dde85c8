/**
 * This room has the nouns of the program as types, and small pure functions on them. It imports from no other room. A
 * report is the central one: what a scan, a merge and a saved file have in common.
 */
import type { AccountFacts } from "./account.ts";
import type { CoverageRow } from "./coverage.ts";
import type { FunctionKind, RareSettings } from "./function.ts";
import type { CatalogueInfo, RuntimeStatus } from "./runtime.ts";
import type { Action, DueEvent } from "./triage.ts";

export const SCHEMA_VERSION = 1;

/** An alias in a report: the version it points to, and its runtime's status. */
export interface ReportAlias {
  readonly name: string;
  readonly functionVersion: string;
  readonly runtime: string | null;
  readonly runtimeStatus: RuntimeStatus;
}

/** One function (or version) as a scan reads it, with the assessment of its runtime. */
export interface AssessedRow extends RareSettings {
  readonly accountId: string;
  readonly accountName: string;
  readonly region: string;
  readonly functionName: string;
  readonly version: string;
  readonly runtime: string | null;
  readonly runtimeStatus: RuntimeStatus;
  readonly deprecationDate: string | null;
  readonly blockCreateDate: string | null;
  readonly blockUpdateDate: string | null;
  readonly daysLeft: number | null;
  readonly successor: string | null;
  readonly packageType: string;
  readonly architectures: readonly string[];
  readonly memorySize: number | null;
  readonly timeout: number | null;
  readonly codeSize: number | null;
  readonly lastModified: string;
  readonly description: string;
  readonly handler: string;
  readonly role: string;
  readonly layers: readonly string[];
  readonly functionArn: string;
  /** null: not requested, or not readable (the ledger says which). */
  readonly tags: Readonly<Record<string, string>> | null;
  readonly lastInvoked: string | null;
  readonly aliases: readonly ReportAlias[] | null;
  /** Over 30 days; absent where unknown, and in the rows of published versions. */
  readonly invocations?: number;
  readonly kind: FunctionKind;
}

/** The owner of a function and what to do about it. Optional keys are absent when they have no value. */
export interface TriageKeys {
  readonly owner: string | null;
  /** `owners-file`, `tag:KEY`, `account-tag:KEY`, `account-email`; null without an owner. */
  readonly ownerSource: string | null;
  readonly contact?: string;
  readonly repository?: string;
  /** CloudFormation stack name and logical id, from tags. */
  readonly stack?: string;
  readonly logicalId?: string;
  /** The tool that deployed it, from tags; absent proves nothing. */
  readonly origin?: string;
  /** Who owns its code when it is not the team: an id of the recogniser data. */
  readonly managedBy: string | null;
  readonly managedByReason?: string;
  readonly action: Action;
  /** One sentence for a person, without the final period; absent when the action is `none`. */
  readonly remedy?: string;
  /** The next of the runtime's three dates; when none lies ahead, the last one passed. */
  readonly dueDate: string | null;
  readonly dueEvent: DueEvent | null;
  /** A waiver in force: its last day, and the reason. */
  readonly waivedUntil?: string;
  readonly waiverReason?: string;
}

/** One function (or version) in a report. The keys are the JSON keys, TSV headers and `--columns` names. */
export interface FunctionRow extends AssessedRow, TriageKeys {}

export interface ReportAccount extends AccountFacts {
  readonly accountId: string;
  readonly accountName: string;
  readonly partition: string;
  /** How it was accessed, e.g. `profile hub → arn:aws:iam::111122223333:role/LambdaInventoryReadOnly`. */
  readonly via: string;
  /** `ok`: every target was read; `incomplete`: some were not; `failed`: it could not be accessed; `skipped`. */
  readonly status: "ok" | "incomplete" | "failed" | "skipped";
  readonly message: string;
}

export interface Summary {
  readonly accounts: number;
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
  /** Rows with a waiver in force; `byStatus` counts them, too. */
  readonly waived?: number;
  /** With `--with aliases` only: aliases that point to a version on a deprecated runtime. */
  readonly deprecatedAliases?: number;
}

/** What comes before the rows of a report. */
export interface ReportHead {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly tool: { readonly name: string; readonly version: string };
  readonly startedAt: string;
  readonly catalogue: CatalogueInfo;
  /** Only in a report of `--shard`, so that `merge` can detect a missing part; 1-based. */
  readonly shard?: Shard;
}

/** One of `count` shards of the accounts. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** What comes after the rows of a report. */
export interface ReportTail {
  readonly finishedAt: string;
  readonly coverage: readonly CoverageRow[];
  readonly accounts: readonly ReportAccount[];
  readonly summary: Summary;
  /** Of a fresh scan: what its summary on stderr shows. No format prints it. */
  readonly deadlines?: readonly DueGroup[];
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

export interface Report extends ReportHead, ReportTail {
  readonly functions: readonly FunctionRow[];
}
