import type { Cursor } from "./cursor.ts";

/** The keys that a mapping may have, and how each value is read. */
export type Fields = Readonly<Record<string, (value: Cursor) => unknown>>;

export type Read<F extends Fields> = { readonly [K in keyof F]: ReturnType<F[K]> | undefined };

export interface Tolerance {
  /** Other spellings of keys. */
  readonly synonyms: ReadonlyMap<string, string>;
  /** Keys that are somebody else's business. */
  ignores(key: string): boolean;
}

const STRICT: Tolerance = { synonyms: new Map(), ignores: () => false };

/** Reads a mapping by its table; throws UserError for a key that is not in it. */
export function readFields<F extends Fields>(
  mapping: Cursor,
  fields: F,
  what: string,
  tolerance = STRICT,
): Read<F> {
  const found = new Map<string, unknown>();
  const spelling = new Map<string, string>();
  for (const [written, value] of mapping.mapping(what)) {
    const key = tolerance.synonyms.get(written) ?? written;
    const read = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (!read && tolerance.ignores(key)) continue;
    if (!read) throw value.unknownKey(written, Object.keys(fields));
    const other = spelling.get(key);
    if (other !== undefined) throw value.mistake(`says the same as ${other}`, "Keep one of the two.");
    spelling.set(key, written);
    found.set(key, read(value));
  }
  return Object.fromEntries(Object.keys(fields).map((key) => [key, found.get(key)])) as Read<F>;
}
