/**
 * Tables that people read: rows and columns enter, lines leave. cli-table3 draws them. In a pipe or a file nothing is
 * cut or wrapped; in a terminal no line is wider than the terminal.
 */
import Table from "cli-table3";
import { cleanText } from "../../report/clean-text.ts";
import { GAP } from "../../report/layout.ts";
import { type Paint, painter } from "../../report/style.ts";
import { textWidth } from "../../report/text-width.ts";
import type { Terminal } from "../terminal.ts";
import { type ColumnWidth, fit, wordWidth, wrapText } from "./fit.ts";

type Style = Parameters<Paint>[0];

export interface Column<Row> {
  readonly heading: string;
  /** Any text; it is cleaned here. */
  readonly text: (row: Row) => string;
  readonly align?: "right";
  /** Its cells wrap where the terminal is narrow; others keep their width as long as possible. */
  readonly wraps?: true;
  /** A wrapping column keeps this width, if its texts are that long, while others can be left out. Default: its longest word. */
  readonly keeps?: number;
  /** Where the terminal is narrow, columns are left out, the highest number first. */
  readonly spare?: number;
  readonly style?: (row: Row) => Style | undefined;
}

interface Drawn {
  readonly lines: readonly string[];
  /** The headings of columns that do not fit in the terminal. */
  readonly hidden: readonly string[];
}

/** `not shown in 80 columns: how, id`, in lines; nothing when every column is shown. */
export function* hiddenNote({ hidden }: Drawn, terminal: Pick<Terminal, "width">): Iterable<string> {
  if (hidden.length > 0)
    yield* noteLines(`not shown in ${terminal.width} columns: ${hidden.join(", ")}`, terminal);
}

/** A sentence below a table. */
export function* noteLines(text: string, { width }: Pick<Terminal, "width">): Iterable<string> {
  for (const line of wrapText(text, width ?? Number.POSITIVE_INFINITY)) yield `${line}\n`;
}

/** A cell as it is drawn. */
interface Cell {
  readonly lines: readonly string[];
  readonly style: Style | undefined;
}

/** cli-table3 compares each cell with those of all rows above: in batches, the time stays linear. */
const BATCH = 50;

export function drawTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  { width, color }: Pick<Terminal, "width" | "color">,
  header = true,
): Drawn {
  const all = columns.map((column) => measured(column, rows));
  const shown = width === undefined ? all : fit(all, width);
  const paint = painter(color);
  const lines = header ? drawBatch([shown.map(headingCell)], shown, paint) : [];
  for (let from = 0; from < rows.length; from += BATCH) {
    const batch = rows.slice(from, from + BATCH).map((row, index) =>
      shown.map(({ texts, width, column }): Cell => {
        const style = column.style?.(row);
        return { lines: wrapText(texts[from + index] ?? "", width), style };
      }),
    );
    for (const line of drawBatch(batch, shown, paint)) lines.push(line);
  }
  const headings = new Set(shown.map(({ column }) => column.heading));
  return { lines, hidden: columns.map(({ heading }) => heading).filter((heading) => !headings.has(heading)) };
}

interface Measured<Row> extends ColumnWidth {
  readonly column: Column<Row>;
  readonly texts: readonly string[];
}

/** A column that wraps keeps this much of its longest word. */
const LONGEST_WORD = 20;

function measured<Row>(column: Column<Row>, rows: readonly Row[]): Measured<Row> {
  const texts = rows.map((row) => cleanText(column.text(row)));
  const all = [column.heading, ...texts];
  const width = all.reduce((most, text) => Math.max(most, textWidth(text)), 0);
  const word = column.wraps ? wordWidth(all, Math.min(width, LONGEST_WORD)) : width;
  const least = Math.max(word, Math.min(width, column.keeps ?? 0));
  return { column, texts, width, least, spare: column.spare };
}

function headingCell<Row>({ column, width }: Measured<Row>): Cell {
  return { lines: wrapText(column.heading, width), style: "bold" };
}

const BORDERS = ["top", "bottom", "left", "right", "mid"].flatMap((side) => [
  side,
  ...["mid", "left", "right"].map((end) => `${side}-${end}`),
]);
const CHARS = { ...Object.fromEntries(BORDERS.map((name) => [name, ""])), middle: GAP };

function drawBatch<Row>(rows: readonly Cell[][], columns: readonly Measured<Row>[], paint: Paint): string[] {
  const table = new Table({
    chars: CHARS,
    style: { "padding-left": 0, "padding-right": 0, head: [], border: [], compact: true },
    colWidths: columns.map(({ width }) => width),
    colAligns: columns.map(({ column }) => column.align ?? "left"),
  });
  const originals: string[] = [];
  for (const row of rows) table.push(contentsOf(row, paint, originals));
  return table
    .toString()
    .replace(STAND_INS, () => originals.shift() ?? "")
    .split("\n")
    .map((line) => line.trimEnd());
}

/** A character for private use, which every table of widths counts as one column. */
const STAND_IN = "\ue000";
const STAND_INS = /\ue000+/g;
const ASCII = /^[\x20-\x7e]*$/;

/**
 * The contents of a row's cells. cli-table3 measures with an old table of widths, which is wrong for newer emoji. So text
 * beyond ASCII is drawn as a stand-in of the right width, and put back afterwards: line by line, as it is drawn.
 */
function contentsOf(row: readonly Cell[], paint: Paint, originals: string[]): string[] {
  const contents = row.map((): string[] => []);
  const height = Math.max(...row.map(({ lines }) => lines.length));
  for (let at = 0; at < height; at++) {
    for (const [index, { lines, style }] of row.entries()) {
      const line = lines[at] ?? "";
      const drawn = ASCII.test(line) ? line : STAND_IN.repeat(textWidth(line));
      if (drawn !== line && drawn !== "") originals.push(line);
      contents[index]?.push(style === undefined || drawn === "" ? drawn : paint(style, drawn));
    }
  }
  return contents.map((lines) => lines.join("\n"));
}
