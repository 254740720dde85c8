/** `--format markdown`: all rows enter, a digest leaves that fits into a comment unless `--limit` is given. */
import { functionsRead } from "../model/coverage.ts";
import type { FunctionRow, ReportTail } from "../model/report.ts";
import { DEPRECATED_STATUSES, RUNTIME_STATUSES, type RuntimeStatus } from "../model/runtime.ts";
import { counted } from "../model/words.ts";
import { ageText, assessedOn, comingFindings, type RuntimeFinding, runtimeFindings } from "./deadlines.ts";
import { dueGroups, foldPast, overdueText } from "./due-groups.ts";
import { deadlineText, FIRST_COLUMNS } from "./first-columns.ts";
import type { WriterContext } from "./format.ts";
import { coverageMarkdown } from "./markdown-coverage.ts";
import { functionLists } from "./markdown-functions.ts";
import { markdownCode, markdownTable, markdownText } from "./markdown-text.ts";

/** Characters that a report may have by default: a comment on GitHub holds 65,536. */
const COMMENT_LENGTH = 60_000;

/** A digest for pull requests, issues, wikis and job summaries: what matters first, then the lists. */
export function* renderMarkdown(
  context: WriterContext,
  rows: readonly FunctionRow[],
  tail: ReportTail,
): Iterable<string> {
  const unlimited = context.limit !== undefined;
  const head = [
    "# Lambda inventory\n\n",
    ...summaryPart(context, tail),
    ...firstPart(rows, assessedOn(context.head.catalogue)),
  ].join("");
  const rest = COMMENT_LENGTH - head.length;
  const coverage = coverageMarkdown(tail, unlimited ? Infinity : rest * COVERAGE_SHARE);
  yield head;
  yield* functionLists(context, rows, unlimited ? Infinity : rest - coverage.length);
  yield coverage;
}

/** How much of the room the list of what was not read may take from the functions. */
const COVERAGE_SHARE = 2 / 3;

function* summaryPart(
  { head }: WriterContext,
  { summary, coverage, finishedAt }: ReportTail,
): Iterable<string> {
  const of = (status: RuntimeStatus) => summary.byStatus[status] ?? 0;
  const statuses = RUNTIME_STATUSES.filter((status) => of(status) > 0);
  const listed = statuses.reduce((sum, status) => sum + of(status), 0);
  const what = listed === summary.functions ? "function" : "function version";
  const deprecated = DEPRECATED_STATUSES.reduce((sum, status) => sum + of(status), 0);
  const read = functionsRead(coverage);
  if (listed === 0 && read > 0) {
    yield `**No function matches the filters of this report** (${counted(read, "function")} read).`;
  } else {
    yield deprecated === 0
      ? "**Nothing runs on a deprecated runtime**"
      : `**${counted(deprecated, what)} on deprecated runtimes**`;
    if (of("update-blocked") > 0) yield ` (${of("update-blocked")} can no longer be updated)`;
    yield `, ${of("expiring")} more expiring soon, ${counted(listed, what)} in all.`;
  }
  yield summary.waived ? ` ${summary.waived} of them waived.\n` : "\n";
  if (summary.notRead > 0) {
    yield `\n**Not complete: ${summary.notRead} of ${counted(summary.targets, "target")} could not be read**, see [coverage](#coverage).\n`;
  }
  const counts = statuses.map((status) => [status, String(of(status))]);
  if (counts.length > 0)
    yield* markdownTable(["Status", what === "function" ? "Functions" : "Versions"], counts, [1]);
  const { asOf, source } = head.catalogue;
  yield `\nScanned ${finishedAt.slice(0, 16).replace("T", " ")} UTC. Runtime dates as of ${markdownText(asOf)}, ${ageText(head.catalogue)}, from ${markdownCode(source)}.\n`;
}

/** What is to be done by a coming date, and in one line what is past its last date. */
function* firstPart(rows: readonly FunctionRow[], today: string): Iterable<string> {
  const findings = runtimeFindings(rows, today);
  if (findings.length === 0) return;
  yield "\n## What to do first\n";
  const coming = comingFindings(findings);
  if (coming.length > 0) yield* markdownTable(FIRST_HEADINGS, coming.map(firstCells), FIRST_NUMBERS);
  const { overdue } = foldPast(dueGroups(rows), today);
  if (overdue) yield `\n**Overdue:** ${markdownText(overdueText(overdue))}.\n`;
}

const READ_COLUMNS = FIRST_COLUMNS.filter(({ inSheets }) => !inSheets);
const FIRST_HEADINGS = READ_COLUMNS.map(({ heading }) => heading);
const FIRST_NUMBERS = READ_COLUMNS.flatMap(({ kind }, index) => (kind === "number" ? [index] : []));

function firstCells(found: RuntimeFinding): readonly string[] {
  return READ_COLUMNS.map(({ kind, finding }) => {
    if (kind === "day") return deadlineText(found);
    const text = String(finding(found) ?? "");
    if (kind === "text") return markdownText(text);
    return kind === "name" && text !== "" ? markdownCode(text) : text;
  });
}
