/** The trend as a table: its rows enter, lines leave; where the terminal is narrow, columns are left out. */
import { paceTexts } from "../../campaign/pace-texts.ts";
import type { Trend } from "../../campaign/trend.ts";
import { peopleColumns } from "../../campaign/trend-columns.ts";
import type { Terminal } from "../terminal.ts";
import { drawTable, hiddenNote, noteLines } from "./draw.ts";

export function* trendTable(made: Trend, terminal: Pick<Terminal, "width" | "color">): Iterable<string> {
  const columns = peopleColumns(made).map(({ heading, text, isNumber }) => ({
    heading,
    text,
    wraps: true as const,
    ...(heading === "report" && { keeps: DATE_AND_TIME }),
    ...(isNumber && { align: "right" as const }),
    ...(SPARE[heading] !== undefined && { spare: SPARE[heading] }),
  }));
  const drawn = drawTable(columns, made.rows, terminal);
  for (const line of drawn.lines) yield `${line}\n`;
  yield* hiddenNote(drawn, terminal);
  if (made.pace.length > 0) yield "\n";
  for (const text of paceTexts(made)) yield* noteLines(text, terminal);
}

/** A date and its time stay on one line. */
const DATE_AND_TIME = 16;

/** Where the terminal is narrow, columns are left out, the highest number first. */
const SPARE: Readonly<Record<string, number>> = {
  container: 9,
  custom: 8,
  preview: 7,
  supported: 6,
  waived: 5,
  "still open": 4,
  unknown: 3,
  functions: 2,
  "left out": 1,
  targets: 0,
};
