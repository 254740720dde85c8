/**
 * The output formats of a report: `openWriter` finds the one that was asked for. Rows go in, in the order of the report;
 * text or bytes come out, at once where the format streams and at the end where it needs every row.
 */

import type { FunctionRow } from "../model/report.ts";
import type { Render, Writer, WriterContext } from "./format.ts";
import { countRows, firstRows } from "./limit.ts";
import { type SortKey, sortRows } from "./sort.ts";

type Open = (context: WriterContext) => Promise<Writer>;

/** Every value of `--format`. Each is loaded when it is needed. */
export const FORMATS = {
  // It takes longer to load than an account takes to access, so the scan starts meanwhile.
  table: async (context) =>
    collecting(
      context,
      late(import("./listing.ts"), (it) => it.renderListing),
    ),
  tsv: async (context) => streaming(context, (await import("./flat.ts")).openFlat(context, "tsv")),
  csv: async (context) => streaming(context, (await import("./flat.ts")).openFlat(context, "csv")),
  json: async (context) => streaming(context, (await import("./json.ts")).openJson(context)),
  ndjson: async (context) => streaming(context, (await import("./json.ts")).openNdjson(context)),
  markdown: async (context) => collecting(context, (await import("./markdown.ts")).renderMarkdown),
  html: async (context) => sorted(context, (await import("./html/render.ts")).openHtml(context)),
  xlsx: async (context) => collecting(context, (await import("./xlsx/render.ts")).renderXlsx),
  openmetrics: async (context) => (await import("./openmetrics.ts")).openOpenMetrics(context),
} as const satisfies Record<string, Open>;

export type Format = keyof typeof FORMATS;
export const FORMAT_NAMES = Object.keys(FORMATS) as readonly Format[];

/** A writer for this format. */
export function openWriter(format: Format, context: WriterContext): Promise<Writer> {
  return FORMATS[format](context);
}

/** Keeps every row until the end, sorts them and renders them all at once. */
export function collecting(context: WriterContext, render: Render): Writer {
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
  // A failure to load is reported by whoever ends the report.
  loading.catch(() => {});
  return async function* (...report) {
    yield* renderOf(await loading)(...report);
  };
}

/** Rows written at a time when a format that streams had to wait for all of them. */
const SLICE = 1000;

/** Streams at most `--limit` rows. */
function streaming(context: WriterContext, unlimited: Writer): Writer {
  return sorted(context, limited(unlimited, context.limit));
}

/** Passes rows on as they arrive, unless `--sort` is given: that order needs the last row. */
function sorted(context: WriterContext, writer: Writer): Writer {
  if (context.sort.length === 0) return writer;
  return collecting(context, async function* (_, rows, tail) {
    for (let from = 0; from < rows.length; from += SLICE) yield writer.rows(rows.slice(from, from + SLICE));
    yield* writer.end(tail);
  });
}

/** Passes on the first rows and counts the others. */
function limited(writer: Writer, limit = 0): Writer {
  if (limit === 0) return writer;
  let seen = 0;
  let isFull = false;
  return {
    rows(rows) {
      const listed = isFull ? [] : firstRows(rows, limit - seen);
      isFull ||= listed.length < rows.length;
      seen += countRows(rows);
      return writer.rows(listed);
    },
    end: (tail) => writer.end(tail, Math.max(0, seen - limit)),
  };
}

function ordered(rows: readonly FunctionRow[], sort: readonly SortKey[]): readonly FunctionRow[] {
  return sort.length === 0 ? rows : sortRows(rows, sort);
}
