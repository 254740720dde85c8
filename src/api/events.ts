import type { CoverageRow } from "../model/coverage.ts";
import type { FunctionRow, ReportHead, ReportTail } from "../model/report.ts";

/**
 * What a scan yields: `start` first, a `target` for each account × region in the order of the report, `end` last.
 * Put together they are a `Report`: the head, the functions of all targets, the tail.
 */
export type ScanEvent = StartEvent | TargetEvent | EndEvent;

/** The accounts are known and the reading begins. */
export interface StartEvent {
  readonly kind: "start";
  readonly head: ReportHead;
}

/** One account × region is done; an account that could not be entered has one target, whose region is empty. */
export interface TargetEvent {
  readonly kind: "target";
  /** What became of it. A `status` for which `isRead` is false: something is missing here. */
  readonly coverage: CoverageRow;
  /** The functions that the filters let through, judged; in the order of the report. */
  readonly functions: readonly FunctionRow[];
}

/** Everything is done: the ledger, the accounts, the summary. */
export interface EndEvent {
  readonly kind: "end";
  readonly tail: ReportTail;
}
