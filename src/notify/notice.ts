/**
 * What a notice says: the report of a scan and, with `--since`, a comparison go in; the content of a notice, the same for
 * every channel, comes out. slack.ts and webhook.ts turn it into messages, post.ts delivers them.
 */
import type { Difference } from "../compare/difference.ts";
import type { Page } from "../compare/write/page.ts";
import type { FunctionRow, ReportHead, ReportTail } from "../model/report.ts";
import { DEPRECATED_STATUSES, type RuntimeStatus } from "../model/runtime.ts";
import { assessedOn, type RuntimeFinding, runtimeFindings } from "../report/deadlines.ts";
import { counted } from "../report/groups.ts";
import { type Reason as NotReadReason, notReadReasons } from "../report/reasons.ts";

/** What changed since an earlier report. */
export interface ChangeSince {
  readonly difference: Difference;
  /** The same for people: one sentence, and notes on what could not be compared. */
  readonly page: Pick<Page, "summary" | "notes">;
}

/** Why a notice is sent. */
export type Reason = "deprecated" | "expiring" | "changed" | "incomplete";

/** The content of a notice, for every channel. Texts from AWS are raw. */
export interface Notice extends Pick<ReportHead, "tool" | "startedAt" | "catalogue">, ReportEnd {
  /** `12 functions on deprecated runtimes, 3 expiring, 2 of 34 targets not read` */
  readonly title: string;
  readonly reasons: readonly Reason[];
  /** The runtimes that need attention, by deadline. */
  readonly findings: readonly RuntimeFinding[];
  /** What was not read, by reason. */
  readonly notRead: readonly NotReadReason[];
  readonly change: ChangeSince | undefined;
}

type ReportEnd = Pick<ReportTail, "finishedAt" | "summary">;

/** @param rows the rows of the report; only findings matter */
export function noticeOf(
  head: Pick<ReportHead, "tool" | "startedAt" | "catalogue">,
  { finishedAt, summary, coverage }: ReportTail,
  rows: readonly FunctionRow[],
  change: ChangeSince | undefined,
): Notice {
  const { tool, startedAt, catalogue } = head;
  const reasons = reasonsOf(summary, change);
  return {
    title: titleOf(summary),
    reasons,
    tool,
    startedAt,
    finishedAt,
    catalogue,
    summary,
    findings: runtimeFindings(rows, assessedOn(catalogue)),
    notRead: notReadReasons(coverage),
    change,
  };
}

function reasonsOf(summary: ReportTail["summary"], change: ChangeSince | undefined): Reason[] {
  const is: Readonly<Record<Reason, boolean>> = {
    deprecated: deprecatedIn(summary) > 0,
    expiring: (summary.byStatus.expiring ?? 0) > 0,
    changed: change !== undefined && hasChanged(change.difference),
    incomplete: summary.notRead > 0,
  };
  return (Object.keys(is) as Reason[]).filter((reason) => is[reason]);
}

/** Moved dates are a change, even if no function changed. */
function hasChanged({ summary, movedDates }: Difference): boolean {
  const { unchanged, byStatus, ...changes } = summary;
  return movedDates.length > 0 || Object.values(changes).some((count) => count > 0);
}

function deprecatedIn({ byStatus }: ReportTail["summary"]): number {
  return DEPRECATED_STATUSES.reduce((sum, status: RuntimeStatus) => sum + (byStatus[status] ?? 0), 0);
}

function titleOf(summary: ReportTail["summary"]): string {
  const deprecated = deprecatedIn(summary);
  const expiring = summary.byStatus.expiring ?? 0;
  const parts = [
    deprecated === 0
      ? "nothing runs on a deprecated runtime"
      : `${counted(deprecated, "function")} on deprecated runtimes`,
    ...(expiring > 0 ? [`${expiring} expiring`] : []),
    ...(summary.notRead > 0 ? [`${summary.notRead} of ${counted(summary.targets, "target")} not read`] : []),
  ];
  return `Lambda inventory: ${parts.join(", ")}`;
}
