import { isCounted } from "../model/counted.ts";
import type { DueGroup, FunctionRow, Report, ReportHead, RunTail } from "../model/report.ts";
import { DEPRECATED_STATUSES, type RuntimeStatus } from "../model/runtime.ts";
import { assessedOn } from "../report/deadlines.ts";
import { dueGroups } from "../report/due-groups.ts";
import { type SummaryStyle, scanSummary } from "../report/summary-text.ts";
import type { Messages } from "./messages.ts";
import type { OutputOptions } from "./options/report.ts";
import type { RowSink } from "./scan/inventory.ts";
import type { Terminal } from "./terminal.ts";

/** The statuses that each word of `--fail-on` means. */
const FAIL_ON = {
  deprecated: DEPRECATED_STATUSES,
  expiring: ["expiring"],
  unknown: ["unknown"],
} as const satisfies Record<OutputOptions["failOn"][number], readonly RuntimeStatus[]>;

/** Whether a row that counts has a status that `--fail-on` lists, and no waiver. */
export function foundIn(rows: readonly FunctionRow[], failOn: OutputOptions["failOn"]): boolean {
  if (failOn.length === 0) return false;
  const statuses = new Set<RuntimeStatus>(failOn.flatMap((word) => FAIL_ON[word]));
  return rows.some(
    (row) => statuses.has(row.runtimeStatus) && row.waivedUntil === undefined && isCounted(row),
  );
}

/** The sink, and whether `--fail-on` matches one of the rows that have passed. */
export function watching(
  sink: RowSink,
  failOn: OutputOptions["failOn"],
): { readonly sink: RowSink; found(): boolean } {
  let found = false;
  return {
    found: () => found,
    sink: {
      get closed() {
        return sink.closed;
      },
      async rows(rows) {
        found ||= foundIn(rows, failOn);
        await sink.rows(rows);
      },
    },
  };
}

/** Prints the summary, the last text on stderr. */
export async function printSummary(
  report: RunTail & Pick<ReportHead, "catalogue"> & Partial<Pick<Report, "functions">>,
  options: Pick<SummaryStyle, "within" | "limit">,
  terminal: Terminal,
  messages: Messages,
): Promise<void> {
  if (messages.quiet) return;
  const { within, limit } = options;
  const { catalogue, functions = [], deadlines: groups = dueGroups(functions) } = report;
  const deadlines = await linesOf(groups, assessedOn(catalogue), terminal);
  const style = {
    within,
    limit,
    missesWeb: true,
    deadlines,
    width: terminal.stderrWidth,
    color: terminal.stderrColor,
  };
  messages.painted(scanSummary(report, catalogue, style).trimEnd());
}

/** The library that draws tables is loaded only where there is something to draw. */
async function linesOf(
  groups: readonly DueGroup[],
  today: string,
  terminal: Terminal,
): Promise<readonly string[]> {
  if (groups.length === 0) return [];
  const { deadlineLines } = await import("./summary/deadlines.ts");
  return deadlineLines(groups, today, terminal);
}
