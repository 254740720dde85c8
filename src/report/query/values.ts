import { isObject } from "../../model/json.ts";
import { byCodePoint } from "../../model/order.ts";
import { QueryFault } from "./fault.ts";

type TypeName = "null" | "boolean" | "number" | "string" | "array" | "object";

export function typeOf(value: unknown): TypeName {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return typeof value as "string" | "number" | "boolean";
  return "object";
}

/** With its article: `a string`, `null`. */
export function typeText(value: unknown): string {
  const type = typeOf(value);
  if (type === "null") return type;
  return `${type === "array" || type === "object" ? "an" : "a"} ${type}`;
}

/** What counts as false: null, false, and empty strings, arrays and objects; 0 does not. */
export function isFalse(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}

export function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => isEqual(item, b[index]));
  if (!isObject(a) || !isObject(b)) return typeOf(a) === "null" && typeOf(b) === "null";
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isEqual(a[key], b[key]))
  );
}

/** Numbers by value, strings by code point. Throws QueryFault for a number and a string. */
export function order(a: string | number, b: string | number): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "string" && typeof b === "string") return byCodePoint(a, b);
  throw new QueryFault(`cannot compare ${typeText(a)} with ${typeText(b)}`);
}

type Comparison = (a: unknown, b: unknown) => boolean | null;

const ordered =
  (holds: (order: number) => boolean): Comparison =>
  (a, b) =>
    isOrdered(a) && isOrdered(b) ? holds(order(a, b)) : null;

function isOrdered(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

/** Comparisons by order give null for anything but numbers and strings. */
export const COMPARISONS = {
  EQ: isEqual,
  NE: (a, b) => !isEqual(a, b),
  LT: ordered((order) => order < 0),
  LTE: ordered((order) => order <= 0),
  GT: ordered((order) => order > 0),
  GTE: ordered((order) => order >= 0),
} as const satisfies Record<string, Comparison>;

interface Range {
  readonly start: number | null;
  readonly stop: number | null;
  readonly step: number | null;
}

/** `[start:stop:step]`; negative positions count from the end. */
export function slice(items: readonly unknown[], { start, stop, step }: Range): unknown[] {
  const by = step ?? 1;
  if (by === 0) throw new QueryFault("the step of a slice cannot be 0");
  const [low, high] = by > 0 ? [0, items.length] : [-1, items.length - 1];
  const bounded = (index: number) => Math.min(high, Math.max(low, index < 0 ? index + items.length : index));
  const from = start === null ? (by > 0 ? low : high) : bounded(start);
  const to = stop === null ? (by > 0 ? high : low) : bounded(stop);
  const sliced: unknown[] = [];
  for (let index = from; by > 0 ? index < to : index > to; index += by) sliced.push(items[index]);
  return sliced;
}
