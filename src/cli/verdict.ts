import type { ReportHead, ReportTail, Summary } from "../model/report.ts";
import { DEPRECATED_STATUSES, type RuntimeStatus } from "../model/runtime.ts";
import { summaryText } from "../report/summary-text.ts";
import type { Messages } from "./messages.ts";
import type { ReportOptions } from "./options.ts";

/** What each word of `--fail-on` stands for. */
const FAIL_ON = {
  deprecated: DEPRECATED_STATUSES,
  expiring: ["expiring"],
  unknown: ["unknown"],
} as const satisfies Record<ReportOptions["failOn"][number], readonly RuntimeStatus[]>;

/** Whether the report holds what `--fail-on` names. */
export function foundIn(summary: Summary, failOn: ReportOptions["failOn"]): boolean {
  return failOn.some((word) => FAIL_ON[word].some((status) => (summary.byStatus[status] ?? 0) > 0));
}

/** The last words on stderr. */
export function printSummary(
  tail: ReportTail,
  { catalogue }: ReportHead,
  { within, color }: { readonly within?: number; readonly color: boolean },
  messages: Messages,
): void {
  messages.note(summaryText(tail, catalogue, { within, color }).trimEnd());
}
