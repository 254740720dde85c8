/** Columns of text for a terminal of any width: columns and rows go in, a header and the lines of each record come out. */
import { cutMiddle, cutText, textWidth, wrapped } from "./text-width.ts";

/** A column of a text table. */
export interface TextColumn<Row> {
  readonly heading: string;
  /** One line of clean text. */
  readonly text: (row: Row) => string;
  readonly align?: "right";
  /** May be cut to the remaining width; other columns keep theirs. */
  readonly flexible?: true;
  /** No wider than this: longer texts are cut. */
  readonly most?: number;
  /** Both ends of its texts tell something, so they are cut in the middle. */
  readonly cutsMiddle?: true;
  /** Continues on further lines instead of being cut, when it is wider than the terminal. */
  readonly wraps?: true;
  /** Colours the text of a cell. */
  readonly paint?: (text: string, row: Row) => string;
}

export interface Layout<Row> {
  /** Whether a record takes more than one line. */
  readonly folded: boolean;
  readonly header: readonly string[];
  /** The lines of one record. */
  record(row: Row): readonly string[];
}

interface Placed<Row> {
  readonly column: TextColumn<Row>;
  readonly width: number;
}

export const GAP = "  ";
const INDENT = "    ";
/** The least width of a flexible column, if its text is that long. */
const FLEXIBLE_LEAST = 16;

/**
 * Columns side by side, without borders. Columns that do not fit on a line of the terminal continue on a second, indented
 * line of the record, and so on: a name that is cut cannot be copied. Without a width, nothing is cut or folded.
 */
export function layout<Row>(
  columns: readonly TextColumn<Row>[],
  rows: readonly Row[],
  width: number | undefined,
): Layout<Row> {
  const lines = fold(columns, rows, width ?? Infinity);
  const print = (texts: (line: readonly Placed<Row>[]) => readonly string[]): readonly string[] =>
    lines.flatMap((line, index) =>
      texts(line)
        .map((text) => text.trimEnd())
        .flatMap((text) => (index === 0 ? [text] : text === "" ? [] : [INDENT + text])),
    );
  const joined = (line: readonly Placed<Row>[], text: (placed: Placed<Row>) => string) =>
    line.map(text).join(GAP);
  return {
    folded: lines.length > 1,
    header: print((line) => [joined(line, (placed) => place(placed.column.heading, placed))]),
    record: (row) =>
      print(
        (line) =>
          wrappedCell(line, row) ?? [joined(line, (placed) => place(placed.column.text(row), placed, row))],
      ),
  };
}

/** The lines of a wrapping column that has its own line; undefined for any other line. */
function wrappedCell<Row>(
  [placed, ...others]: readonly Placed<Row>[],
  row: Row,
): readonly string[] | undefined {
  if (!placed?.column.wraps || others.length > 0 || placed.width === Infinity) return undefined;
  const words = placed.column.text(row).split(" ");
  const texts = wrapped(
    words.map((word) => cutText(word, placed.width)),
    placed.width,
  );
  return texts.map((text) => place(text, placed, row));
}

/** A cell padded to its width. The padding is not coloured, so it can be trimmed at the end of a line. */
function place<Row>(text: string, { column, width }: Placed<Row>, row?: Row): string {
  const cut = column.cutsMiddle ? cutMiddle : cutText;
  const cell = width === Infinity ? text : cut(text, width);
  const spaces = width === Infinity ? "" : " ".repeat(Math.max(0, width - textWidth(cell)));
  const shown = column.paint && row !== undefined && cell !== "" ? column.paint(cell, row) : cell;
  return column.align === "right" ? spaces + shown : shown + spaces;
}

/** Puts each column on the line where it fits; a flexible one gets the remaining width. */
function fold<Row>(
  columns: readonly TextColumn<Row>[],
  rows: readonly Row[],
  limit: number,
): readonly (readonly Placed<Row>[])[] {
  const lines: Placed<Row>[][] = [[]];
  let room = limit;
  for (const column of columns) {
    const unbounded = limit === Infinity && column === columns.at(-1);
    const natural = unbounded ? Infinity : naturalWidth(column, rows, limit);
    const least = leastOf(column, natural);
    const begun = lines.at(-1)?.length ? GAP.length : 0;
    if (begun > 0 && least + begun > room) {
      lines.push([]);
      room = limit - INDENT.length;
    } else room -= begun;
    const width = Math.min(natural, Math.max(1, room));
    lines.at(-1)?.push({ column, width });
    room -= width;
  }
  return lines;
}

/** The width that a column needs on a line. */
export function leastWidth<Row>(column: TextColumn<Row>, rows: readonly Row[], limit: number): number {
  return leastOf(column, naturalWidth(column, rows, limit));
}

function leastOf<Row>({ flexible }: TextColumn<Row>, natural: number): number {
  return flexible ? Math.min(natural, FLEXIBLE_LEAST) : natural;
}

/** The width of the widest cell; beyond the limit the exact value does not matter. */
function naturalWidth<Row>(
  { heading, text, most = Infinity }: TextColumn<Row>,
  rows: readonly Row[],
  limit: number,
): number {
  let widest = textWidth(heading);
  for (const row of rows) {
    if (widest >= limit) break;
    const cell = text(row);
    // No character takes more than two columns, so most cells need not be measured.
    if (cell.length * 2 > widest) widest = Math.max(widest, textWidth(cell));
  }
  return Math.min(widest, most);
}
