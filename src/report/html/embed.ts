import type { FunctionRow } from "../../model/report.ts";
import { cleanText } from "../clean-text.ts";
import { type ColumnKey, column } from "../columns.ts";
import type { WriterContext } from "../format.ts";
import { jsonText } from "../json-text.ts";
import { embeddable } from "./markup.ts";
import { FACETS, type PageColumn } from "./page-data.ts";

/** Column headings for people who do not know the keys. */
const TITLES: Partial<Record<ColumnKey, string>> = {
  accountId: "Account",
  accountName: "Account name",
  region: "Region",
  functionName: "Function",
  version: "Version",
  runtime: "Runtime",
  runtimeStatus: "Status",
  deprecationDate: "Deprecated on",
  blockCreateDate: "Creation blocked on",
  blockUpdateDate: "Updates blocked on",
  daysLeft: "Days left",
  successor: "Move to",
  lastModified: "Last modified",
  description: "Description",
  tags: "Tags",
  lastInvoked: "Last invoked",
  aliases: "Aliases",
};

const SHOWN = [
  "accountId",
  "region",
  "functionName",
  "runtime",
  "runtimeStatus",
  "deprecationDate",
  "blockUpdateDate",
  "successor",
  "lastModified",
] as const satisfies readonly ColumnKey[];

/** The columns of the page's table. */
export function pageColumns(context: WriterContext, rows: readonly FunctionRow[]): readonly ColumnKey[] {
  if (context.columns !== undefined) return context.columns;
  const published = rows.some((row) => row.version !== "$LATEST");
  const keys = SHOWN.flatMap((key) =>
    key === "functionName" && published ? [key, "version" as const] : [key],
  );
  return [...keys, ...(context.extras ?? []), "description"];
}

/** The functions as JSON (`PageData`), in pieces that are safe inside a script element. */
export function* embeddedData(keys: readonly ColumnKey[], rows: readonly FunctionRow[]): Iterable<string> {
  const all = [...keys, ...FACETS.filter((facet) => !keys.includes(facet)), ...accountNameKey(keys)];
  yield `{"rows":${rows.length},"columns":[`;
  let before = "\n";
  for (const key of all) {
    yield before + embeddable(jsonText(pageColumn(key, keys.includes(key), rows)));
    before = ",\n";
  }
  yield "\n]}";
}

/** Account names are shown in the account filter and next to the ids, so they are always embedded. */
function accountNameKey(keys: readonly ColumnKey[]): readonly ColumnKey[] {
  return keys.includes("accountName") ? [] : ["accountName"];
}

function pageColumn(key: ColumnKey, shown: boolean, rows: readonly FunctionRow[]): PageColumn {
  const { kind, text } = column(key);
  const texts = rows.map((row) => shortText(key, cleanText(text(row))));
  const head = { key, title: TITLES[key] ?? key, kind, shown };
  const positions = new Map<string, number>();
  const at = texts.map((one) => {
    const position = positions.get(one) ?? positions.size;
    positions.set(one, position);
    return position;
  });
  const facet = (FACETS as readonly ColumnKey[]).includes(key);
  if (!facet && positions.size * 2 > rows.length) return { ...head, values: texts };
  return { ...head, values: [...positions.keys()], at };
}

/** Of a time, the day is enough to read. */
function shortText(key: ColumnKey, text: string): string {
  return key === "lastModified" ? text.slice(0, 10) : text;
}
