/**
 * The output formats of a report: `openWriter` finds the one that was asked for. Rows go in, in the order of the report;
 * text or bytes come out, at once where the format streams and at the end where it needs every row.
 */

import type { FunctionRow } from "../model/report.ts";
import type { Render, Writer, WriterContext } from "./format.ts";
import { countRows, firstRows } from "./limit.ts";
import { type SortKey, sortRows } from "./sort.ts";

/** A format's module is loaded when it is needed. */
interface Loadable {
  load(): Promise<unknown>;
  open(context: WriterContext): Promise<Writer>;
}

function loaded<M>(load: () => Promise<M>, open: (module: M, context: WriterContext) => Writer): Loadable {
  return { load, open: async (context) => open(await load(), context) };
}

const flat = () => import("./flat.ts");
const json = () => import("./json.ts");
const listing = () => import("./listing.ts");

/** Every value of `--format`. */
const FORMATS = {
  // It takes longer to load than an account takes to access, so the scan starts meanwhile.
  table: {
    load: listing,
    open: async (context) =>
      collecting(
        context,
        late(listing(), (it) => it.renderListing),
      ),
  },
  tsv: loaded(flat, (it, context) => streaming(context, it.openFlat(context, "tsv"))),
  csv: loaded(flat, (it, context) => streaming(context, it.openFlat(context, "csv"))),
  json: loaded(json, (it, context) => streaming(context, it.openJson(context))),
  ndjson: loaded(json, (it, context) => streaming(context, it.openNdjson(context))),
  markdown: loaded(
    () => import("./markdown.ts"),
    (it, context) => collecting(context, it.renderMarkdown),
  ),
  html: loaded(
    () => import("./html/render.ts"),
    // The page sorts what it embeds. With --limit, the first rows in that order are needed.
    (it, context) => (context.limit ? sorted(context, it.openHtml(context)) : it.openHtml(context)),
  ),
  xlsx: loaded(
    () => import("./xlsx/render.ts"),
    (it, context) => collecting(context, it.renderXlsx),
  ),
  openmetrics: loaded(
    () => import("./openmetrics.ts"),
    (it, context) => it.openOpenMetrics(context),
  ),
} as const satisfies Record<string, Loadable>;

export type Format = keyof typeof FORMATS;
export const FORMAT_NAMES = Object.keys(FORMATS) as readonly Format[];

/** A writer for this format. */
export function openWriter(format: Format, context: WriterContext): Promise<Writer> {
  return FORMATS[format].open(context);
}

/** Loads the format's module, so that `openWriter` need not wait for it. */
export function loadFormat(format: Format): Promise<unknown> {
  return FORMATS[format].load();
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
