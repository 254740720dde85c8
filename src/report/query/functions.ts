import type { JsonObject } from "../../model/json.ts";
import { QueryFault } from "./fault.ts";
import {
  ANY,
  ARRAY,
  checkedCall,
  eitherOf,
  isNumber,
  isString,
  NUMBER,
  NUMBERS,
  OBJECT,
  type QueryFunction,
  REFERENCE,
  type Reference,
  repeats,
  SORTABLE,
  STRING,
  STRINGS,
  TEXT_OR_ARRAY,
  takes,
} from "./parameters.ts";
import { isEqual, order, typeOf, typeText } from "./values.ts";

const FUNCTIONS: Readonly<Record<string, QueryFunction>> = {
  abs: takes([NUMBER], Math.abs),
  avg: takes([NUMBERS], (numbers) => (numbers.length === 0 ? null : sum(numbers) / numbers.length)),
  ceil: takes([NUMBER], Math.ceil),
  contains: takes([TEXT_OR_ARRAY, ANY], contains),
  ends_with: takes([STRING, STRING], (text, end) => text.endsWith(end)),
  floor: takes([NUMBER], Math.floor),
  join: takes([STRING, STRINGS], (separator, texts) => texts.join(separator)),
  keys: takes([OBJECT], Object.keys),
  length: takes([eitherOf(TEXT_OR_ARRAY, OBJECT)], length),
  map: takes([REFERENCE, ARRAY], (reference, items) => items.map((item) => reference(item))),
  max: takes([SORTABLE], (values) => extreme<Key>(values, (value) => value, 1)),
  max_by: takes([ARRAY, REFERENCE], (items, key) => extreme(items, sortKey("max_by", key), 1)),
  merge: repeats(OBJECT, (...objects) => Object.fromEntries(objects.flatMap((one) => Object.entries(one)))),
  min: takes([SORTABLE], (values) => extreme<Key>(values, (value) => value, -1)),
  min_by: takes([ARRAY, REFERENCE], (items, key) => extreme(items, sortKey("min_by", key), -1)),
  not_null: repeats(ANY, (...values) => values.find((value) => typeOf(value) !== "null") ?? null),
  reverse: takes([TEXT_OR_ARRAY], (it) => (isString(it) ? [...it].reverse().join("") : it.toReversed())),
  sort: takes([SORTABLE], (values) => sorted<Key>(values, (value) => value)),
  sort_by: takes([ARRAY, REFERENCE], (items, key) => sorted(items, sortKey("sort_by", key))),
  starts_with: takes([STRING, STRING], (text, start) => text.startsWith(start)),
  sum: takes([NUMBERS], sum),
  to_array: takes([ANY], (value) => (Array.isArray(value) ? value : [value])),
  to_number: takes([ANY], toNumber),
  to_string: takes([ANY], (value) => (isString(value) ? value : JSON.stringify(value ?? null))),
  type: takes([ANY], typeOf),
  values: takes([OBJECT], Object.values),
};

export const FUNCTION_NAMES: readonly string[] = Object.keys(FUNCTIONS);

export function isFunctionName(name: string): boolean {
  return Object.hasOwn(FUNCTIONS, name);
}

/** The function with this name. Throws QueryFault if it does not exist or takes another number of arguments. */
export function functionFor(name: string, count: number): (values: readonly unknown[]) => unknown {
  const found = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (found === undefined) throw new QueryFault(`unknown function ${name}()`);
  return checkedCall(name, found, count);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function contains(subject: string | readonly unknown[], wanted: unknown): boolean {
  if (!isString(subject)) return subject.some((item) => isEqual(item, wanted));
  if (isString(wanted)) return subject.includes(wanted);
  throw new QueryFault(`contains() cannot find ${typeText(wanted)} in a string`, {
    onNull: typeOf(wanted) === "null",
  });
}

/** Of a string, its characters. */
function length(value: string | readonly unknown[] | JsonObject): number {
  if (isString(value)) return [...value].length;
  return Array.isArray(value) ? value.length : Object.keys(value).length;
}

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

function toNumber(value: unknown): number | null {
  if (isNumber(value)) return value;
  return isString(value) && DECIMAL.test(value.trim()) ? Number(value) : null;
}

type Key = string | number;

/** The value that an item is sorted by. */
function sortKey(name: string, reference: Reference): (item: unknown) => Key {
  return (item) => {
    const key = reference(item);
    if (isString(key) || isNumber(key)) return key;
    throw new QueryFault(`${name}() can sort by numbers or strings, not by ${typeText(key)}`, {
      onNull: typeOf(key) === "null",
    });
  };
}

function sorted<Item>(items: readonly Item[], keyOf: (item: Item) => Key): Item[] {
  return items
    .map((item) => ({ item, key: keyOf(item) }))
    .sort((a, b) => order(a.key, b.key))
    .map(({ item }) => item);
}

/** The first greatest item (sign 1) or the first least one (sign -1); null for an empty list. */
function extreme<Item>(items: readonly Item[], keyOf: (item: Item) => Key, sign: 1 | -1): Item | null {
  let best: { readonly item: Item; readonly key: Key } | undefined;
  for (const item of items) {
    const key = keyOf(item);
    if (best === undefined || sign * order(key, best.key) > 0) best = { item, key };
  }
  return best?.item ?? null;
}
