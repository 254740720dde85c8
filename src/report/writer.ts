import type { Extra } from "../model/function.ts";
import type { FunctionRow, ReportHead, ReportTail } from "../model/report.ts";
import type { ColumnKey } from "./columns.ts";
import { type SortKey, sortRows } from "./sort.ts";

export const GROUP_BYS = ["account", "region", "runtime"] as const;
export type GroupBy = (typeof GROUP_BYS)[number];

/** How a report is to look; what is no matter to a format is not read by it. */
export interface WriterContext {
  readonly head: ReportHead;
  /** undefined: those of the format, and the extras that were asked for. */
  readonly columns: readonly ColumnKey[] | undefined;
  /** The extras of `--with`. */
  readonly extras?: readonly Extra[];
  /** Empty: the order in which the rows arrive. */
  readonly sort: readonly SortKey[];
  readonly header: boolean;
  /** A byte order mark before TSV and CSV, by which Excel knows UTF-8. */
  readonly bom?: boolean;
  readonly groupBy: GroupBy | undefined;
  /** Columns of the terminal; undefined: not a terminal, nothing is cut. */
  readonly width: number | undefined;
  readonly color: boolean;
}

/** Takes rows in their order and gives the text to write. */
export interface Writer {
  /** Text to write now; empty when the writer gathers. */
  rows(rows: readonly FunctionRow[]): string;
  /** The rest, in pieces; called once, after the last rows. */
  end(tail: ReportTail): Chunks;
}

/** Pieces of text; those of a writer that had to be loaded come later. */
export type Chunks = Iterable<string> | AsyncIterable<string>;

/** A writer for people: it needs every row before it can write the first. */
export type Render = (context: WriterContext, rows: readonly FunctionRow[], tail: ReportTail) => Chunks;

/** Rows in one piece of text when a report was gathered that could have streamed. */
const SLICE = 1000;

type Open = (context: WriterContext) => Promise<Writer>;

/** Every format of `--format`; each is loaded when it is asked for. */
export const FORMATS = {
  // Its widths of characters take longer to load than an account to enter: meanwhile the scan begins.
  table: async (context) =>
    gathering(
      context,
      late(import("./table.ts"), (it) => it.renderTable),
    ),
  tsv: async (context) => streaming(context, (await import("./flat.ts")).openFlat(context, "tsv")),
  csv: async (context) => streaming(context, (await import("./flat.ts")).openFlat(context, "csv")),
  json: async (context) => streaming(context, (await import("./json.ts")).openJson(context)),
  ndjson: async (context) => streaming(context, (await import("./json.ts")).openNdjson(context)),
  markdown: async (context) => gathering(context, (await import("./markdown.ts")).renderMarkdown),
  html: async (context) => gathering(context, await (await import("./html/render.ts")).htmlRender()),
} as const satisfies Record<string, Open>;

export type TextFormat = keyof typeof FORMATS;
/** `xlsx` is no text, and has a writer of its own (xlsx.ts). */
export type Format = TextFormat | "xlsx";
export const FORMAT_NAMES: readonly Format[] = [...(Object.keys(FORMATS) as TextFormat[]), "xlsx"];

/** A writer for this format. */
export function openWriter(format: TextFormat, context: WriterContext): Promise<Writer> {
  return FORMATS[format](context);
}

/** Holds every row until the end, puts them in order and renders them at once. */
function gathering(context: WriterContext, render: Render): Writer {
  const gathered: FunctionRow[] = [];
  return {
    rows(rows) {
      for (const row of rows) gathered.push(row);
      return "";
    },
    end: (tail) => render(context, ordered(gathered, context.sort), tail),
  };
}

/** A writer that is still being loaded. */
function late<M>(loading: Promise<M>, renderOf: (loaded: M) => Render): Render {
  // Whoever ends the report hears of it.
  loading.catch(() => {});
  return async function* (...report) {
    yield* renderOf(await loading)(...report);
  };
}

/** Streams, unless `--sort` asks for an order that only the last row can settle. */
function streaming(context: WriterContext, writer: Writer): Writer {
  if (context.sort.length === 0) return writer;
  return gathering(context, async function* (_, rows, tail) {
    for (let from = 0; from < rows.length; from += SLICE) yield writer.rows(rows.slice(from, from + SLICE));
    yield* writer.end(tail);
  });
}

function ordered(rows: readonly FunctionRow[], sort: readonly SortKey[]): readonly FunctionRow[] {
  return sort.length === 0 ? rows : sortRows(rows, sort);
}
