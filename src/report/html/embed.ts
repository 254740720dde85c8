/** Functions go in, the JSON of the page's data (`EmbeddedData`) comes out, in pieces that are safe inside a script element. */
import { deflateRawSync } from "node:zlib";
import type { FunctionRow } from "../../model/report.ts";
import { isPublished } from "../../model/version.ts";
import { cleanText } from "../clean-text.ts";
import { COLUMN_KEYS, type ColumnKey, column, extraColumns, isColumnKey } from "../columns.ts";
import type { WriterContext } from "../format.ts";
import { jsonText } from "../json-text.ts";
import { codeWidth, encoded } from "./codes.ts";
import { isFacet } from "./facets.ts";
import { embeddable } from "./markup.ts";
import { arnEnd, DERIVED, DERIVED_ARN, type Derived, type PageColumn, type PageKey } from "./page-data.ts";
import { titleOf } from "./titles.ts";
import { usedText, whenDue } from "./when.ts";

/** Not embedded: long texts that few people look for, and what other columns say. */
const LEFT_OUT: ReadonlySet<string> = new Set(["role", "handler", "layers", "daysLeft"]);

const SHOWN = [
  "functionName",
  "accountId",
  "region",
  "runtime",
  "runtimeStatus",
  "dueDate",
  "owner",
  "action",
] as const satisfies readonly ColumnKey[];

/** The columns of the page's table. */
export function pageColumns(context: WriterContext, rows: readonly FunctionRow[]): readonly ColumnKey[] {
  if (context.columns !== undefined) return context.columns;
  const published = rows.some(isPublished);
  return [
    ...SHOWN.flatMap((key) => (key === "functionName" && published ? [key, "version" as const] : [key])),
    ...extraColumns(context.extras ?? []).filter((key) => key !== "tags" && key !== "aliases"),
  ];
}

export interface EmbedContext {
  /** The columns of the table. */
  readonly shown: readonly ColumnKey[];
  readonly today: string;
  /** Whether the rows have an order that was asked for. */
  readonly sorted: boolean;
}

export function* embeddedData(
  { shown, today, sorted }: EmbedContext,
  rows: readonly FunctionRow[],
): Iterable<string> {
  const hidden = COLUMN_KEYS.filter((key) => !LEFT_OUT.has(key) && !shown.includes(key));
  const sort = sorted ? "" : "dueDate";
  yield `{"rows":${rows.length},"today":${embeddable(jsonText(today))},"sort":"${sort}","columns":[`;
  let before = "\n";
  for (const key of [...shown, ...hidden, ...DERIVED]) {
    const made = pageColumn(key, rows, today);
    const isShown = shown.includes(key as ColumnKey);
    if (!isShown && !isFacet(key) && made.values.every((text) => text === "")) continue;
    yield before + packed(jsonText({ key, title: titleOf(key), shown: isShown, ...made }));
    before = ",\n";
  }
  yield "\n]}";
}

/** Columns of more characters are deflated: the page of 50,000 functions is a fifth as large, and the others can be read. */
const LARGE = 65_536;

function packed(json: string): string {
  return json.length > LARGE ? `"${deflateRawSync(json).toString("base64")}"` : embeddable(json);
}

type Content = Pick<PageColumn, "kind" | "values" | "at" | "lists">;

function pageColumn(key: PageKey, rows: readonly FunctionRow[], today: string): Content {
  if (key === "tags") return tagLists(rows);
  const kind = isDerived(key) ? "text" : column(key).kind;
  const text = textOf(key, today);
  const texts = rows.map((row) => cleanText(text(row)));
  return { kind, ...compact(texts, isFacet(key)) };
}

function isDerived(key: PageKey): key is Derived {
  return !isColumnKey(key) && (DERIVED as readonly string[]).includes(key);
}

/** The text of a column in the page. */
function textOf(key: PageKey, today: string): (row: FunctionRow) => string {
  switch (key) {
    case "when":
      return (row) => whenDue(row, today);
    case "used":
      return (row) => usedText(row, today);
    case "waived":
      return ({ waivedUntil }) => (waivedUntil === undefined ? "" : "yes");
    case "functionArn":
      return shortArn;
    case "lastModified":
      // Of a time, the day is enough to read.
      return ({ lastModified }) => lastModified.slice(0, 10);
    default:
      return column(key).text;
  }
}

function shortArn({ functionArn, region, accountId, functionName, version }: FunctionRow): string {
  const end = arnEnd(region, accountId, functionName, version);
  return functionArn.endsWith(end) ? functionArn.slice(0, -end.length) + DERIVED_ARN : functionArn;
}

/** Distinct texts and positions where that is shorter, or where a filter needs them. */
function compact(texts: readonly string[], needsPositions: boolean): Pick<PageColumn, "values" | "at"> {
  const positions = new Map<string, number>();
  for (const text of texts) if (!positions.has(text)) positions.set(text, positions.size);
  const values = [...positions.keys()];
  const width = codeWidth(values.length);
  const shorter = length(values) + width * texts.length < length(texts);
  if (!needsPositions && !shorter) return { values: texts };
  return { values, at: texts.map((text) => encoded(positions.get(text) ?? 0, width)).join("") };
}

function length(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length + 3, 0);
}

/** Tags repeat one by one, not as a whole. */
function tagLists(rows: readonly FunctionRow[]): Content {
  const texts = rows.map(({ tags }) =>
    Object.entries(tags ?? {}).map(([key, value]) => cleanText(`${key}=${value}`)),
  );
  const positions = new Map<string, number>();
  for (const text of texts.flat()) if (!positions.has(text)) positions.set(text, positions.size);
  // At least one character: an empty list differs from a list of one.
  const width = Math.max(1, codeWidth(positions.size));
  const at = texts
    .map((list) => list.map((text) => encoded(positions.get(text) ?? 0, width)).join(""))
    .join(" ");
  return { kind: "text", values: [...positions.keys()], at, lists: true };
}
