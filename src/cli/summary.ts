import type { ReportHead, ReportTail, Summary } from "../model/report.ts";
import { DEPRECATED_STATUSES, type RuntimeStatus } from "../model/runtime.ts";
import { type SummaryStyle, scanSummary } from "../report/summary-text.ts";
import type { Messages } from "./messages.ts";
import type { ReportOptions } from "./options/report.ts";
import type { Terminal } from "./terminal.ts";

/** The statuses that each word of `--fail-on` means. */
const FAIL_ON = {
  deprecated: DEPRECATED_STATUSES,
  expiring: ["expiring"],
  unknown: ["unknown"],
} as const satisfies Record<ReportOptions["failOn"][number], readonly RuntimeStatus[]>;

/** Whether the report contains a status that `--fail-on` lists. */
export function foundIn(summary: Summary, failOn: ReportOptions["failOn"]): boolean {
  return failOn.some((word) => FAIL_ON[word].some((status) => (summary.byStatus[status] ?? 0) > 0));
}

/** Prints the summary, the last text on stderr. */
export function printSummary(
  tail: ReportTail,
  { catalogue }: ReportHead,
  options: Pick<SummaryStyle, "within" | "limit">,
  { stderrColor, stderrWidth }: Terminal,
  messages: Messages,
): void {
  const { within, limit } = options;
  const style = { within, limit, width: stderrWidth, color: stderrColor };
  messages.painted(scanSummary(tail, catalogue, style).trimEnd());
}
