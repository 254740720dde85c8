/** Lines of the summary: what has a label, and the reasons why something was not read. Rows of the ledger enter, lines leave. */
import type { CoverageRow } from "../model/coverage.ts";
import { counted } from "../model/words.ts";
import { cleanText } from "./clean-text.ts";
import { placeUnits } from "./places.ts";
import { placeOf, reasonsOf } from "./reasons.ts";
import type { Paint } from "./style.ts";
import { wrapped } from "./text-width.ts";

/** Where lines end in a terminal; undefined: not a terminal. */
export interface LineStyle {
  readonly width: number | undefined;
  readonly paint: Paint;
}

/** Notes on what could not be read besides. The functions are there, so these targets count as read. */
export function targetNoteLines(
  label: string,
  rows: readonly CoverageRow[],
  what: string,
  style: LineStyle,
): readonly string[] {
  if (rows.length === 0) return [];
  const where = style.paint("yellow", `${counted(rows.length, "target")}${what}`);
  const [reason, ...others] = reasonsOf(rows);
  if (reason === undefined || others.length > 0)
    return [...labelled(label, [where], style), ...reasonLines(rows, style)];
  const places = wrapped(placeUnits(reason.accounts.map(placeOf)).map(cleanText), widthOf(style, LABEL));
  return [
    ...labelled(label, [`${where}:`, ...wordsOf(reason.message)], style),
    ...places.map((line) => LABEL + line),
  ];
}

/** The reasons, each with every account and region, and its message on a separate line. */
export function reasonLines(rows: readonly CoverageRow[], style: LineStyle): readonly string[] {
  const { paint } = style;
  return reasonsOf(rows).flatMap(({ status, code, targets, accounts, message }) => {
    const what = status === "ok" ? counted(targets, "target") : `${targets} ${status}`;
    const heading = `${what}${code === "" ? "" : ` ${cleanText(code)}`}:`;
    const [first = "", ...others] = wrapped(
      [heading, ...placeUnits(accounts.map(placeOf)).map(cleanText)],
      widthOf(style, PLACES),
    );
    return [
      `  ${paint(status === "ok" ? "yellow" : "red", what)}${first.slice(what.length)}`,
      ...others.map((line) => PLACES + line),
      ...inLines(wordsOf(message), style, MESSAGE).map((line) => MESSAGE + line),
    ];
  });
}

/** Wrapped in a terminal only: elsewhere they are one line, which can be searched. */
function inLines(pieces: readonly string[], style: LineStyle, indent: string): readonly string[] {
  if (style.width !== undefined) return wrapped(pieces, widthOf(style, indent));
  return pieces.length === 0 ? [] : [pieces.join(" ")];
}

/** A line with its label. Where it is wrapped, it goes on below its own beginning. */
export function labelled(label: string, pieces: readonly string[], style: LineStyle): readonly string[] {
  return inLines(pieces, style, LABEL).map(
    (line, index) => (index === 0 ? label.padEnd(LABEL.length) : LABEL) + line,
  );
}

function wordsOf(message: string): readonly string[] {
  return cleanText(message).match(/[^ ]+/g) ?? [];
}

export function commas(parts: readonly string[]): readonly string[] {
  return parts.map((part, index) => (index < parts.length - 1 ? `${part},` : part));
}

const MESSAGE = "    ";
/** Where lists of accounts go on. */
const PLACES = "      ";
const LABEL = " ".repeat(11);
/** Where lines end when stderr is not a terminal. */
const WIDTH = 100;

function widthOf({ width = WIDTH }: LineStyle, indent: string): number {
  return width - indent.length;
}
