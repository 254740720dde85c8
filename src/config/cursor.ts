import { isAlias, isMap, isNode, isScalar, isSeq, type Pair } from "yaml";
import { quoted } from "../model/quoted.ts";
import { choicesHint } from "../model/suggestion.ts";
import { Mistake, type Mistakes } from "./mistakes.ts";
import type { Source } from "./source.ts";

const LONGEST_KEY = 100;
const MOST_MERGES = 100;
/** Longer than any name, ARN or pattern. */
const LONGEST_TEXT = 4_096;

/** A value in a file and its place. Reads it as what it must be, or throws a Mistake with line, column and path. */
export class Cursor {
  readonly #source: Source;
  /** `accounts[2].role`; empty at the root. */
  readonly path: string;
  readonly #node: unknown;
  /** The node where it is used, which for an alias is not where it is written. */
  readonly #site: unknown;
  /** The node of its key, when it is the value of one. */
  readonly #key: unknown;
  #values: ReadonlyMap<string, Cursor> | undefined;

  constructor(source: Source, path = "", node: unknown = source.document.contents, key: unknown = node) {
    this.#source = source;
    this.#key = key;
    this.path = path;
    this.#site = node;
    this.#node = isAlias(node) ? source.aliases.get(node) : node;
    if (isAlias(node) && this.#node === undefined) {
      throw this.mistake(`unknown anchor &${node.source}`, "Define the anchor before it is used.");
    }
  }

  /** Where the mistakes of the file are collected. */
  get mistakes(): Mistakes {
    return this.#source.mistakes;
  }

  /** `accounts.yaml:12:5: accounts[2].role: ...` */
  mistake(problem: string, hint: string | (() => string)): Mistake {
    return this.#mistakeAt(this.#site, problem, hint);
  }

  unknownKey(key: string, keys: readonly string[]): Mistake {
    return this.#mistakeAt(this.#key, "unknown key", () => choicesHint("Keys", key, keys));
  }

  #mistakeAt(node: unknown, problem: string, hint: string | (() => string)): Mistake {
    const path = this.path === "" ? "" : `${this.path}: `;
    return new Mistake(`${this.#placeOf(node)}: ${path}${problem}`, hint, offsetOf(node));
  }

  /** `accounts.yaml:12:5` */
  get place(): string {
    return this.#placeOf(this.#site);
  }

  #placeOf(node: unknown): string {
    const { line, col } = this.#source.lines.linePos(offsetOf(node));
    return `${this.#source.path}:${line}:${col}`;
  }

  get isList(): boolean {
    return isSeq(this.#node);
  }

  get isEmptyList(): boolean {
    return isSeq(this.#node) && this.#node.items.length === 0;
  }

  get isMapping(): boolean {
    return isMap(this.#node);
  }

  /** Null, `~` or nothing after the colon. */
  get isEmpty(): boolean {
    return this.#node === null || (isScalar(this.#node) && this.#node.value === null);
  }

  /** Reads each item of a list; those with mistakes are left out, and their mistakes collected. */
  list<T>(example: string, read: (item: Cursor) => T): readonly NonNullable<T>[] {
    if (!isSeq(this.#node)) {
      throw this.mistake(`expected a list, found ${this.#found()}`, `For example: ${example}.`);
    }
    const { items } = this.#node;
    this.#source.count(items.length);
    return items.flatMap((node, index) => {
      const value = this.mistakes.attempt(() =>
        read(new Cursor(this.#source, `${this.path}[${index}]`, node)),
      );
      return value === undefined || value === null ? [] : [value];
    });
  }

  /** The values of a mapping by key; a merge key (`<<`) adds the keys that the mapping itself does not have. */
  mapping(what: string): ReadonlyMap<string, Cursor> {
    this.#values ??= this.#read(what);
    return this.#values;
  }

  #read(what: string): ReadonlyMap<string, Cursor> {
    const found = new Map<string, Cursor>();
    const seen = new Set<unknown>();
    const merges: Cursor[] = [this];
    // The last one is next. Each node once: one that merges itself would never end.
    for (let next = merges.pop(); next; next = merges.pop()) {
      if (!isMap(next.#node)) throw next.mistake(`expected ${what}, found ${next.#found()}`, MAPPING_HINT);
      if (seen.has(next.#node)) continue;
      if (seen.size === MOST_MERGES) throw this.mistake("merges too many mappings", MERGES_HINT);
      seen.add(next.#node);
      for (const merged of next.#collect(found).toReversed()) merges.push(merged);
    }
    return found;
  }

  /** Adds the keys of this mapping that are not there already, and returns the mappings that it merges. */
  #collect(found: Map<string, Cursor>): readonly Cursor[] {
    if (!isMap(this.#node)) return [];
    this.#source.count(this.#node.items.length);
    const own = new Set<string>();
    const merged: (readonly Cursor[])[] = [];
    for (const pair of this.#node.items) {
      this.mistakes.attempt(() => {
        const [key, value] = this.#pair(pair);
        if (own.has(key)) throw value.#mistakeAt(value.#key, "duplicate key", "Remove one of the two.");
        own.add(key);
        if (key === "<<") merged.push(value.isList ? value.list("[*first]", (it) => it) : [value]);
        else if (!found.has(key)) found.set(key, value);
      });
    }
    return merged.flat();
  }

  #pair({ key, value }: Pair): readonly [string, Cursor] {
    const name = isScalar(key) ? key.value : undefined;
    if (typeof name !== "string") {
      const place = new Cursor(this.#source, this.path, key);
      throw place.mistake("a key must be a string", "Quote the key.");
    }
    const word = name.length <= LONGEST_KEY && /^[\w-]+$/.test(name) ? name : quoted(name);
    const path = this.path === "" ? word : `${this.path}.${word}`;
    return [name, new Cursor(this.#source, path, value ?? key, key)];
  }

  text(): string {
    if (this.isEmpty) throw this.mistake("has no value", NO_VALUE_HINT);
    const value = isScalar(this.#node) ? this.#node.value : undefined;
    if (typeof value !== "string") throw this.#notText(value);
    if (value.length > LONGEST_TEXT)
      throw this.mistake(`is too long: ${value.length} characters`, LENGTH_HINT);
    if (value.trim() === "") throw this.mistake("is empty", NO_VALUE_HINT);
    return value;
  }

  /** The same for an account id, which may stand without quotes: its digits are those of the file, zeros included. */
  digits(): string {
    const written = isScalar(this.#node) && typeof this.#node.value === "number" ? this.#written() : "";
    return /^\d+$/.test(written) ? written : this.text();
  }

  /** A string, a number, true or false, as it is written. */
  scalar(): string {
    const value = isScalar(this.#node) ? this.#node.value : undefined;
    return typeof value === "number" || typeof value === "boolean" ? this.#written() : this.text();
  }

  #notText(value: unknown): Mistake {
    if (value === undefined)
      return this.mistake(`expected a string, found ${this.#found()}`, "Use a string.");
    const written = quoted(this.#written()).slice(1, -1);
    return this.mistake(`expected a string, found the ${typeof value} ${written}`, `Quote it: "${written}".`);
  }

  /** The scalar as it is in the file: `012345678901` is another number once it is parsed. */
  #written(): string {
    return isScalar(this.#node) ? (this.#node.source ?? String(this.#node.value)) : "";
  }

  #found(): string {
    if (isMap(this.#node)) return "a mapping";
    if (isSeq(this.#node)) return "a list";
    if (this.isEmpty) return "nothing";
    // The whole file is one value: the wrong file, which may hold a secret.
    return this.path === "" ? "a single value" : quoted(this.#written());
  }
}

const MERGES_HINT = `Up to ${MOST_MERGES} mappings can be merged into one (<<).`;
const NO_VALUE_HINT = "Add a value, or remove the key.";
const LENGTH_HINT = `A value can have up to ${LONGEST_TEXT} characters.`;
const MAPPING_HINT = "Write it as key: value.";

function offsetOf(node: unknown): number {
  return (isNode(node) ? node.range?.[0] : undefined) ?? 0;
}
