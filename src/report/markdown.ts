/** `--format markdown`: all rows enter, a digest leaves that fits into a comment unless `--limit` is given. */
import type { FunctionRow, ReportTail } from "../model/report.ts";
import { DEPRECATED_STATUSES, RUNTIME_STATUSES, type RuntimeStatus } from "../model/runtime.ts";
import { type ColumnKey, column } from "./columns.ts";
import {
  ageText,
  assessedOn,
  daysText,
  isFinding,
  type RuntimeFinding,
  runtimeFindings,
} from "./deadlines.ts";
import type { WriterContext } from "./format.ts";
import { counted, GROUPINGS, type GroupBy, groupRows } from "./groups.ts";
import { countedRows } from "./limit.ts";
import { coveragePart } from "./markdown-coverage.ts";
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
    ...firstPart(runtimeFindings(rows, assessedOn(context.head.catalogue))),
  ].join("");
  const rest = COMMENT_LENGTH - head.length;
  const coverage = coveragePart(tail, unlimited ? Infinity : rest * COVERAGE_SHARE);
  yield head;
  yield* functionLists(context, rows, unlimited ? Infinity : rest - coverage.length);
  yield coverage;
}

/** How much of the room the list of what was not read may take from the functions. */
const COVERAGE_SHARE = 2 / 3;

/** The findings, then the other functions, as many as there is room for. */
function* functionLists(
  context: WriterContext,
  rows: readonly FunctionRow[],
  characters: number,
): Iterable<string> {
  const room: Room = { functions: context.limit || Infinity, characters: characters - LEFT_OUT_LENGTH };
  const findings = rows.filter((row) => isFinding(row.runtimeStatus));
  const others = rows.filter((row) => !isFinding(row.runtimeStatus));
  let left = 0;
  if (findings.length > 0) {
    yield "\n## Findings\n";
    left += yield* listed(context, findings, room);
  }
  if (room.functions <= 0) left += others.length;
  else if (others.length > 0) {
    yield `\n<details>\n<summary>Other functions (${others.length})</summary>\n`;
    left += yield* listed(context, others, room);
    yield "\n</details>\n";
  }
  if (left > 0) yield leftOutPart(left, rows, context.limit);
}

/** Characters that the headings and the note of what was left out take. */
const LEFT_OUT_LENGTH = 300;

function leftOutPart(left: number, rows: readonly FunctionRow[], limit: number | undefined): string {
  const why =
    limit === undefined ? "as many as fit into a comment; `--limit 0` lists all" : `\`--limit ${limit}\``;
  return `\n**${countedRows(left, rows)} of ${rows.length} not listed** (${why}).\n`;
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

/** What may still be listed. */
interface Room {
  functions: number;
  characters: number;
}

/**
 * Functions in tables under headings; by account, when nothing else was asked for.
 * @returns how many were left out
 */
function* listed(
  context: WriterContext,
  rows: readonly FunctionRow[],
  room: Room,
): Generator<string, number, undefined> {
  const by: GroupBy = context.groupBy ?? "account";
  const needless: readonly ColumnKey[] = GROUPINGS[by].columns;
  const keys = context.columns ?? [
    ...COLUMNS.filter((key) => !needless.includes(key)),
    ...(context.extras ?? []),
  ];
  const right = keys.flatMap((key, index) => (column(key).kind === "number" ? [index] : []));
  let left = 0;
  for (const group of groupRows(rows, by)) {
    const heading = `\n### ${markdownText(group.title)} (${group.rows.length})\n`;
    const listable = group.rows.slice(0, room.functions);
    const shown = takeLines(markdownTable(keys, cellsOf(keys, listable), right), heading.length, room);
    if (shown.length > 0) yield heading;
    yield* shown;
    left += group.rows.length - Math.max(0, shown.length - 1);
  }
  return left;
}

function* cellsOf(keys: readonly ColumnKey[], rows: readonly FunctionRow[]): Iterable<readonly string[]> {
  for (const row of rows) yield keys.map((key) => cell(key, row));
}

/** The head of a table and as many lines as fit; nothing if none does. */
function takeLines(table: Iterable<string>, heading: number, room: Room): readonly string[] {
  const shown: string[] = [];
  let used = heading;
  for (const line of table) {
    used += line.length;
    if (used > room.characters) {
      // Nothing is listed after the first function that does not fit.
      room.functions = 0;
      return shown.length > 1 ? shown : [];
    }
    shown.push(line);
  }
  if (shown.length < 2) return [];
  room.functions -= shown.length - 1;
  room.characters -= used;
  return shown;
}

/** Names that people copy are in code spans; text that people wrote is text. */
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
