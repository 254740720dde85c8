/** The trend as a table: its rows enter, lines leave; where the terminal is narrow, columns are left out. */
import type { Trend } from "../../campaign/trend.ts";
import { peopleColumns } from "../../campaign/trend-columns.ts";
import type { Terminal } from "../terminal.ts";
import { drawTable } from "./draw.ts";

export function* trendTable(made: Trend, terminal: Pick<Terminal, "width" | "color">): Iterable<string> {
  const columns = peopleColumns(made).map(({ heading, text, isNumber }) => ({
    heading,
    text,
    ...(isNumber && { align: "right" as const }),
    ...(SPARE[heading] !== undefined && { spare: SPARE[heading] }),
  }));
  for (const line of drawTable(columns, made.rows, terminal).lines) yield `${line}\n`;
  if (made.pace.length > 0) yield "\n";
  for (const { text } of made.pace) yield `${text}\n`;
}

/** Where the terminal is narrow, columns are left out, the highest number first. */
const SPARE: Readonly<Record<string, number>> = {
  container: 6,
  custom: 5,
  preview: 4,
  supported: 3,
  waived: 2,
  "still open": 1,
};
