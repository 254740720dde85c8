/** What the filters look at: how many functions, and the names that a misspelt filter may have meant. */
import { isGlob } from "../../config/patterns.ts";
import { FunctionCounter } from "../../model/counted.ts";
import { nearest } from "../../model/nearest.ts";
import type { Patterns } from "../../model/patterns.ts";
import { shellWord } from "../../model/quoted.ts";
import type { FunctionRow, Looked, Misspelt } from "../../model/report.ts";
import { withoutUrlSecrets } from "../../model/secure-url.ts";
import type { RowFilter } from "../../report/filter.ts";

/** Plain names that an option was given, and what they are compared with in a row. */
interface Naming {
  readonly words: readonly string[];
  /** `--owner payments` for `payments`. */
  optionFor(word: string): string;
  namesOf(row: FunctionRow): readonly (string | null | undefined)[];
}

/** More different names than any owner, tool or tag value has; names of functions may be more. */
const MOST_NAMES = 10_000;

/** Takes each row before the filters. Names are collected only for filters that name something. */
export class LookedCounter {
  readonly #functions = new FunctionCounter();
  readonly #namings: readonly { readonly naming: Naming; readonly seen: Set<string> }[];

  constructor(filter: RowFilter) {
    this.#namings = namingsOf(filter)
      .filter(({ words }) => words.length > 0)
      .map((naming) => ({ naming, seen: new Set() }));
  }

  add(row: FunctionRow): void {
    this.#functions.add(row);
    for (const { naming, seen } of this.#namings)
      for (const name of naming.namesOf(row))
        if (name && (seen.size < MOST_NAMES || naming.words.includes(name))) seen.add(name);
  }

  finish(): Looked {
    const misspelt = this.#namings.flatMap(({ naming: { words, optionFor }, seen }) =>
      words.flatMap((word): Misspelt[] => {
        const meant = seen.has(word) ? undefined : nearest(word, seen);
        return meant === undefined
          ? []
          : [{ written: withoutUrlSecrets(optionFor(word)), meant: withoutUrlSecrets(optionFor(meant)) }];
      }),
    );
    return { functions: this.#functions.count, misspelt };
  }
}

function namingsOf(filter: RowFilter): readonly Naming[] {
  const { owners, managedBy, names, excludeNames, tagged = new Map<string, Patterns>() } = filter;
  return [
    naming("--owner", owners, ({ owner }) => owner),
    naming("--managed-by", managedBy, (row) => row.managedBy),
    naming("--name", names, ({ functionName }) => functionName),
    naming("--exclude-name", excludeNames, ({ functionName }) => functionName),
    ...[...tagged].flatMap(([key, patterns]): Naming[] => [
      {
        words: [key],
        optionFor: (word) => `--tag ${shellWord(`${word}=${patterns.source.join(",")}`)}`,
        namesOf: ({ tags }) => Object.keys(tags ?? {}),
      },
      {
        words: plainOf(patterns),
        optionFor: (word) => `--tag ${shellWord(`${key}=${word}`)}`,
        namesOf: ({ tags }) => [tags && Object.hasOwn(tags, key) ? tags[key] : null],
      },
    ]),
  ];
}

function naming(
  option: string,
  patterns: Patterns | undefined,
  nameOf: (row: FunctionRow) => string | null,
): Naming {
  return {
    // `none` is not a name.
    words: plainOf(patterns).filter((word) => word !== "none"),
    optionFor: (word) => `${option} ${shellWord(word)}`,
    namesOf: (row) => [nameOf(row)],
  };
}

function plainOf(patterns: Patterns | undefined): readonly string[] {
  return patterns?.source.filter((word) => !isGlob(word)) ?? [];
}
