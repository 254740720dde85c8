import { snapshotOf } from "../../campaign/snapshot.ts";
import { type Trend, TrendBuilder } from "../../campaign/trend.ts";
import { peopleColumns, writeTrend } from "../../campaign/trend-write.ts";
import { EXIT } from "../exit.ts";
import type { Io } from "../io.ts";
import { Messages } from "../messages.ts";
import { writeAll } from "../output.ts";
import { findReports } from "../saved-history.ts";
import { drawTable } from "../table/draw.ts";
import { type Terminal, terminalOf } from "../terminal.ts";
import type { TrendOptions } from "./trend-options.ts";

/** Prints how the numbers developed. One report at a time is in memory. */
export async function trend(options: TrendOptions, io: Io, paths: readonly string[]): Promise<number> {
  const messages = new Messages(io, options.quiet);
  const builder = new TrendBuilder(options.by === "owner");
  for (const { path, read } of await findReports(paths, io)) builder.add(snapshotOf(path, await read()));
  const made = builder.finish();
  const text =
    options.format === "table"
      ? trendTable(made, terminalOf(io, options))
      : await writeTrend(options.format, made);
  await writeAll(options.output, text, io);
  for (const note of made.notes) messages.note(`note: ${note}`);
  return EXIT.complete;
}

function* trendTable(made: Trend, terminal: Terminal): Iterable<string> {
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
