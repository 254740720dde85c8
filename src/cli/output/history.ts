import type { ReportHead } from "../../model/report.ts";
import type { RowFilter } from "../../report/filter.ts";
import type { SplitBy } from "../../report/split.ts";
import type { Io } from "../io.ts";
import type { Messages } from "../messages.ts";
import type { TargetFilter } from "../saved.ts";
import type { Earlier } from "./comparison.ts";
import type { ReportSink } from "./sink.ts";

interface HistoryOptions extends Partial<RowFilter>, TargetFilter {
  readonly since?: string | undefined;
  readonly format: string;
  readonly splitBy?: SplitBy | undefined;
}

/** The reports that `--since` names, where the format shows them. What reads and compares them is loaded only then. */
export async function readHistory(
  { since, format, ...choice }: HistoryOptions,
  io: Io,
  messages: Messages,
): Promise<Earlier | undefined> {
  if (since === undefined || format !== "html") return undefined;
  const { readEarlier } = await import("./comparison.ts");
  return readEarlier(since, choice, io, messages);
}

/** The sink, which also compares with earlier reports where there are any. */
export async function comparing(
  open: () => Promise<ReportSink>,
  head: ReportHead,
  earlier: Earlier | undefined,
): Promise<ReportSink> {
  if (earlier === undefined) return open();
  const { comparedWith } = await import("./comparison.ts");
  return comparedWith(earlier, open, head);
}
