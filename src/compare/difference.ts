import type { CoverageRow } from "../model/coverage.ts";
import type { FunctionRow } from "../model/report.ts";
import type { CatalogueInfo, RuntimeStatus } from "../model/runtime.ts";

/** The runtime of a function in one of the reports. */
export type RuntimeState = Pick<
  FunctionRow,
  | "runtime"
  | "runtimeStatus"
  | "deprecationDate"
  | "blockCreateDate"
  | "blockUpdateDate"
  | "daysLeft"
  | "successor"
>;

/** A function that differs between the reports, or is in one of them only. */
export interface Change
  extends Pick<
    FunctionRow,
    "accountId" | "accountName" | "region" | "functionName" | "version" | "functionArn" | "lastModified"
  > {
  readonly old: RuntimeState | null;
  readonly new: RuntimeState | null;
  /**
   * Why: for a status that changed, `runtime` (the function moved to another), `catalogue` (the dates moved) or `time`
   * (a date passed); for a function that one report does not cover, `not read`, `filtered` or `not in the report`.
   */
  readonly cause: Cause | null;
}

export type Cause = "runtime" | "catalogue" | "time" | "not read" | "filtered" | "not in the report";

/** Kinds of change, most urgent first; a function may be in several (moved, and thereby fixed). */
export const CHANGES = {
  newlyDeprecated: "Newly deprecated",
  newlyBlocked: "Newly blocked",
  newlyExpiring: "Newly expiring",
  newlyFixed: "Newly fixed",
  moved: "Moved to another runtime",
  new: "New",
  gone: "Gone",
  newlyVisible: "Not covered by the older report",
  unread: "Not covered by the newer report",
} as const;
export type ChangeKind = keyof typeof CHANGES;

/** An account × region that one of the reports read and the other did not. */
export interface CellChange {
  readonly accountId: string;
  readonly accountName: string;
  readonly region: string;
  /** Functions that were read in it. */
  readonly functions: number;
  /** Its status in the report that did not read it; `absent`: it is not in that report. */
  readonly status: CoverageRow["status"] | "absent";
  readonly message: string;
}

/** A date of a runtime that AWS moved, as functions of both reports show it. */
export interface MovedDate {
  readonly runtime: string;
  readonly date: "deprecationDate" | "blockCreateDate" | "blockUpdateDate";
  readonly old: string | null;
  readonly new: string | null;
  /** Functions of the newer report on that runtime. */
  readonly functions: number;
}

/** One of the two reports. */
export interface Side {
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly catalogue: CatalogueInfo;
  readonly functions: number;
  readonly read: number;
  readonly notRead: number;
  readonly filtered: boolean;
  readonly versions: "latest" | "all";
}

/** What is in one report only. */
export interface OneSided {
  readonly onlyOld: readonly string[];
  readonly onlyNew: readonly string[];
}

/** A number in each of the reports. */
interface Both {
  readonly old: number;
  readonly new: number;
}

/** Functions compared. */
export interface Totals {
  /** Statuses that neither report has are absent. */
  readonly byStatus: Readonly<Partial<Record<RuntimeStatus, Both>>>;
  /** Functions with a waiver, which the statuses count as well. */
  readonly waived: Both;
}

export interface Difference {
  readonly schemaVersion: 1;
  readonly old: Side;
  readonly new: Side;
  readonly scope: { readonly accounts: OneSided; readonly regions: OneSided };
  readonly summary: Readonly<Record<ChangeKind, number>> & { readonly unchanged: number } & Totals;
  readonly functions: Readonly<Record<ChangeKind, readonly Change[]>>;
  readonly cells: { readonly notReadNow: readonly CellChange[]; readonly notReadThen: readonly CellChange[] };
  readonly movedDates: readonly MovedDate[];
}
