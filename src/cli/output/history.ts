import type { ReportHead } from "../../model/report.ts";
import type { RowFilter } from "../../report/filter.ts";
import type { SplitBy } from "../../report/split.ts";
import type { Io } from "../io.ts";
import type { TargetFilter } from "../saved.ts";
import type { ReportSink } from "./sink.ts";

export interface HistoryOptions extends Partial<RowFilter>, TargetFilter {
  readonly since?: string | undefined;
  readonly format: string;
  readonly splitBy?: SplitBy | undefined;
}

/** The sink, which also compares where `--since` is given and the format shows it. What compares is loaded only then. */
export async function comparing(
  open: () => Promise<ReportSink>,
  head: ReportHead,
  { since, format, ...choice }: HistoryOptions,
  io: Io,
): Promise<ReportSink> {
  if (since === undefined || format !== "html") return open();
  const { comparedWith } = await import("./comparison.ts");
  return comparedWith(since, open, head, choice, io);
}
