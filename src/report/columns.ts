/** The columns of a report, one list for every format: what each is called and the text of its cells. */
import type { Extra, Placement, ReportAlias, ValueKind } from "../model/column.ts";
import { isObject, type JsonObject } from "../model/json.ts";
import { COLUMN_KEYS, definition, type FunctionRow, type RowKey } from "../model/row.ts";

export { COLUMN_KEYS, type RowKey };

/** A key of a row, or `tags.KEY`: the value of one tag. */
export type ColumnKey = RowKey | TagColumn;
type TagColumn = `tags.${string}`;

/** One column in every format. Its key is the JSON key, the TSV and CSV header and the name in `--columns`. */
interface Column extends Placement {
  /** Numbers sort by value, and a negative one is not a formula; dates are days or times, or text such as `never`. */
  readonly kind: "text" | "number" | "date";
  /** As JSON holds it; undefined where an optional key is absent. */
  readonly value: (row: FunctionRow) => unknown;
  /** The raw text of its cell; empty where there is nothing. */
  readonly text: (row: FunctionRow) => string;
  /** JSON omits the key where there is no value. */
  readonly optional?: true;
}

const CELL_KINDS = {
  text: "text",
  word: "text",
  day: "date",
  dayOrWord: "date",
  time: "date",
  count: "number",
  integer: "number",
  texts: "text",
  tags: "text",
  aliases: "text",
  object: "text",
} as const satisfies Record<ValueKind, Column["kind"]>;

const CELLS = Object.fromEntries(COLUMN_KEYS.map((key) => [key, cells(key)])) as Readonly<
  Record<RowKey, Column>
>;

function cells(key: RowKey): Column {
  const column = definition(key);
  return {
    ...column,
    kind: CELL_KINDS[column.kind],
    value: (row) => row[key],
    text: (row) => valueText(row[key]),
  };
}

/** The text of a value, empty for none; what an object holds is `key=value`, and below it `key.inner=value`. */
export function valueText(value: unknown): string {
  if (typeof value === "string") return value;
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return value.length === 1 ? itemText(value[0]) : value.map(itemText).join(",");
  return isObject(value) ? objectText(value) : String(value);
}

function itemText(item: string | ReportAlias): string {
  if (typeof item === "string") return item;
  return [item.name, item.functionVersion, item.runtime ?? "", item.runtimeStatus].join(":");
}

/** `ApplyOn=PublishedVersions;OptimizationStatus=On`. */
function objectText(object: JsonObject, path = ""): string {
  return Object.entries(object)
    .map(([key, value]) =>
      isObject(value)
        ? objectText(value, `${path}${key}.`)
        : `${path}${key}=${Array.isArray(value) ? JSON.stringify(value) : String(value)}`,
    )
    .join(";");
}

/** The default columns of TSV and CSV. */
export function flatColumns(extras: readonly Extra[]): readonly ColumnKey[] {
  const keys = (flat: true | "last") => COLUMN_KEYS.filter((key) => column(key).flat === flat);
  return [...keys(true), ...extraColumns(extras), ...keys("last")];
}

/** The columns of these extras. */
export function extraColumns(extras: readonly Extra[]): readonly ColumnKey[] {
  return COLUMN_KEYS.filter((key) => extras.some((extra) => extra === definition(key).with));
}

/** The default columns of a table, in this order. Extra columns follow, and the description stays last. */
const TABLE_COLUMNS = [
  "accountId",
  "region",
  "functionName",
  "version",
  "runtime",
  "runtimeStatus",
  "dueDate",
  "owner",
  "lastModified",
] as const satisfies readonly ColumnKey[];

/** The columns of a table; versions have a column where published ones are listed. */
export function tableColumns(extras: readonly Extra[], versions: boolean): readonly ColumnKey[] {
  const keys = TABLE_COLUMNS.filter((key) => key !== "version" || versions);
  return [...keys, ...extraColumns(extras), "description"];
}

/** The column with this key, as the general shape. */
export function column(key: ColumnKey): Column {
  if (!isTagColumn(key)) return CELLS[key];
  return { kind: "text", value: (row) => tagOf(key, row) ?? null, text: (row) => tagOf(key, row) ?? "" };
}

export function isTagColumn(key: string): key is TagColumn {
  return key.startsWith("tags.") && key.length > "tags.".length;
}

function tagOf(key: TagColumn, { tags }: FunctionRow): string | undefined {
  const name = key.slice("tags.".length);
  return tags !== null && Object.hasOwn(tags, name) ? tags[name] : undefined;
}

export function isColumnKey(word: string): word is ColumnKey {
  return Object.hasOwn(CELLS, word);
}
