import { isAlias, isMap, isNode, isScalar, isSeq, type Pair } from "yaml";
import { UserError } from "../model/failure.ts";
import { nearest } from "../model/nearest.ts";
import type { Source } from "./source.ts";

/** A value in the file and where it stands; reads it as what it must be, or throws UserError with line and path. */
export class Cursor {
  readonly #source: Source;
  /** `accounts[2].role`; empty at the root. */
  readonly path: string;
  readonly #node: unknown;
  /** The node where it is used, which for an alias is not where it is written. */
  readonly #site: unknown;

  constructor(source: Source, path = "", node: unknown = source.document.contents) {
    this.#source = source;
    this.path = path;
    this.#site = node;
    this.#node = isAlias(node) ? node.resolve(source.document) : node;
    if (isAlias(node) && this.#node === undefined) {
      throw this.mistake(`there is no anchor &${node.source}`, "Define the anchor before it is used.");
    }
  }

  /** `accounts.yaml:12:5: accounts[2].role: ...` */
  mistake(problem: string, hint: string): UserError {
    const path = this.path === "" ? "" : `${this.path}: `;
    return new UserError(`${this.place}: ${path}${problem}`, hint);
  }

  /** `accounts.yaml:12:5` */
  get place(): string {
    const start = isNode(this.#site) ? this.#site.range?.[0] : undefined;
    const { line, col } = this.#source.lines.linePos(start ?? 0);
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
    if (!isSeq(this.#node)) throw this.mistake(`${this.#shown()} is no list`, `Give a list: ${what}.`);
    return this.#node.items.map((item, index) => new Cursor(this.#source, `${this.path}[${index}]`, item));
  }

  /** A mapping's values by key; a merge key (`<<`) brings the keys that are not there already. */
  mapping(what: string): ReadonlyMap<string, Cursor> {
    if (!isMap(this.#node)) throw this.mistake(`${this.#shown()} is no mapping`, `Give ${what}.`);
    const merged: Cursor[] = [];
    const own = new Map<string, Cursor>();
    for (const pair of this.#node.items) {
      const [key, value] = this.#pair(pair);
      if (key === "<<") merged.push(value);
      else own.set(key, value);
    }
    const lists = merged.flatMap((value) => (value.isList ? value.list(what) : [value]));
    for (const each of lists.flatMap((value) => [...value.mapping(what)]))
      if (!own.has(each[0])) own.set(...each);
    return own;
  }

  #pair({ key, value }: Pair): readonly [string, Cursor] {
    const name = isScalar(key) ? key.value : undefined;
    const path = typeof name === "string" && this.path !== "" ? `${this.path}.${name}` : String(name);
    if (typeof name === "string") return [name, new Cursor(this.#source, path, value ?? key)];
    throw new Cursor(this.#source, this.path, key).mistake("this key is no text", "Write the key as a word.");
  }

  text(): string {
    if (this.isEmpty) throw this.mistake("has no value", "Give a value, or take the key out.");
    const value = isScalar(this.#node) ? this.#node.value : undefined;
    if (typeof value !== "string") throw this.mistake(`${this.#shown()} is no text`, this.#quoteHint());
    if (value.trim() === "") throw this.mistake("is empty", "Give a value, or take the key out.");
    return value;
  }

  unknownKey(key: string, keys: readonly string[]): UserError {
    const meant = nearest(key, keys);
    const suggestion = meant === undefined ? "" : `Did you mean ${meant}? `;
    return this.mistake("unknown key", `${suggestion}Keys: ${keys.join(", ")}.`);
  }

  /** What a bare scalar must look like to be text. */
  #quoteHint(): string {
    return isScalar(this.#node) ? `Quote it: "${this.#written()}".` : "Give one text.";
  }

  /** The scalar as it stands in the file: `012345678901` is another number once parsed. */
  #written(): string {
    return isScalar(this.#node) ? (this.#node.source ?? String(this.#node.value)) : "";
  }

  #shown(): string {
    if (isMap(this.#node)) return "a mapping";
    if (isSeq(this.#node)) return "a list";
    return this.isEmpty ? "nothing" : JSON.stringify(this.#written().slice(0, 100));
  }
}
