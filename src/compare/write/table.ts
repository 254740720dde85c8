import { cleanText } from "../../report/clean-text.ts";
import { layout } from "../../report/layout.ts";
import { painter, STATUS_STYLE } from "../../report/style.ts";
import { wrapped } from "../../report/text-width.ts";
import { fitChanges } from "./fit.ts";
import type { DiffPage } from "./page.ts";
import type { Cell, DiffSection } from "./sections.ts";

export interface TableContext {
  /** Columns of the terminal; undefined: not a terminal, so nothing is cut off. */
  readonly width: number | undefined;
  readonly color: boolean;
}

/** A comparison for a terminal. */
export function* tableText(page: DiffPage, context: TableContext): Iterable<string> {
  const paint = painter(context.color);
  const totals = page.totals.map((total, index) => total + (index < page.totals.length - 1 ? "," : ""));
  const fitting = (text: string) =>
    context.width === undefined ? [cleanText(text)] : wrapped(cleanText(text).split(" "), context.width);
  yield lines([...wrapped(totals, context.width ?? Infinity), "", ...page.sides.flatMap(fitting)]);
  const notes = page.notes.flatMap((note) => fitting(`note: ${note}`));
  yield lines(["", ...fitting(page.summary).map((line) => paint("bold", line)), ...notes]);
  for (const section of page.sections) {
    yield lines(["", paint(["bold", "underline"], `${section.title} (${section.rows.length})`)]);
    yield* sectionText(section, context);
  }
}

/** What was not read, and why, is never cut. */
const WRAPPED: ReadonlySet<string> = new Set(["regions", "because"]);

const CUT_IN_THE_MIDDLE: ReadonlySet<string> = new Set(["functionName", "account"]);

function* sectionText({ headings, rows }: DiffSection, { width, color }: TableContext): Iterable<string> {
  const paint = painter(color);
  const all = headings.map((heading, i) => ({
    key: heading,
    heading,
    ...(CUT_IN_THE_MIDDLE.has(heading) && { cutsMiddle: true as const }),
    ...(WRAPPED.has(heading) && { wraps: true as const }),
    text: (row: readonly Cell[]) => cleanText(row[i]?.text ?? ""),
    paint: (text: string, row: readonly Cell[]) => {
      const status = row[i]?.status;
      return status ? paint(STATUS_STYLE[status], text) : text;
    },
  }));
  const columns = headings.includes("functionName") ? fitChanges(all, rows, width) : all;
  const table = layout(columns, rows, width);
  yield lines(table.header.map((line) => paint("bold", line)));
  for (const row of rows) yield lines(table.record(row));
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join("");
}
