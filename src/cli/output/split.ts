import { join, resolve } from "node:path";
import { take } from "../../model/maps.ts";
import { byCodePoint } from "../../model/order.ts";
import type { FunctionRow, ReportHead, RunTail, Summary } from "../../model/report.ts";
import type { Writer } from "../../report/format.ts";
import { html, type Markup } from "../../report/html/markup.ts";
import { groupedCount, numberText } from "../../report/html/numbers.ts";
import { type PlainColumn, plainPage, plainTable } from "../../report/html/plain-page.ts";
import { jsonLines } from "../../report/json.ts";
import { PackedRows } from "../../report/packed-rows.ts";
import { EXTENSIONS, fileNames, type SplitBy, splitValue } from "../../report/split.ts";
import { listsWeb, SummaryCounter } from "../../report/summary.ts";
import type { Io } from "../io.ts";
import { openOutput, writeAll } from "../output.ts";
import { Directory } from "./directory.ts";
import type { Output } from "./output.ts";
import type { ReportSink } from "./sink.ts";
import { INDEX, type IndexEntry } from "./split-index.ts";

interface SplitContext {
  readonly by: SplitBy;
  readonly directory: string;
  readonly format: keyof typeof EXTENSIONS;
  readonly head: ReportHead;
  readonly open: () => Promise<Writer>;
  readonly io: Io;
}

/** From this many rows on, those that have come are packed. */
const MOST_LOOSE = 2_000;

/** What goes into one of the reports. */
interface Part {
  readonly rows: PackedRows;
  readonly counter: SummaryCounter;
}

function newPart(): Part {
  return { rows: new PackedRows(), counter: new SummaryCounter() };
}

/** One report for each value, each with the whole ledger. They appear together, once the last one is complete. */
export class SplitReport implements ReportSink {
  readonly closed = false;
  readonly #context: SplitContext;
  readonly #directory: Directory;
  readonly #parts = new Map<string, Part>();
  #loose = 0;

  /** Checks the directory before anything is scanned. */
  constructor(context: SplitContext) {
    this.#context = context;
    this.#directory = new Directory(context.directory, resolve(context.io.cwd, context.directory));
  }

  async rows(rows: readonly FunctionRow[]): Promise<void> {
    for (const row of rows) {
      const value = splitValue(this.#context.by, row);
      const part = take(this.#parts, value, newPart);
      part.rows.add(row);
      part.counter.add(row);
      if (++this.#loose >= MOST_LOOSE) this.#pack();
    }
  }

  #pack(): void {
    for (const { rows } of this.#parts.values()) rows.pack();
    this.#loose = 0;
  }

  async end(tail: RunTail): Promise<void> {
    const names = await this.#writeAll(tail).catch((error: unknown) => {
      throw this.#directory.explained(error);
    });
    this.#directory.finish(names);
  }

  /** Returns the names of all files. */
  async #writeAll(tail: RunTail): Promise<readonly string[]> {
    const { format, io } = this.#context;
    const { folder } = this.#directory;
    const groups = [...this.#parts].sort(([a], [b]) => byCodePoint(a, b));
    const values = groups.map(([value]) => value);
    const names = fileNames(values, EXTENSIONS[format], (name) => this.#directory.isTaken(name));
    const entries: IndexEntry[] = [];
    for (const [value, { rows, counter }] of groups) {
      const file = names.get(value) ?? "";
      const summary = counter.finish(tail.coverage, tail.accounts, listsWeb([tail.summary]));
      const change = tail.changes?.get(value);
      await this.#write(join(folder, file), rows, { ...tail, summary, ...(change && { change }) });
      entries.push({ file, value, functions: summary.functions });
    }
    await writeAll(join(folder, INDEX), [...jsonLines(entries, ""), "\n"], io);
    const page = format === "html" ? ["index.html"] : [];
    for (const name of page)
      await writeAll(join(folder, name), await indexPage(this.#context.by, entries, tail.summary), io);
    return [...entries.map(({ file }) => file), INDEX, ...page];
  }

  discard(): void {
    this.#directory.discard();
  }

  async #write(path: string, rows: PackedRows, tail: RunTail): Promise<void> {
    const output: Output = await openOutput(path, this.#context.io);
    try {
      const writer = await this.#context.open();
      for (const batch of rows.batches()) await output.write(writer.rows(batch));
      for await (const chunk of writer.end(tail)) await output.write(chunk);
      await output.finish();
    } catch (error) {
      output.discard();
      throw error;
    }
  }
}

function indexPage(
  by: SplitBy,
  entries: readonly IndexEntry[],
  { targets, notRead }: Summary,
): Promise<Iterable<string>> {
  const functions = entries.reduce((sum, entry) => sum + entry.functions, 0);
  return plainPage(
    {
      title: `Lambda runtimes by ${by}`,
      verdict: {
        tone: notRead > 0 ? "warn" : "good",
        headline: `${groupedCount(entries.length, "report")}, ${groupedCount(functions, "function")}`,
        lines:
          notRead === 0
            ? []
            : [
                html`<b class="unread-note">Incomplete:</b> ${numberText(notRead)} of ${groupedCount(targets, "target")} not read, so functions may be missing. Each report says where and why.`,
              ],
      },
    },
    indexParts(by, entries),
  );
}

function* indexParts(by: SplitBy, entries: readonly IndexEntry[]): Iterable<Markup> {
  yield html`<h2 id="reports">Reports</h2>`;
  const columns: readonly PlainColumn<IndexEntry>[] = [
    {
      heading: by,
      cell: ({ file, value }) =>
        html`<a href="${encodeURIComponent(file)}">${value === "" ? "(none)" : value}</a>`,
    },
    { heading: "functions", isNumber: true, cell: ({ functions }) => html`${numberText(functions)}` },
  ];
  yield* plainTable("reports", columns, entries);
}
