import { isDay } from "../model/day.ts";
import { MOST_LISTED } from "../model/failure.ts";
import { DEEPEST_SETTING, isObject, isShallow } from "../model/json.ts";

/** What is wrong with a value read from a file, and where in it. */
export interface Mismatch {
  /** A JSON path below the value that was checked: `.layers[0]`; empty for the value itself. */
  readonly path: string;
  /** `is 12, not a string`, or `is missing`. */
  readonly problem: string;
  /** The key is absent. */
  readonly missing: boolean;
}

/** Returns what is wrong with a value, or undefined. Of a long list, only the first mistakes are returned. */
export type Shape = (value: unknown) => readonly Mismatch[] | undefined;

/** A shape for each key of `T`: leaving one out does not compile. Other keys are ignored. */
export type Shapes<T> = Readonly<Record<keyof Required<T>, Shape>>;

export const text = simple("a string", (value) => typeof value === "string");
export const count = simple("a whole number", (value) => Number.isInteger(value) && Number(value) >= 0);
export const integer = simple("a whole number", (value) => Number.isInteger(value));

const DAYS = new Set<unknown>();
const MOST_DAYS = 10_000;

/** `2027-04-30`. Few different days occur, so each is checked once. */
export const day = simple("a valid date (YYYY-MM-DD)", (value) => {
  if (DAYS.has(value)) return true;
  const is = typeof value === "string" && isDay(value);
  if (is && DAYS.size < MOST_DAYS) DAYS.add(value);
  return is;
});

/** `2026-11-21T08:00:00.000Z`. Order: `byMoment`. */
export const time = simple(
  "a time in UTC (YYYY-MM-DDThh:mm:ss.sssZ)",
  (value) =>
    typeof value === "string" &&
    /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?Z$/.test(value) &&
    isDay(value.slice(0, 10)),
);

/** One of a few words. */
export function word(words: readonly string[]): Shape {
  const known: ReadonlySet<unknown> = new Set(words);
  return simple(`one of ${words.join(", ")}`, (value) => known.has(value));
}

export function nullable(shape: Shape): Shape {
  return (value) => (value === null ? undefined : shape(value));
}

/** The key may be absent. */
export function optional(shape: Shape): Shape {
  return (value) => (value === undefined ? undefined : shape(value));
}

export function list(shape: Shape): Shape {
  return (value) => {
    if (!Array.isArray(value)) return mismatch(value, "a list");
    let found: readonly Mismatch[] | undefined;
    for (let i = 0; i < value.length && !isFull(found); i++) {
      const mismatches = shape(value[i]);
      if (mismatches) found = added(found, `[${i}]`, mismatches);
    }
    return found;
  };
}

/** An object used as a table: any keys, all values of one shape. */
export function table(shape: Shape): Shape {
  return (value) => {
    if (!isObject(value)) return mismatch(value, "an object");
    let found: readonly Mismatch[] | undefined;
    for (const key in value) {
      const mismatches = shape(value[key]);
      if (mismatches) found = added(found, `[${JSON.stringify(key)}]`, mismatches);
      if (isFull(found)) break;
    }
    return found;
  };
}

/** An object as AWS describes a setting. */
export const object = simple(
  "an object that is nested less deeply",
  (value) => isObject(value) && isShallow(value, DEEPEST_SETTING),
);

export function record<T>(shapes: Shapes<T>): Shape {
  const entries: readonly (readonly [string, Shape])[] = Object.entries(shapes);
  return (value) => {
    if (!isObject(value)) return mismatch(value, "an object");
    let found: readonly Mismatch[] | undefined;
    for (const [key, shape] of entries) {
      const mismatches = shape(value[key]);
      if (mismatches) found = added(found, `.${key}`, mismatches);
    }
    return found;
  };
}

function simple(expected: string, accepts: (value: unknown) => boolean): Shape {
  return (value) => (accepts(value) ? undefined : mismatch(value, expected));
}

function mismatch(value: unknown, expected: string): readonly Mismatch[] {
  if (value === undefined) return [{ path: "", problem: "is missing", missing: true }];
  return [{ path: "", problem: `is ${quoted(value)}, not ${expected}`, missing: false }];
}

function isFull(found: readonly Mismatch[] | undefined): boolean {
  return found !== undefined && found.length > MOST_LISTED;
}

function added(
  found: readonly Mismatch[] | undefined,
  step: string,
  mismatches: readonly Mismatch[],
): readonly Mismatch[] {
  const below = mismatches.map(({ path, problem, missing }) => ({ path: step + path, problem, missing }));
  return found === undefined ? below : [...found, ...below];
}

/** The wrong value, short enough for a message. */
function quoted(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (isObject(value)) return "an object";
  const json = JSON.stringify(value);
  return json.length > 40 ? `${json.slice(0, 37)}..."` : json;
}
