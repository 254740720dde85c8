/** Functions go in one by one; the JSON of the page's data (`EmbeddedData`) comes out, in pieces that are safe inside a script element. */
import { deflateRawSync } from "node:zlib";
import type { FunctionRow } from "../../model/report.ts";
import { COLUMN_KEYS, type ColumnKey, column, extraColumns, isColumnKey } from "../columns.ts";
import type { WriterContext } from "../format.ts";
import { jsonText } from "../json-text.ts";
import { RowOrder } from "../row-order.ts";
import { type ColumnBuilder, ListColumn, TextColumnBuilder } from "./embed-column.ts";
import { isFacet } from "./facets.ts";
import { embeddable } from "./markup.ts";
import { arnEnd, DERIVED, DERIVED_ARN, type Derived, type PageKey } from "./page-data.ts";
import { columnTitle } from "./titles.ts";
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
function shownColumns({ columns, extras = [] }: WriterContext, versions: boolean): readonly ColumnKey[] {
  if (columns !== undefined) return columns;
  return [
    ...SHOWN.flatMap((key) => (key === "functionName" && versions ? [key, "version" as const] : [key])),
    ...extraColumns(extras).filter((key) => key !== "tags" && key !== "aliases"),
  ];
}

export class Embedding {
  readonly #context: WriterContext;
  readonly #today: string;
  readonly #columns: Map<PageKey, ColumnBuilder>;
  /** With `--sort`. */
  readonly #order: RowOrder | undefined;
  #rows = 0;

  constructor(context: WriterContext, today: string) {
    this.#context = context;
    this.#today = today;
    this.#order = context.sort.length > 0 ? new RowOrder(context.sort) : undefined;
    const keys = [...(context.columns ?? []), ...COLUMN_KEYS.filter((key) => !LEFT_OUT.has(key)), ...DERIVED];
    this.#columns = new Map(keys.map((key) => [key, columnBuilder(key, today)]));
  }

  add(row: FunctionRow): void {
    this.#rows++;
    this.#order?.add(row);
    for (const column of this.#columns.values()) column.add(row);
  }

  /** @param versions whether published versions are listed */
  *json(versions: boolean): Iterable<string> {
    const shown = shownColumns(this.#context, versions);
    const sort = this.#order ? "" : "dueDate";
    const order = this.#order?.finish();
    yield `{"rows":${this.#rows},"today":${embeddable(jsonText(this.#today))},"sort":"${sort}","columns":[`;
    let before = "\n";
    for (const key of new Set<PageKey>([...shown, ...this.#columns.keys()])) {
      const made = this.#columns.get(key);
      // A column that is written takes no more memory.
      this.#columns.delete(key);
      const isShown = shown.includes(key as ColumnKey);
      if (made === undefined || (!isShown && !isFacet(key) && made.isEmpty)) continue;
      const kind = isDerived(key) ? "text" : column(key).kind;
      const texts = made.finish(isFacet(key), order);
      yield before + packed(jsonText({ key, title: columnTitle(key), shown: isShown, kind, ...texts }));
      before = ",\n";
    }
    yield "\n]}";
  }
}

function columnBuilder(key: PageKey, today: string): ColumnBuilder {
  return key === "tags" ? new ListColumn(tagTexts) : new TextColumnBuilder(textOf(key, today));
}

function tagTexts({ tags }: FunctionRow): readonly string[] {
  return Object.entries(tags ?? {}).map(([key, value]) => `${key}=${value}`);
}

/** Columns of more characters are deflated: the page of 50,000 functions is a fifth as large, and the others can be read. */
const LARGE = 65_536;

function packed(json: string): string {
  return json.length > LARGE ? `"${deflateRawSync(json).toString("base64")}"` : embeddable(json);
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
