/** The coming deadlines of the summary: groups of functions by date enter, lines of a table for stderr leave. */
import { daysBetween } from "../model/day.ts";
import type { DueGroup } from "../model/report.ts";
import type { DueEvent } from "../model/triage.ts";
import { daysText } from "../report/deadlines.ts";
import { ownersText } from "../report/due-groups.ts";
import { counted } from "../report/groups.ts";
import { type Column, drawTable } from "./table/draw.ts";
import { wrapText } from "./table/fit.ts";
import type { Terminal } from "./terminal.ts";

const EVENTS = {
  deprecation: "deprecated",
  "create-block": "creation blocked",
  "update-block": "updates blocked",
} as const satisfies Record<DueEvent, string>;

const INDENT = "  ";
/** One row for each coming date, and one line for everything that is past its last date. */
export function deadlineLines(
  groups: readonly DueGroup[],
  today: string,
  { stderrColor: color, stderrWidth }: Pick<Terminal, "stderrColor" | "stderrWidth">,
): readonly string[] {
  const width = stderrWidth === undefined ? undefined : stderrWidth - INDENT.length;
  const coming = groups.filter(({ date }) => date > today);
  const overdue = groups.filter(({ date }) => date <= today);
  const table = coming.length === 0 ? [] : drawTable(columnsOf(today), coming, { width, color }).lines;
  return [...table, ...wrapText(overdueText(overdue), width ?? Infinity)]
    .filter((line) => line !== "")
    .map((line) => INDENT + line);
}

function columnsOf(today: string): readonly Column<DueGroup>[] {
  return [
    { heading: "due", text: ({ date }) => date },
    { heading: "when", text: ({ date }) => daysText(daysBetween(today, date)), spare: 2 },
    { heading: "what happens", text: ({ event }) => EVENTS[event] },
    { heading: "runtimes", text: ({ runtimes }) => runtimes.join(", "), wraps: true },
    { heading: "functions", text: ({ functions }) => String(functions), align: "right" },
    { heading: "accounts", text: ({ accounts }) => String(accounts), align: "right", spare: 1 },
    { heading: "owners", text: ({ owners }) => ownersText(owners), wraps: true },
  ];
}

/** `overdue: 12 functions on nodejs14.x, python3.7, past all dates by 2026-03-09 (payments, no owner)` */
function overdueText(groups: readonly DueGroup[]): string {
  const latest = groups.at(-1);
  if (latest === undefined) return "";
  const functions = groups.reduce((sum, group) => sum + group.functions, 0);
  const runtimes = [...new Set(groups.flatMap((group) => group.runtimes))].join(", ");
  const owners = ownersText([...new Set(groups.flatMap((group) => group.owners))]);
  return `overdue: ${counted(functions, "function")} on ${runtimes}, past all dates by ${latest.date} (${owners})`;
}
