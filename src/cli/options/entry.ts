/**
 * The shape of an option table, and the types that follow from it. A table is written once; parsing, the environment,
 * help, completion, the documents and the types of the commands all come from it.
 */
import type { Patterns } from "../../model/patterns.ts";
import type { Shard } from "../../model/report.ts";
import type { ColumnKey } from "../../report/columns.ts";
import type { SortKey } from "../../report/sort.ts";

/** The headings of the help pages, in order. */
export const GROUPS = [
  "Accounts",
  "Regions and functions",
  "Lifecycle data",
  "Output",
  "Notices",
  "Exit code",
  "Running",
  "Messages",
  "Template",
] as const;

interface Common {
  /** The long name, where it is not the key in kebab case: lists are plural in code and singular on the command line. */
  readonly flag?: string;
  readonly alias?: string;
  readonly group: (typeof GROUPS)[number];
  /** Sentences for `--help`; the first one is also used by shell completion. */
  readonly help: string;
  /** Also listed on the one-screen page (`-h`). */
  readonly frequent?: true;
}

interface WithValue extends Common {
  /** The placeholder of the value in help, e.g. `FILE`. */
  readonly value: string;
  /** What a shell offers for the value when there is no list of choices. */
  readonly completes?: "files" | "profiles";
}

export type OptionEntry =
  | (Common & { readonly kind: "flag" })
  | (WithValue & { readonly kind: "text"; readonly rule?: TextRule; readonly default?: string })
  /** A file to write; `-` is stdout. */
  | (WithValue & { readonly kind: "output" })
  | (WithValue & { readonly kind: "list"; readonly rule?: TextRule })
  | (WithValue & { readonly kind: "regions" | "runtimes" })
  /** `none`: an empty value is accepted and means the word `none`. */
  | (WithValue & { readonly kind: "patterns"; readonly none?: true })
  /** `KEY=PATTERN`, by key. */
  | (WithValue & { readonly kind: "pairs" })
  /** Keys of columns, `tags.KEY` included. */
  | (WithValue & { readonly kind: "columns"; readonly choices: readonly string[] })
  | (WithValue & { readonly kind: "choice"; readonly choices: readonly string[]; readonly default?: string })
  | (WithValue & {
      readonly kind: "choices";
      readonly choices: readonly string[];
      readonly default?: readonly [];
    })
  | (WithValue & { readonly kind: "sort"; readonly choices: readonly string[] })
  | (WithValue & {
      readonly kind: "integer";
      readonly min: number;
      readonly max: number;
      /** The word `auto` is accepted in place of a number. */
      readonly auto?: true;
      readonly default?: number | "auto";
    })
  | (WithValue & { readonly kind: "seconds"; readonly default?: number })
  | (WithValue & { readonly kind: "date" | "shard" });

export type Kind = OptionEntry["kind"];
/** By key: the name of the option in code, and in the programmatic interface. */
export type OptionTable = Readonly<Record<string, OptionEntry>>;

/** What a text must be, beyond not being empty; see rules.ts. */
export type TextRule =
  | "role"
  | "roleName"
  | "externalId"
  | "sessionName"
  | "accountId"
  | "ou"
  | "url"
  | "link"
  | "ledger"
  | "aggregator";

type Chosen<E> = E extends { readonly choices: readonly (infer C)[] } ? C : never;
type Auto<E> = E extends { readonly auto: true } ? "auto" : never;
type Missing<E> = E extends { readonly default: unknown } ? never : undefined;

/** The value of an option once it is read. */
type ValueOf<E extends OptionEntry> = {
  flag: boolean;
  text: string | Missing<E>;
  output: string | undefined;
  list: readonly string[];
  patterns: Patterns | undefined;
  regions: Patterns | undefined;
  runtimes: Patterns | undefined;
  pairs: ReadonlyMap<string, Patterns> | undefined;
  columns: readonly ColumnKey[] | undefined;
  choice: Chosen<E> | Missing<E>;
  choices: readonly Chosen<E>[] | Missing<E>;
  sort: readonly SortKey[] | undefined;
  integer: number | Auto<E> | Missing<E>;
  seconds: number | Missing<E>;
  date: string | undefined;
  shard: Shard | undefined;
}[E["kind"]];

export type Values<T extends OptionTable> = { readonly [Key in keyof T]: ValueOf<T[Key]> };

/** What a program passes for an option: a text only where the value is a text. */
type InputOf<E extends OptionEntry> = {
  flag: boolean;
  text: string;
  output: string;
  list: readonly string[];
  patterns: readonly string[];
  regions: readonly string[];
  runtimes: readonly string[];
  pairs: readonly string[];
  columns: readonly ColumnKey[];
  choice: Chosen<E>;
  choices: readonly Chosen<E>[];
  sort: readonly string[];
  integer: number | Auto<E>;
  seconds: number;
  date: string;
  shard: Shard;
}[E["kind"]];

export type Inputs<T extends OptionTable> = { readonly [Key in keyof T]?: InputOf<T[Key]> | undefined };

/** `excludeOus`, with `flag: "exclude-ou"` → `exclude-ou`; `groupBy` → `group-by` */
export function nameOf(key: string, entry: OptionEntry): string {
  return entry.flag ?? key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** `exclude-region` → `LAMBDA_INVENTORY_EXCLUDE_REGION` */
export function environmentName(option: string): string {
  return `LAMBDA_INVENTORY_${option.toUpperCase().replaceAll("-", "_")}`;
}

/** Each option of a table with the name that users type. */
export function namedOptions(table: OptionTable): readonly (readonly [name: string, entry: OptionEntry])[] {
  return Object.entries(table).map(([key, entry]) => [nameOf(key, entry), entry]);
}

/** A word after the command; several words where `many`. */
export interface Positional {
  readonly name: string;
  readonly help: string;
  readonly required: boolean;
  readonly many?: true;
  readonly choices?: readonly string[];
}

/** What a user can type for a command. What runs it is loaded by run.ts, only when it is needed. */
export interface CommandEntry {
  /** One line, for the list of commands. */
  readonly summary: string;
  readonly positionals: readonly Positional[];
  readonly options: OptionTable;
  /** Arguments after the program's name, and what they do. */
  readonly examples: readonly (readonly [line: string, meaning: string])[];
}
