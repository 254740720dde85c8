import type { Cell, CellValue, MergeRange, WriteSheet } from "hucre/xlsx";
import { type CoverageRow, isRead } from "../../model/coverage.ts";
import { groupedBy } from "../../model/maps.ts";
import type { FunctionRow, ReportHead, ReportTail } from "../../model/report.ts";
import type { RuntimeStatus } from "../../model/runtime.ts";
import { counted } from "../../model/words.ts";
import { assessedOn, comingFindings, runtimeFindings } from "../deadlines.ts";
import { dueGroups, foldPast } from "../due-groups.ts";
import { FIRST_COLUMNS, type FirstColumn } from "../first-columns.ts";
import { dateCell, textCell } from "./cells.ts";
import { coverageStyle, HEADING, statusStyle, TITLE } from "./styles.ts";

/** A row of the sheet, and how its cells look where that is not the default. */
interface Line {
  readonly cells: readonly CellValue[];
  readonly styles?: readonly (Partial<Cell> | undefined)[];
  /** A long text in its last cell goes on to the end of the sheet, and over several lines. */
  readonly long?: true;
}

/** What to do first, most urgent first, and everything that was not read. */
export function firstSheet(head: ReportHead, rows: readonly FunctionRow[], tail: ReportTail): WriteSheet {
  const lines: readonly Line[] = [
    ...titleLines(head, tail),
    ...findingLines(rows, assessedOn(head.catalogue)),
    { cells: [] },
    ...notReadLines(tail.coverage),
  ];
  const cells = new Map<string, Partial<Cell>>();
  for (const [row, { styles = [] }] of lines.entries())
    for (const [at, style] of styles.entries()) if (style) cells.set(`${row},${at}`, style);
  const long = lines.flatMap((line, row) => (line.long ? [{ line, row }] : []));
  return {
    name: "What to do first",
    columns: WIDTHS.map((width) => ({ width })),
    rows: lines.map((line) => [...line.cells]),
    cells,
    merges: long.map(({ line, row }) => mergedAt(row, line.cells.length - 1)),
    rowDefs: new Map(long.map(({ line, row }) => [row, { height: heightOf(line) }])),
    pageSetup: { orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
}

const WIDTHS = [14, 26, 16, 20, 16, 12, 12, 20, 30, 60];
const LAST = WIDTHS.length - 1;
const LINE_HEIGHT = 15;

function mergedAt(row: number, from: number): MergeRange {
  return { startRow: row, endRow: row, startCol: from, endCol: LAST };
}

/** Points that the long text of a line takes. */
function heightOf({ cells }: Line): number {
  const width = WIDTHS.slice(cells.length - 1).reduce((sum, one) => sum + one, 0);
  return LINE_HEIGHT * Math.min(20, Math.ceil(String(cells.at(-1)).length / width) || 1);
}

const NOT_READ_HEADINGS = ["Not read", "Code", "Account", "Account name", "Region", "Reason and what to do"];
const DAY: Partial<Cell> = { style: { numFmt: "yyyy-mm-dd", alignment: { horizontal: "left" } } };
const RIGHT: Partial<Cell> = { style: { alignment: { horizontal: "right", indent: 1 } } };
const STYLES: Partial<Record<FirstColumn["kind"], Partial<Cell>>> = { day: DAY, number: RIGHT };
const TOP = { vertical: "top" } as const;
const ABOVE: Partial<Cell> = { style: { alignment: TOP } };
const ID: Partial<Cell> = { style: { numFmt: "@", alignment: TOP } };
const WRAPPED: Partial<Cell> = { style: { alignment: { ...TOP, wrapText: true } } };

function titleLines({ catalogue }: ReportHead, { finishedAt, summary }: ReportTail): readonly Line[] {
  const scanned = `Scanned ${finishedAt.slice(0, 16).replace("T", " ")} UTC`;
  const found = `${counted(summary.functions, "function")} in ${counted(summary.accounts, "account")}`;
  const read = `${summary.read} of ${counted(summary.targets, "target")} (account × region) read`;
  return [
    { cells: ["What to do first"], styles: [{ style: TITLE }] },
    { cells: [textCell(`${scanned}: ${found}; ${read}; runtime dates as of ${catalogue.asOf}`)] },
    { cells: [] },
  ];
}

/** What is to be done by a coming date, and in one row what is past its last date. */
function findingLines(rows: readonly FunctionRow[], today: string): readonly Line[] {
  const findings = runtimeFindings(rows, today);
  if (findings.length === 0)
    return [{ cells: ["Nothing: no function runs on a deprecated, expiring or unknown runtime."] }];
  const { overdue } = foldPast(dueGroups(rows), today);
  return [
    headingLine(FIRST_COLUMNS.map(({ heading }) => heading)),
    ...comingFindings(findings).map((found) => firstLine(found.status, ({ finding }) => finding(found))),
    ...(overdue ? [firstLine("update-blocked", (column) => column.overdue(overdue))] : []),
  ];
}

/** @param status how its status is coloured */
function firstLine(status: RuntimeStatus, read: (column: FirstColumn) => string | number | null): Line {
  return {
    cells: FIRST_COLUMNS.map((column) => {
      const value = read(column);
      if (typeof value !== "string") return value;
      return (column.kind === "day" ? dateCell(value) : undefined) ?? textCell(value);
    }),
    styles: FIRST_COLUMNS.map(({ kind }) => (kind === "status" ? statusStyle(status) : STYLES[kind])),
  };
}

/** One row for each account and region, those with the same reason together. */
function notReadLines(coverage: readonly CoverageRow[]): readonly Line[] {
  const unread = coverage.filter(({ status }) => !isRead(status));
  if (unread.length === 0) return [{ cells: ["Every account and region was read."] }];
  const byReason = groupedBy(unread, ({ status, code }) => `${status} ${code}`);
  return [headingLine(NOT_READ_HEADINGS), ...[...byReason.values()].flat().map(notReadLine)];
}

function notReadLine({ status, code, accountId, accountName, region, message }: CoverageRow): Line {
  const texts = [code, accountId || "unknown", accountName, region || "all", message];
  const colored = { style: { ...coverageStyle(status).style, alignment: TOP } };
  return {
    cells: [status, ...texts.map(textCell)],
    styles: [colored, ABOVE, ID, ABOVE, ABOVE, WRAPPED],
    long: true,
  };
}

const NUMBERS: ReadonlySet<string> = new Set(
  FIRST_COLUMNS.filter(({ kind }) => kind === "number").map(({ heading }) => heading),
);

function headingLine(headings: readonly string[]): Line {
  const styles = headings.map((heading) => ({
    style: NUMBERS.has(heading) ? { ...HEADING, ...RIGHT.style } : HEADING,
  }));
  return { cells: headings, styles };
}
