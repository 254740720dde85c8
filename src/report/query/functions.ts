import { isObject, type JsonObject } from "../../model/json.ts";
import { QueryFault } from "./fault.ts";
import { isEqual, order, typeOf, typeText } from "./values.ts";

/** An argument such as `&codeSize`. */
export type Reference = (value: unknown) => unknown;

/** A type that a function accepts as an argument. */
interface AnyParameter {
  /** With its article: `an array of numbers`. */
  readonly name: string;
  readonly takes: (value: unknown) => boolean;
}
interface Parameter<Value> extends AnyParameter {
  readonly takes: (value: unknown) => value is Value;
}

interface QueryFunction {
  readonly parameters: readonly AnyParameter[];
  /** The last parameter may be repeated. */
  readonly repeats: boolean;
  /** undefined when an argument has the wrong type. */
  readonly run: (values: readonly unknown[]) => { readonly result: unknown } | undefined;
}

const isNumber = (value: unknown): value is number => typeof value === "number";
const isString = (value: unknown): value is string => typeof value === "string";

const ANY: Parameter<unknown> = {
  name: "a value",
  takes: (value): value is unknown => typeof value !== "function",
};
const NUMBER: Parameter<number> = { name: "a number", takes: isNumber };
const STRING: Parameter<string> = { name: "a string", takes: isString };
const OBJECT: Parameter<JsonObject> = { name: "an object", takes: isObject };
const ARRAY: Parameter<readonly unknown[]> = { name: "an array", takes: (value) => Array.isArray(value) };
const NUMBERS: Parameter<readonly number[]> = {
  name: "an array of numbers",
  takes: (value): value is readonly number[] => Array.isArray(value) && value.every(isNumber),
};
const STRINGS: Parameter<readonly string[]> = {
  name: "an array of strings",
  takes: (value): value is readonly string[] => Array.isArray(value) && value.every(isString),
};
const REFERENCE: Parameter<Reference> = {
  name: "an expression such as &codeSize",
  takes: (value): value is Reference => typeof value === "function",
};

function either<A, B>(a: Parameter<A>, b: Parameter<B>): Parameter<A | B> {
  return {
    name: `${a.name} or ${b.name.replace("an array of ", "of ")}`,
    takes: (value): value is A | B => a.takes(value) || b.takes(value),
  };
}
const TEXT_OR_ARRAY = either(STRING, ARRAY);
const SORTABLE = either(NUMBERS, STRINGS);

/** A function of these parameters. */
function takes<const Values extends readonly unknown[]>(
  parameters: { readonly [Index in keyof Values]: Parameter<Values[Index]> } & readonly AnyParameter[],
  run: (...values: Values) => unknown,
): QueryFunction {
  const fit = (values: readonly unknown[]): values is Values =>
    parameters.every((parameter, index) => parameter.takes(values[index]));
  return {
    parameters,
    repeats: false,
    run: (values) => (fit(values) ? { result: run(...values) } : undefined),
  };
}

/** A function of one value or more. */
function repeats<Value>(parameter: Parameter<Value>, run: (...values: Value[]) => unknown): QueryFunction {
  return {
    parameters: [parameter],
    repeats: true,
    run: (values) => (values.every(parameter.takes) ? { result: run(...values) } : undefined),
  };
}

const FUNCTIONS: Readonly<Record<string, QueryFunction>> = {
  abs: takes([NUMBER], Math.abs),
  avg: takes([NUMBERS], (numbers) => (numbers.length === 0 ? null : sum(numbers) / numbers.length)),
  ceil: takes([NUMBER], Math.ceil),
  contains: takes([TEXT_OR_ARRAY, ANY], contains),
  ends_with: takes([STRING, STRING], (text, end) => text.endsWith(end)),
  floor: takes([NUMBER], Math.floor),
  join: takes([STRING, STRINGS], (separator, texts) => texts.join(separator)),
  keys: takes([OBJECT], Object.keys),
  length: takes([either(TEXT_OR_ARRAY, OBJECT)], length),
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
  const wanted = found.parameters.length;
  if (count < wanted || (count > wanted && !found.repeats)) {
    const least = found.repeats ? "at least " : "";
    throw new QueryFault(
      `${name}() takes ${least}${wanted} ${wanted === 1 ? "argument" : "arguments"}, not ${count}`,
    );
  }
  return (values) => {
    const done = found.run(values);
    if (done === undefined) throw misfit(name, found, values);
    return done.result;
  };
}

/** The error for the first argument that has the wrong type. */
function misfit(name: string, { parameters }: QueryFunction, values: readonly unknown[]): QueryFault {
  const parameterAt = (index: number) => parameters[Math.min(index, parameters.length - 1)];
  const index = values.findIndex((value, at) => parameterAt(at)?.takes(value) === false);
  const wanted = parameterAt(index)?.name ?? ANY.name;
  if (wanted === REFERENCE.name)
    return new QueryFault(`argument ${index + 1} of ${name}() must be ${wanted}`);
  const [found, onNull] = described(values[index], wanted);
  return new QueryFault(`argument ${index + 1} of ${name}() must be ${wanted}, not ${found}`, { onNull });
}

/** What the value is, and whether the fault is a null. */
function described(value: unknown, wanted: string): readonly [string, boolean] {
  if (typeof value === "function") return ["an expression (&)", false];
  if (!Array.isArray(value) || !wanted.includes("array of"))
    return [typeText(value), typeOf(value) === "null"];
  const types = [...new Set(value.map(typeText))].sort();
  return [`an array with ${types.join(" and ")}`, types.includes("null")];
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
