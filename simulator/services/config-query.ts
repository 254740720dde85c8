/** The part of AWS Config's query language that is simulated: SELECT, WHERE with equality and AND, and a count by group. */
import { WireError } from "../wire/errors.ts";
import type { Item } from "./config-items.ts";

interface Query {
  /** `accountId`, `configuration.runtime`, `COUNT(*)`. */
  readonly select: readonly string[];
  readonly where: readonly (readonly [property: string, value: string])[];
  readonly groupBy: readonly string[];
}

const SHAPE = /^\s*SELECT\s+(.+?)\s+WHERE\s+(.+?)(?:\s+GROUP\s+BY\s+(.+?))?\s*$/is;
const CONDITION = /^([\w.]+)\s*=\s*'([^']*)'$/;
const PROPERTY = /^(?:COUNT\(\*\)|[\w.]+)$/i;
const LONGEST = 4_096;

export function parseQuery(expression: string): Query {
  const [, select = "", where = "", group = ""] = SHAPE.exec(expression) ?? [];
  if (expression.length > LONGEST || select === "") throw invalidExpression(expression);
  const query = {
    select: words(select),
    where: where.split(/\s+AND\s+/i).map((text): readonly [string, string] => {
      const [, property, value] = CONDITION.exec(text.trim()) ?? [];
      if (property === undefined || value === undefined) throw invalidExpression(text);
      return [property, value];
    }),
    groupBy: words(group),
  };
  if (![...query.select, ...query.groupBy].every((word) => PROPERTY.test(word)))
    throw invalidExpression(select);
  return query;
}

function words(list: string): readonly string[] {
  return list === "" ? [] : list.split(",").map((word) => word.trim());
}

/** The value that a query requires of a property. */
export function required(query: Query, property: string): string {
  return query.where.find(([name]) => name === property)?.[1] ?? "";
}

export function matches(query: Query, item: Item): boolean {
  return query.where.every(([property, value]) => String(at(item, property.split("."))) === value);
}

/** The rows of a query, nested again: `configuration.runtime` comes as `{"configuration":{"runtime":…}}`. */
export function rowsOf(query: Query, items: readonly Item[]): readonly Item[] {
  if (query.groupBy.length === 0) return items.map((item) => picked(query.select, item));
  const groups = new Map<string, { readonly first: Item; count: number }>();
  for (const item of items) {
    const key = query.groupBy.map((property) => at(item, property.split("."))).join("\n");
    const group = groups.get(key) ?? { first: item, count: 0 };
    group.count++;
    groups.set(key, group);
  }
  return [...groups.values()].map(({ first, count }) => ({
    ...picked(
      query.select.filter((property) => !/^COUNT/i.test(property)),
      first,
    ),
    "COUNT(*)": count,
  }));
}

function picked(select: readonly string[], item: Item): Item {
  const row: Record<string, unknown> = {};
  for (const property of select) put(row, property.split("."), item);
  return row;
}

/** A property of the elements of a list is picked from each of them; one that is absent is absent from the row. */
function put(row: Record<string, unknown>, [name = "", ...inner]: readonly string[], from: Item): void {
  const value = from[name];
  if (value === undefined) return;
  if (inner.length === 0) row[name] = value;
  else if (Array.isArray(value)) {
    const before: readonly unknown[] = Array.isArray(row[name]) ? (row[name] as unknown[]) : [];
    row[name] = value.map((element: Item, i) => {
      const into = { ...(before[i] as Item | undefined) };
      put(into, inner, element);
      return into;
    });
  } else if (typeof value === "object" && value !== null) {
    const into = { ...(row[name] as Item | undefined) };
    put(into, inner, value as Item);
    row[name] = into;
  }
}

function at(item: unknown, path: readonly string[]): unknown {
  return path.reduce((value: unknown, name) => (value as Item | undefined)?.[name], item);
}

function invalidExpression(text: string): WireError {
  return new WireError(400, "InvalidExpressionException", `The query expression is not valid: ${text}`);
}
