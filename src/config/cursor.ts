import { isAlias, isMap, isNode, isScalar, isSeq, type Pair } from "yaml";
import { UserError } from "../model/failure.ts";
import { nearest } from "../model/nearest.ts";
import { quoted } from "../model/quoted.ts";
import type { Source } from "./source.ts";

/** A value in the file and where it stands; reads it as what it must be, or throws UserError with line and path. */
export class Cursor {
  readonly #source: Source;
  /** `accounts[2].role`; empty at the root. */
  readonly path: string;
  readonly #node: unknown;
  /** The node where it is used, which for an alias is not where it is written. */
  readonly #site: unknown;
  /** The node of its key, when it is the value of one. */
  readonly #key: unknown;

  constructor(source: Source, path = "", node: unknown = source.document.contents, key: unknown = node) {
    this.#source = source;
    this.#key = key;
    this.path = path;
    this.#site = node;
    this.#node = isAlias(node) ? source.aliases.get(node) : node;
    if (isAlias(node) && this.#node === undefined) {
      throw this.mistake(`there is no anchor &${node.source}`, "Define the anchor before it is used.");
    }
  }

  /** `accounts.yaml:12:5: accounts[2].role: ...` */
  mistake(problem: string, hint: string): UserError {
    return this.#mistakeAt(this.#site, problem, hint);
  }

  unknownKey(key: string, keys: readonly string[]): UserError {
    const meant = nearest(key, keys);
    const suggestion = meant === undefined ? "" : `Did you mean ${meant}? `;
    return this.#mistakeAt(this.#key, "unknown key", `${suggestion}Keys: ${keys.join(", ")}.`);
  }

  #mistakeAt(node: unknown, problem: string, hint: string): UserError {
    const path = this.path === "" ? "" : `${this.path}: `;
    return new UserError(`${this.#placeOf(node)}: ${path}${problem}`, hint);
  }

  /** `accounts.yaml:12:5` */
  get place(): string {
    return this.#placeOf(this.#site);
  }

  #placeOf(node: unknown): string {
    const { line, col } = this.#source.lines.linePos((isNode(node) ? node.range?.[0] : undefined) ?? 0);
    return `${this.#source.path}:${line}:${col}`;
  }

  get isList(): boolean {
    return isSeq(this.#node);
  }

  get isMapping(): boolean {
    return isMap(this.#node);
  }

  /** Null, `~` or nothing after the colon. */
  get isEmpty(): boolean {
    return this.#node === null || (isScalar(this.#node) && this.#node.value === null);
  }

  list(what: string): readonly Cursor[] {
    if (!isSeq(this.#node)) throw this.mistake(`${this.#quoted()} is no list`, `Give a list: ${what}.`);
    return this.#node.items.map((item, index) => new Cursor(this.#source, `${this.path}[${index}]`, item));
  }

  /** A mapping's values by key; a merge key (`<<`) brings the keys that are not there already. */
  mapping(what: string): ReadonlyMap<string, Cursor> {
    const found = new Map<string, Cursor>();
    this.#collect(found, what, new Set());
    return found;
  }

  /** Each node once: one that merges itself would never end. */
  #collect(found: Map<string, Cursor>, what: string, seen: Set<unknown>): void {
    if (!isMap(this.#node)) throw this.mistake(`${this.#quoted()} is no mapping`, `Give ${what}.`);
    if (seen.has(this.#node)) return;
    seen.add(this.#node);
    const merged: Cursor[] = [];
    for (const pair of this.#node.items) {
      const [key, value] = this.#pair(pair);
      if (key === "<<") merged.push(...(value.isList ? value.list(what) : [value]));
      else if (!found.has(key)) found.set(key, value);
    }
    for (const value of merged) value.#collect(found, what, seen);
  }

  #pair({ key, value }: Pair): readonly [string, Cursor] {
    const name = isScalar(key) ? key.value : undefined;
    if (typeof name !== "string") {
      throw new Cursor(this.#source, this.path, key).mistake(
        "this key is no text",
        "Write the key as a word.",
      );
    }
    const word = /^[\w-]+$/.test(name) ? name : quoted(name);
    return [
      name,
      new Cursor(this.#source, this.path === "" ? word : `${this.path}.${word}`, value ?? key, key),
    ];
  }

  text(): string {
    if (this.isEmpty) throw this.mistake("has no value", "Give a value, or take the key out.");
    const value = isScalar(this.#node) ? this.#node.value : undefined;
    if (typeof value !== "string") throw this.#noText(value);
    if (value.trim() === "") throw this.mistake("is empty", "Give a value, or take the key out.");
    return value;
  }

  #noText(value: unknown): UserError {
    if (value === undefined) return this.mistake(`${this.#quoted()} is no text`, "Give one text.");
    const written = quoted(this.#written()).slice(1, -1);
    const problem = `${written} without quotes is a ${typeof value}, no text`;
    return this.mistake(problem, `Quote it: "${written}".`);
  }

  /** The scalar as it stands in the file: `012345678901` is another number once parsed. */
  #written(): string {
    return isScalar(this.#node) ? (this.#node.source ?? String(this.#node.value)) : "";
  }

  #quoted(): string {
    if (isMap(this.#node)) return "a mapping";
    if (isSeq(this.#node)) return "a list";
    return this.isEmpty ? "nothing" : quoted(this.#written());
  }
}
