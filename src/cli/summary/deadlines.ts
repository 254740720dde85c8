/** The coming deadlines of the summary: groups of functions by date enter, lines of a table for stderr leave. */
import { daysBetween } from "../../model/day.ts";
import type { DueGroup } from "../../model/report.ts";
import { cleanText } from "../../report/clean-text.ts";
import { daysText } from "../../report/deadlines.ts";
import { EVENT_TEXTS, foldPast, overdueText, ownersText } from "../../report/due-groups.ts";
import { type Column, drawTable } from "../table/draw.ts";
import { wrapText } from "../table/fit.ts";
import type { Terminal } from "../terminal.ts";

const INDENT = "  ";
/** One row for each coming date, and one line for everything that is past its last date. */
export function deadlineLines(
  groups: readonly DueGroup[],
  today: string,
  { stderrColor: color, stderrWidth }: Pick<Terminal, "stderrColor" | "stderrWidth">,
): readonly string[] {
  const width = stderrWidth === undefined ? undefined : stderrWidth - INDENT.length;
  const { coming, overdue } = foldPast(groups, today);
  const table = coming.length === 0 ? [] : drawTable(columnsOf(today), coming, { width, color }).lines;
  const past = overdue ? wrapText(cleanText(`overdue: ${overdueText(overdue)}`), width ?? Infinity) : [];
  return [...table, ...past].filter((line) => line !== "").map((line) => INDENT + line);
}

function columnsOf(today: string): readonly Column<DueGroup>[] {
  return [
    { heading: "due", text: ({ date }) => date },
    { heading: "when", text: ({ date }) => daysText(daysBetween(today, date)), spare: 2 },
    { heading: "what happens", text: ({ event }) => EVENT_TEXTS[event] },
    { heading: "runtimes", text: ({ runtimes }) => runtimes.join(", "), wraps: true },
    { heading: "functions", text: ({ functions }) => String(functions), align: "right" },
    { heading: "accounts", text: ({ accounts }) => String(accounts), align: "right", spare: 1 },
    { heading: "owners", text: ({ owners }) => ownersText(owners), wraps: true },
  ];
}
