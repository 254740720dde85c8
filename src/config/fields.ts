import { nearest } from "../model/nearest.ts";
import type { Cursor } from "./cursor.ts";

/** The keys that a mapping may have, and how each value is read. */
export type Fields = Readonly<Record<string, (value: Cursor) => unknown>>;

/** A value is undefined when its key is absent, and when it has a mistake. */
export type Read<F extends Fields> = { readonly [K in keyof F]: NonNullable<ReturnType<F[K]>> | undefined };

export interface Dialect {
  /** Other spellings of keys. */
  readonly synonyms: ReadonlyMap<string, string>;
  /** Whether to ignore a key that is not in the table; otherwise it is a mistake. */
  ignores(key: string): boolean;
}

const OURS: Dialect = { synonyms: new Map(), ignores: () => false };

/** What a mapping must be. */
interface Expected {
  /** `a mapping with the key "accounts"`, for messages. */
  readonly what: string;
  /** The keys that it must have, and an example of each. */
  readonly required?: Readonly<Record<string, string>>;
  readonly dialect?: Dialect;
}

/** Unknown keys that are compared with a required one, which is not reported as absent when it is misspelt. */
const MOST_COMPARED = 100;

/** Reads a mapping by its table, and collects the mistakes: unknown keys, values that are not what they must be. */
export function readFields<F extends Fields>(
  mapping: Cursor,
  fields: F,
  { what, required = {}, dialect = OURS }: Expected,
): Read<F> {
  const { mistakes } = mapping;
  const found = new Map<string, unknown>();
  const spellings = new Map<string, string>();
  const unknown: string[] = [];
  const keys = Object.keys(fields);
  for (const [written, value] of mapping.mapping(what)) {
    const key = dialect.synonyms.get(written) ?? written;
    const read = Object.hasOwn(fields, key) ? fields[key] : undefined;
    const other = spellings.get(key);
    if (!read && dialect.ignores(written)) continue;
    if (!read) {
      mistakes.add(value.unknownKey(written, keys));
      unknown.push(written);
    } else if (other !== undefined)
      mistakes.add(value.mistake(`duplicates ${other}`, "Remove one of the two."));
    else {
      spellings.set(key, written);
      found.set(
        key,
        mistakes.attempt(() => read(value)),
      );
    }
  }
  const isMisspelt = (key: string) => unknown.slice(0, MOST_COMPARED).some((it) => nearest(it, keys) === key);
  for (const [key, hint] of Object.entries(required)) {
    if (!found.has(key) && !isMisspelt(key)) mistakes.add(mapping.mistake(`has no ${key}`, hint));
  }
  return Object.fromEntries(keys.map((key) => [key, found.get(key)])) as Read<F>;
}
