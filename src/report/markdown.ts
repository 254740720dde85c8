import type { FunctionRow, ReportTail } from "../model/report.ts";
import type { WriterContext } from "./writer.ts";

export function* renderMarkdown(
  _: WriterContext,
  rows: readonly FunctionRow[],
  tail: ReportTail,
): Iterable<string> {
  yield `# Lambda inventory\n\n${rows.length} functions, ${tail.summary.notRead} targets not read\n`;
}
