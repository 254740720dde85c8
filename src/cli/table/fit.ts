import { GAP } from "../../report/layout.ts";
import { textWidth } from "../../report/text-width.ts";

/** What any column keeps at least. */
const NARROWEST = 4;

/** What decides how wide a column becomes. */
export interface ColumnWidth {
  readonly width: number;
  /** How narrow it may become before columns are left out. */
  readonly least: number;
  readonly spare: number | undefined;
}

/**
 * Fits columns into a terminal: columns become narrower down to their least, then spare ones are left out, and when
 * that is not enough, all become narrower.
 */
export function fit<Column extends ColumnWidth>(
  columns: readonly Column[],
  limit: number,
): readonly Column[] {
  for (let left = columns; ; left = withoutMostSpare(left)) {
    const narrowed = narrow(left, limit, ({ least }) => least);
    if (totalWidth(narrowed) <= limit) return narrowed;
    if (left.every(({ spare }) => spare === undefined)) return narrow(left, limit, () => NARROWEST);
  }
}

function totalWidth(columns: readonly Pick<ColumnWidth, "width">[]): number {
  return columns.reduce((sum, { width }) => sum + width, GAP.length * (columns.length - 1));
}

function withoutMostSpare<Column extends ColumnWidth>(columns: readonly Column[]): readonly Column[] {
  const most = Math.max(...columns.map(({ spare }) => spare ?? 0));
  return columns.filter(({ spare }) => spare !== most);
}

/** Takes a column from the widest that has more than its least, until all fit. */
function narrow<Column extends ColumnWidth>(
  columns: readonly Column[],
  limit: number,
  leastOf: (column: Column) => number,
): readonly Column[] {
  const narrowed = columns.map((column) => ({
    column,
    least: leastOf(column),
    width: Math.max(Math.min(column.width, limit), leastOf(column)),
  }));
  for (let over = totalWidth(narrowed) - limit; over > 0; over--) {
    const open = narrowed.filter(({ width, least }) => width > least);
    const [widest] = open.sort((a, b) => b.width - a.width);
    if (!widest) break;
    widest.width--;
  }
  return narrowed.map(({ column, width }) => ({ ...column, width }));
}

let segmenter: Intl.Segmenter | undefined;

/** The lines of a text in a column: broken at spaces and hyphens, and within words that are longer than the column. */
export function wrapText(text: string, width: number): readonly string[] {
  if (text.length * 2 <= width || textWidth(text) <= width) return [text];
  const lines: string[] = [];
  let line = "";
  let used = 0;
  for (const { word, gap } of wordsOf(text)) {
    for (const [index, piece] of pieces(word, width).entries()) {
      const space = used > 0 && index === 0 ? gap : "";
      const columns = textWidth(piece);
      if (used + space.length + columns <= width) {
        line += space + piece;
        used += space.length + columns;
      } else {
        if (used > 0) lines.push(line);
        [line, used] = [piece, columns];
      }
    }
  }
  return [...lines, line];
}

/** What is best kept on one line, with what separates it from the word before. */
function wordsOf(text: string): readonly { readonly word: string; readonly gap: string }[] {
  // Behind a hyphen between letters: `update-blocked`, but not 2026-11-21.
  return text
    .split(" ")
    .flatMap((part) =>
      part.split(/(?<=\p{L}-)(?=\p{L})/u).map((word, index) => ({ word, gap: index === 0 ? " " : "" })),
    );
}

/** The least width at which no word of these texts is broken, up to a limit. */
export function wordWidth(texts: readonly string[], limit: number): number {
  let widest = 0;
  for (const text of texts) {
    if (widest >= limit) return limit;
    if (text.length * 2 <= widest) continue;
    for (const { word } of wordsOf(text)) widest = Math.max(widest, textWidth(word));
  }
  return Math.min(widest, limit);
}

/** A word, or its parts that fit; never half a character. */
function pieces(word: string, width: number): readonly string[] {
  if (textWidth(word) <= width) return [word];
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  const parts: string[] = [];
  let part = "";
  let room = width;
  for (const { segment } of segmenter.segment(word)) {
    const columns = textWidth(segment);
    if (columns > room) {
      parts.push(part);
      [part, room] = ["", width];
    }
    part += segment;
    room -= columns;
  }
  return [...parts, part];
}
