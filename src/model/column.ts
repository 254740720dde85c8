/** What one column of a report is, and the words to write the table of columns with (columns.ts). */
import type { JsonObject } from "./json.ts";
import type { RuntimeStatus } from "./runtime.ts";

/** What costs extra calls (`--with`): columns, except `webFunctions`, which adds rows. */
export const EXTRAS = ["tags", "lastInvoked", "aliases", "invocations", "webFunctions", "image"] as const;
export type Extra = (typeof EXTRAS)[number];

/** An alias in a report: the version it points to, and its runtime's status. */
export interface ReportAlias {
  readonly name: string;
  readonly functionVersion: string;
  readonly runtime: string | null;
  readonly runtimeStatus: RuntimeStatus;
}

/** What a value is: how it is checked when it is read back, sorted, and described in the JSON Schema. */
export type ValueKind =
  | "text"
  | "word"
  /** `2027-04-30`. */
  | "day"
  /** A day, `never` or `unknown`. */
  | "dayOrWord"
  /** ISO 8601 in UTC, or empty. */
  | "time"
  /** A whole number from 0. */
  | "count"
  /** A whole number. */
  | "integer"
  | "texts"
  | "tags"
  | "aliases"
  /** As AWS describes a setting. */
  | "object";

/** Where a column appears besides JSON. */
export interface Placement {
  /** The heading in a table when it is not the key. */
  readonly heading?: string;
  /** A column of TSV and CSV by default. `last`: after the extra columns, so that the columns of earlier versions keep their positions. */
  readonly flat?: true | "last";
  /** It is read, and shown by default, with this extra only. */
  readonly with?: Extra;
}

/** One column; `T` is the type of its values. */
export interface ColumnDefinition<T = unknown> extends Placement {
  readonly kind: ValueKind;
  /** Of a word: all there are. */
  readonly words?: readonly string[];
  /** What it is, in Markdown: for docs/formats.md and the JSON Schema. */
  readonly about: string;
  /** A `--query` is tried on it before anything is scanned. */
  readonly example: T;
  readonly nullable?: true;
  /** JSON omits the key where there is no value. */
  readonly optional?: true;
  /** Reports of earlier versions lack the key: what that means. */
  readonly older?: T;
}

const make =
  <T>(kind: ValueKind) =>
  (about: string, example: T, placement: Placement = {}): ColumnDefinition<T> => ({
    kind,
    about,
    example,
    ...placement,
  });

export const text = make<string>("text");
export const day = make<string>("day");
export const dayOrWord = make<string>("dayOrWord");
export const time = make<string>("time");
export const count = make<number>("count");
export const integer = make<number>("integer");
export const texts = make<readonly string[]>("texts");
export const tagTable = make<Readonly<Record<string, string>>>("tags");
export const aliasList = make<readonly ReportAlias[]>("aliases");
export const object = make<JsonObject>("object");

export function word<W extends string>(
  words: readonly W[],
  about: string,
  example: W,
  placement: Placement = {},
): ColumnDefinition<W> {
  return { kind: "word", words, about, example, ...placement };
}

/** The key is in every record, and its value null where it is unknown. */
export function orNull<T>(column: ColumnDefinition<T>): ColumnDefinition<T | null> {
  return { ...column, nullable: true };
}

/** The key is absent where there is no value. Saved reports may have null instead. */
export function optional<T>(column: ColumnDefinition<T>): ColumnDefinition<T> & { readonly optional: true } {
  return { ...column, nullable: true, optional: true };
}

/** Reports of earlier versions lack the key: `value` is what that means. */
export function older<T>(value: T, column: ColumnDefinition<T>): ColumnDefinition<T> & { readonly older: T } {
  return { ...column, older: value };
}

/** The values that a row has in these columns. */
export type ValuesOf<Columns> = {
  readonly [Key in keyof Columns as Columns[Key] extends { optional: true } ? never : Key]: ValueOf<
    Columns[Key]
  >;
} & {
  readonly [Key in keyof Columns as Columns[Key] extends { optional: true } ? Key : never]?: ValueOf<
    Columns[Key]
  >;
};

/** The values of the columns that reports of earlier versions lack. */
export type OlderValues<Columns> = {
  readonly [Key in keyof Columns as Columns[Key] extends { older: unknown } ? Key : never]: ValueOf<
    Columns[Key]
  >;
};

type ValueOf<Column> = Column extends ColumnDefinition<infer T> ? T : never;
