/** The columns of a report, one list for every format: what each is called and the text of its cells. */
import { EXTRAS, type Extra } from "../model/function.ts";
import { isObject, type JsonObject } from "../model/json.ts";
import type { FunctionRow } from "../model/report.ts";

/** A key of a row, or `tags.KEY`: the value of one tag. */
export type ColumnKey = RowKey | TagColumn;
export type RowKey = keyof Required<FunctionRow>;
export type TagColumn = `tags.${string}`;

/** One column in every format. Its key is the JSON key, the TSV and CSV header and the name in `--columns`. */
export interface Column {
  /** Numbers sort by value, and a negative one is not a formula; dates are days or times, or text such as `never`. */
  readonly kind: "text" | "number" | "date";
  /** The raw text of its cell; empty where there is nothing. */
  readonly text: (row: FunctionRow) => string;
  /** The heading in a table when it is not the key. */
  readonly heading?: string;
  /** A column of TSV and of CSV by default. `last`: after the extra columns, so that the columns of earlier versions keep their positions. */
  readonly flat?: true | "last";
  /** JSON omits the key where there is no value. */
  readonly optional?: true;
}

const number = (value: number | null): string => (value === null ? "" : String(value));
const list = (values: readonly string[]): string =>
  values.length === 1 ? (values[0] ?? "") : values.join(",");

/** Every column, in the order of the JSON report. */
export const COLUMNS = {
  accountId: { kind: "text", text: (row) => row.accountId, heading: "account", flat: true },
  accountName: { kind: "text", text: (row) => row.accountName, flat: true },
  region: { kind: "text", text: (row) => row.region, flat: true },
  functionName: { kind: "text", text: (row) => row.functionName, flat: true },
  version: { kind: "text", text: (row) => row.version },
  runtime: { kind: "text", text: (row) => row.runtime ?? "", flat: true },
  runtimeStatus: { kind: "text", text: (row) => row.runtimeStatus, flat: true },
  deprecationDate: { kind: "date", text: (row) => row.deprecationDate ?? "", flat: true },
  blockCreateDate: { kind: "date", text: (row) => row.blockCreateDate ?? "", flat: true },
  blockUpdateDate: { kind: "date", text: (row) => row.blockUpdateDate ?? "", flat: true },
  daysLeft: { kind: "number", text: (row) => number(row.daysLeft), flat: true },
  successor: { kind: "text", text: (row) => row.successor ?? "", flat: true },
  packageType: { kind: "text", text: (row) => row.packageType, flat: true },
  architectures: { kind: "text", text: (row) => list(row.architectures), flat: true },
  memorySize: { kind: "number", text: (row) => number(row.memorySize), flat: true },
  timeout: { kind: "number", text: (row) => number(row.timeout), flat: true },
  codeSize: { kind: "number", text: (row) => number(row.codeSize), flat: true },
  lastModified: { kind: "date", text: (row) => row.lastModified, flat: true },
  description: { kind: "text", text: (row) => row.description, flat: true },
  handler: { kind: "text", text: (row) => row.handler },
  role: { kind: "text", text: (row) => row.role },
  layers: { kind: "text", text: (row) => list(row.layers) },
  functionArn: { kind: "text", text: (row) => row.functionArn, flat: true },
  tags: { kind: "text", text: (row) => tagsText(row.tags) },
  lastInvoked: { kind: "date", text: (row) => row.lastInvoked ?? "" },
  aliases: { kind: "text", text: (row) => aliasesText(row.aliases) },
  invocations: { kind: "number", text: (row) => number(row.invocations ?? null), optional: true },
  kind: { kind: "text", text: (row) => row.kind },
  owner: { kind: "text", text: (row) => row.owner ?? "", flat: "last" },
  ownerSource: { kind: "text", text: (row) => row.ownerSource ?? "" },
  contact: { kind: "text", text: (row) => row.contact ?? "", optional: true },
  repository: { kind: "text", text: (row) => row.repository ?? "", optional: true },
  stack: { kind: "text", text: (row) => row.stack ?? "", optional: true },
  logicalId: { kind: "text", text: (row) => row.logicalId ?? "", optional: true },
  origin: { kind: "text", text: (row) => row.origin ?? "", optional: true },
  managedBy: { kind: "text", text: (row) => row.managedBy ?? "", flat: "last" },
  managedByReason: { kind: "text", text: (row) => row.managedByReason ?? "", optional: true },
  action: { kind: "text", text: (row) => row.action, flat: "last" },
  remedy: { kind: "text", text: (row) => row.remedy ?? "", optional: true },
  dueDate: { kind: "date", text: (row) => row.dueDate ?? "", flat: "last" },
  dueEvent: { kind: "text", text: (row) => row.dueEvent ?? "" },
  waivedUntil: { kind: "date", text: (row) => row.waivedUntil ?? "", optional: true },
  waiverReason: { kind: "text", text: (row) => row.waiverReason ?? "", optional: true },
  capacityProvider: { kind: "text", text: (row) => objectText(row.capacityProvider), optional: true },
  durable: { kind: "text", text: (row) => objectText(row.durable), optional: true },
  snapStart: { kind: "text", text: (row) => objectText(row.snapStart), optional: true },
  tenancy: { kind: "text", text: (row) => row.tenancy ?? "", optional: true },
  masterArn: { kind: "text", text: (row) => row.masterArn ?? "", optional: true },
} as const satisfies Record<RowKey, Column>;

/** Every key, in the order of the JSON report. */
export const COLUMN_KEYS = Object.keys(COLUMNS) as readonly RowKey[];

function tagsText(tags: FunctionRow["tags"]): string {
  if (tags === null) return "";
  return Object.entries(tags)
    .map(([key, value]) => `${key}=${value}`)
    .join(";");
}

/** `ApplyOn=PublishedVersions;OptimizationStatus=On`; what an inner object holds has its whole path. */
function objectText(object: JsonObject | null | undefined, path = ""): string {
  return Object.entries(object ?? {})
    .map(([key, value]) =>
      isObject(value)
        ? objectText(value, `${path}${key}.`)
        : `${path}${key}=${Array.isArray(value) ? JSON.stringify(value) : String(value)}`,
    )
    .join(";");
}

function aliasesText(aliases: FunctionRow["aliases"]): string {
  if (aliases === null) return "";
  return aliases
    .map((alias) => [alias.name, alias.functionVersion, alias.runtime ?? "", alias.runtimeStatus].join(":"))
    .join(",");
}

/** The default columns of TSV and CSV. */
export function flatColumns(extras: readonly Extra[]): readonly ColumnKey[] {
  const keys = (flat: true | "last") => COLUMN_KEYS.filter((key) => column(key).flat === flat);
  return [...keys(true), ...EXTRAS.filter((extra) => extras.includes(extra)), ...keys("last")];
}

/** The default columns of a table, in this order. Extra columns follow, and the description stays last. */
export const TABLE_COLUMNS = [
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
  return [...keys, ...EXTRAS.filter((extra) => extras.includes(extra)), "description"];
}

/** The column with this key, as the general shape. */
export function column(key: ColumnKey): Column {
  return isTagColumn(key) ? { kind: "text", text: (row) => tagOf(key, row) ?? "" } : COLUMNS[key];
}

/** The value of a column as JSON holds it; undefined where an optional key is absent. */
export function columnValue(key: ColumnKey, row: FunctionRow): unknown {
  return isTagColumn(key) ? (tagOf(key, row) ?? null) : row[key];
}

export function isTagColumn(key: string): key is TagColumn {
  return key.startsWith("tags.") && key.length > "tags.".length;
}

function tagOf(key: TagColumn, { tags }: FunctionRow): string | undefined {
  const name = key.slice("tags.".length);
  return tags !== null && Object.hasOwn(tags, name) ? tags[name] : undefined;
}

export function isColumnKey(word: string): word is ColumnKey {
  return Object.hasOwn(COLUMNS, word);
}
