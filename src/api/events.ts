import type { CoverageRow } from "../model/coverage.ts";
import type { FunctionRow, ReportHead, ReportTail } from "../model/report.ts";

/**
 * What a scan yields: `start` first, a `target` for each account × region in the order of the report, `end` last.
 * Together they are a `Report`: the head, the functions of all targets, the tail.
 */
export type ScanEvent = StartEvent | TargetEvent | EndEvent;

/** The accounts are known; reading begins. */
export interface StartEvent {
  readonly kind: "start";
  readonly head: ReportHead;
}

/** One account × region is done. An account that could not be accessed has one target, with an empty region. */
export interface TargetEvent {
  readonly kind: "target";
  /** Its row of the ledger. If `isRead(status)` is false, something is missing here. */
  readonly coverage: CoverageRow;
  /** Assessed and filtered, in the order of the report. */
  readonly functions: readonly FunctionRow[];
}

/** The scan is complete: the ledger, the accounts, the summary. */
export interface EndEvent {
  readonly kind: "end";
  readonly tail: ReportTail;
}
