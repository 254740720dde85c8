import { TrendBuilder } from "../../campaign/trend.ts";
import { writeTrend } from "../../campaign/trend-write.ts";
import { EXIT } from "../exit.ts";
import type { Io } from "../io.ts";
import { Messages } from "../messages.ts";
import { writeAll } from "../output.ts";
import { readReports } from "../saved/history.ts";
import { trendTable } from "../table/trend.ts";
import { terminalOf } from "../terminal.ts";
import type { TrendCommandOptions } from "./trend-options.ts";

/** Prints how the numbers changed. Only a snapshot of each report is kept, not its rows. */
export async function trend(options: TrendCommandOptions, io: Io, paths: readonly string[]): Promise<number> {
  const messages = new Messages(io, options.quiet);
  io.limitHeap?.("twice");
  const builder = new TrendBuilder(options.by === "owner");
  const { notes } = await readReports(paths, io, (snapshot) => builder.add(snapshot));
  const made = builder.finish();
  const text =
    options.format === "table"
      ? trendTable(made, terminalOf(io, options))
      : await writeTrend(options.format, made);
  await writeAll(options.output, text, io);
  for (const note of [...notes, ...made.notes]) messages.note(`note: ${note}`);
  return EXIT.complete;
}
