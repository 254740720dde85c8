import type { Patterns } from "../../model/patterns.ts";
import type { SortKey } from "../../report/sort.ts";

/** The headings of the help pages, in their order. */
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
  readonly alias?: string;
  readonly group: (typeof GROUPS)[number];
  /** Sentences for `--help`; the first one also serves shell completion. */
  readonly help: string;
  /** Stands on the one-screen page too. */
  readonly frequent?: true;
}

interface WithValue extends Common {
  /** What stands for the value in help, e.g. `FILE`. */
  readonly value: string;
  /** What a shell offers for the value, where no list of choices says it. */
  readonly completes?: "files" | "profiles";
}

/** One option: everything that parsing, the environment, help, completion and the documents need to know. */
export type OptionEntry =
  | (Common & { readonly kind: "flag" })
  | (WithValue & {
      readonly kind: "text";
      readonly rule?: TextRule;
      readonly default?: string;
    })
  | (WithValue & { readonly kind: "list"; readonly rule?: TextRule })
  | (WithValue & { readonly kind: "patterns" | "regions" })
  | (WithValue & { readonly kind: "choice"; readonly choices: readonly string[]; readonly default?: string })
  | (WithValue & { readonly kind: "choices"; readonly choices: readonly string[] })
  | (WithValue & { readonly kind: "sort"; readonly choices: readonly string[] })
  | (WithValue & {
      readonly kind: "integer";
      readonly min: number;
      readonly max: number;
      readonly default?: string;
    })
  | (WithValue & { readonly kind: "seconds"; readonly default?: string })
  | (WithValue & { readonly kind: "date" | "shard" });

export type Kind = OptionEntry["kind"];
export type OptionTable = Readonly<Record<string, OptionEntry>>;

/** Checks of a text beyond its not being empty; see rules.ts. */
export type TextRule =
  | "role"
  | "roleName"
  | "externalId"
  | "sessionName"
  | "accountId"
  | "ou"
  | "url"
  | "ledger";

type Chosen<E> = E extends { readonly choices: readonly (infer C)[] } ? C : never;
type Missing<E> = E extends { readonly default: string } ? never : undefined;

/** What an option's value is once read. */
export type ValueOf<E extends OptionEntry> = {
  flag: boolean;
  text: string | Missing<E>;
  list: readonly string[];
  patterns: Patterns | undefined;
  regions: Patterns | undefined;
  choice: Chosen<E> | Missing<E>;
  choices: readonly Chosen<E>[] | undefined;
  sort: readonly SortKey[] | undefined;
  integer: number | Missing<E>;
  /** milliseconds */
  seconds: number | Missing<E>;
  date: string | undefined;
  shard: { readonly index: number; readonly count: number } | undefined;
}[E["kind"]];

export type Values<T extends OptionTable> = { readonly [Name in keyof T]: ValueOf<T[Name]> };

/** `exclude-region` → `LAMBDA_INVENTORY_EXCLUDE_REGION` */
export function environmentName(option: string): string {
  return `LAMBDA_INVENTORY_${option.toUpperCase().replaceAll("-", "_")}`;
}
