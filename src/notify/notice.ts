/**
 * What a notice says: the report of a scan and, with `--since`, a comparison go in; the content of a notice, the same for
 * every channel, comes out. Waived functions are in no number of it but their own. slack.ts and webhook.ts turn it into messages, post.ts delivers them.
 */

import type { Difference } from "../compare/difference.ts";
import type { DiffPage } from "../compare/write/page.ts";
import { isCounted } from "../model/counted.ts";
import type { DueGroup, FunctionRow, ReportHead, ReportTail } from "../model/report.ts";
import { isDeprecated } from "../model/runtime.ts";
import { counted } from "../model/words.ts";
import {
  assessedOn,
  countFunctions,
  isFinding,
  type RuntimeFinding,
  runtimeFindings,
} from "../report/deadlines.ts";
import { dueGroups, foldPast, type Overdue } from "../report/due-groups.ts";
import { type Reason as NotReadReason, notReadReasons } from "../report/reasons.ts";

/** What changed since an earlier report. */
export interface ChangeSince {
  readonly difference: Difference;
  /** The same for people: one sentence, and notes on what could not be compared. */
  readonly page: Pick<DiffPage, "summary" | "notes">;
}

/** Why a notice is sent. */
type Reason = "deprecated" | "expiring" | "changed" | "incomplete";

/** The content of a notice, for every channel. Texts from AWS are raw. */
export interface Notice extends Pick<ReportHead, "tool" | "startedAt" | "catalogue">, ReportEnd {
  /** `12 functions on deprecated runtimes, 3 expiring, 1 waived, 2 of 34 targets not read` */
  readonly title: string;
  readonly reasons: readonly Reason[];
  /** A link to the full report. */
  readonly reportUrl: string | undefined;
  /** The coming dates of functions with something to do, the next one first. */
  readonly deadlines: readonly DueGroup[];
  /** What is past its last date. */
  readonly overdue: Overdue | undefined;
  /** Functions that need attention and have an active waiver. */
  readonly waived: number;
  /** The runtimes that need attention, by deadline. */
  readonly findings: readonly RuntimeFinding[];
  /** What was not read, by reason. */
  readonly notRead: readonly NotReadReason[];
  readonly change: ChangeSince | undefined;
}

type ReportEnd = Pick<ReportTail, "finishedAt" | "summary">;

interface NoticeContext {
  readonly change?: ChangeSince | undefined;
  readonly reportUrl?: string | undefined;
}

/** @param rows the rows of the report; only findings matter */
export function noticeOf(
  head: Pick<ReportHead, "tool" | "startedAt" | "catalogue">,
  { finishedAt, summary, coverage }: ReportTail,
  rows: readonly FunctionRow[],
  { change, reportUrl }: NoticeContext = {},
): Notice {
  const { tool, startedAt, catalogue } = head;
  const today = assessedOn(catalogue);
  const found = rows.filter((row) => isFinding(row.runtimeStatus) && isCounted(row));
  const open = found.filter(({ waivedUntil }) => waivedUntil === undefined);
  const counts = countsOf(found, open);
  const { coming, overdue } = foldPast(dueGroups(open), today);
  return {
    title: titleOf(summary, counts),
    reasons: reasonsOf(summary, counts, change),
    reportUrl,
    tool,
    startedAt,
    finishedAt,
    catalogue,
    summary,
    deadlines: coming,
    overdue,
    waived: counts.waived,
    findings: runtimeFindings(open, today),
    notRead: notReadReasons(coverage),
    change,
  };
}

/** Functions, however many of their versions are listed. */
interface Counts {
  readonly deprecated: number;
  readonly expiring: number;
  readonly waived: number;
}

function countsOf(found: readonly FunctionRow[], open: readonly FunctionRow[]): Counts {
  return {
    deprecated: countFunctions(open.filter(({ runtimeStatus }) => isDeprecated(runtimeStatus))),
    expiring: countFunctions(open.filter(({ runtimeStatus }) => runtimeStatus === "expiring")),
    waived: countFunctions(found.filter(({ waivedUntil }) => waivedUntil !== undefined)),
  };
}

function reasonsOf(
  summary: ReportTail["summary"],
  { deprecated, expiring }: Counts,
  change: ChangeSince | undefined,
): Reason[] {
  const is: Readonly<Record<Reason, boolean>> = {
    deprecated: deprecated > 0,
    expiring: expiring > 0,
    changed: change !== undefined && hasChanged(change.difference),
    incomplete: summary.notRead > 0,
  };
  return (Object.keys(is) as Reason[]).filter((reason) => is[reason]);
}

/** Moved dates are a change, even if no function changed. */
function hasChanged({ summary, movedDates }: Difference): boolean {
  const { unchanged, byStatus, waived, ...changes } = summary;
  return movedDates.length > 0 || Object.values(changes).some((count) => count > 0);
}

function titleOf(summary: ReportTail["summary"], { deprecated, expiring, waived }: Counts): string {
  const parts = [
    deprecated === 0
      ? "nothing runs on a deprecated runtime"
      : `${counted(deprecated, "function")} on deprecated runtimes`,
    ...(expiring > 0 ? [`${expiring} expiring`] : []),
    ...(waived > 0 ? [`${waived} waived`] : []),
    ...(summary.notRead > 0 ? [`${summary.notRead} of ${counted(summary.targets, "target")} not read`] : []),
  ];
  return `Lambda inventory: ${parts.join(", ")}`;
}
