import type { FunctionRow, ReportTail } from "../model/report.ts";
import { DEPRECATED_STATUSES, RUNTIME_STATUSES, type RuntimeStatus } from "../model/runtime.ts";
import { type ColumnKey, column } from "./columns.ts";
import { ageText, daysText, isFinding, judgedOn, type RuntimeFinding, runtimeFindings } from "./deadlines.ts";
import { counted, GROUPINGS, groupRows } from "./groups.ts";
import { markdownCode, markdownTable, markdownText } from "./markdown-text.ts";
import { refusals } from "./refusals.ts";
import type { GroupBy, WriterContext } from "./writer.ts";

/** So many functions are listed; GitHub takes no summary beyond a mebibyte. */
const MOST_FINDINGS = 2000;
const MOST_OTHERS = 500;

/** A digest for pull requests, issues, wikis and job summaries: what matters first, then the lists. */
export function* renderMarkdown(
  context: WriterContext,
  rows: readonly FunctionRow[],
  tail: ReportTail,
): Iterable<string> {
  yield "# Lambda inventory\n\n";
  yield* summaryPart(context, tail);
  yield* firstPart(runtimeFindings(rows, judgedOn(context.head.catalogue)));
  const findings = rows.filter((row) => isFinding(row.runtimeStatus));
  const others = rows.filter((row) => !isFinding(row.runtimeStatus));
  if (findings.length > 0) {
    yield "\n## Findings\n";
    yield* listed(context, findings, MOST_FINDINGS);
  }
  if (others.length > 0) {
    yield `\n<details>\n<summary>Other functions (${others.length})</summary>\n`;
    yield* listed(context, others, MOST_OTHERS);
    yield "\n</details>\n";
  }
  yield* coveragePart(tail);
}

function* summaryPart({ head }: WriterContext, { summary, finishedAt }: ReportTail): Iterable<string> {
  const of = (status: RuntimeStatus) => summary.byStatus[status] ?? 0;
  const statuses = RUNTIME_STATUSES.filter((status) => of(status) > 0);
  const listed = statuses.reduce((sum, status) => sum + of(status), 0);
  const what = listed === summary.functions ? "function" : "function version";
  const deprecated = DEPRECATED_STATUSES.reduce((sum, status) => sum + of(status), 0);
  yield deprecated === 0
    ? "**Nothing runs on a deprecated runtime**"
    : `**${counted(deprecated, what)} on deprecated runtimes**`;
  if (of("update-blocked") > 0) yield ` (${of("update-blocked")} can no longer be updated)`;
  yield `, ${of("expiring")} more expiring soon, ${counted(listed, what)} in all.\n`;
  if (summary.notRead > 0) {
    yield `\n**Not complete: ${summary.notRead} of ${counted(summary.targets, "target")} could not be read**, see [coverage](#coverage).\n`;
  }
  const counts = statuses.map((status) => [status, String(of(status))]);
  if (counts.length > 0)
    yield* markdownTable(["Status", what === "function" ? "Functions" : "Versions"], counts, [1]);
  const { asOf, source } = head.catalogue;
  yield `\nScanned ${finishedAt.slice(0, 16).replace("T", " ")} UTC. Runtime dates as of ${markdownText(asOf)}, ${ageText(head.catalogue)}, from ${markdownCode(source)}.\n`;
}

function* firstPart(findings: readonly RuntimeFinding[]): Iterable<string> {
  if (findings.length === 0) return;
  yield "\n## What to do first\n";
  yield* markdownTable(
    ["Deadline", "What happens", "Runtime", "Status", "Functions", "Accounts", "Move to"],
    findings.map(({ deadline, runtime, status, functions, accounts, successor }) => [
      deadline === undefined ? "" : `${deadline.date}, ${daysText(deadline.days)}`,
      deadline?.name ?? "not in the catalogue",
      markdownCode(runtime),
      status,
      String(functions),
      String(accounts),
      successor === null ? "" : markdownCode(successor),
    ]),
    [4, 5],
  );
}

const COLUMNS: readonly ColumnKey[] = [
  "accountId",
  "accountName",
  "region",
  "functionName",
  "runtime",
  "runtimeStatus",
  "deprecationDate",
  "blockUpdateDate",
  "successor",
  "lastModified",
  "description",
];

/** Functions in tables under headings; by account, when nothing else was asked for. */
function* listed(context: WriterContext, rows: readonly FunctionRow[], most: number): Iterable<string> {
  const by: GroupBy = context.groupBy ?? "account";
  const needless: readonly ColumnKey[] = GROUPINGS[by].columns;
  const keys = context.columns ?? [
    ...COLUMNS.filter((key) => !needless.includes(key)),
    ...(context.extras ?? []),
  ];
  let room = most;
  for (const group of groupRows(rows, by)) {
    if (room <= 0) break;
    yield `\n### ${markdownText(group.title)} (${group.rows.length})\n`;
    yield* markdownTable(
      keys,
      group.rows.slice(0, room).map((row) => keys.map((key) => cell(key, row))),
      keys.flatMap((key, index) => (column(key).kind === "number" ? [index] : [])),
    );
    room -= group.rows.length;
  }
  const left = rows.length - most;
  if (left > 0) yield `\n${left} more are not listed here; TSV, JSON and HTML hold every one.\n`;
}

/** Names that people copy stand in code spans; what people wrote is text. */
const NAMES: ReadonlySet<ColumnKey> = new Set([
  "functionName",
  "functionArn",
  "runtime",
  "successor",
  "handler",
  "role",
]);

function cell(key: ColumnKey, row: FunctionRow): string {
  const { kind, text } = column(key);
  const raw = text(row);
  if (kind === "number" || raw === "") return raw;
  return NAMES.has(key) ? markdownCode(raw) : markdownText(raw);
}

function* coveragePart({ summary, coverage, accounts }: ReportTail): Iterable<string> {
  yield `\n## Coverage\n\n${summary.read} of ${counted(summary.targets, "target")} (account × region) read, in ${counted(summary.accounts, "account")}.\n`;
  if (summary.notRead > 0) {
    yield* markdownTable(
      ["Not read", "Status", "Code", "Where", "Message"],
      refusals(coverage).map(({ targets, status, code, places, message }) =>
        [String(targets), status, code, places, message].map(markdownText),
      ),
      [0],
    );
  }
  const skipped = accounts.filter(({ status }) => status === "skipped");
  if (skipped.length === 0) return;
  yield* markdownTable(
    ["Account left out", "Name", "Why"],
    skipped.map(({ accountId, accountName, message }) => [accountId, accountName, message].map(markdownText)),
  );
}
