/** Accounts files of Cloud Custodian's c7n-org are read as they are: its keys, its regions, and the user's own keys. */
import type { Patterns } from "../model/patterns.ts";
import { firstNames } from "../model/words.ts";
import type { Cursor } from "./cursor.ts";
import type { Dialect } from "./fields.ts";
import { compilePatterns } from "./patterns.ts";
import { regionPattern } from "./settings.ts";

/** What was ignored or assumed while reading entries of c7n-org, for one warning each. */
export class C7nNotes {
  readonly unknownKeys = new Set<string>();
  withoutRegions = 0;

  warnings(path: string): string[] {
    const keys = [...this.unknownKeys].sort();
    return [
      ...(keys.length > 0
        ? [`${path}: ignoring keys that are not used: ${firstNames(keys, MOST_KEYS)}`]
        : []),
      ...(this.withoutRegions > 0
        ? [
            `${path}: an empty list of regions means ${C7N_DEFAULT_REGIONS.join(" and ")}, as in c7n-org; remove the key regions to scan every region`,
          ]
        : []),
    ];
  }
}

const MOST_KEYS = 20;

export function isC7nEntry(value: Cursor, what: string): boolean {
  return value.isMapping && value.mapping(what).has("account_id");
}

/** c7n-org allows any other key in an account. */
export function c7nDialect(notes: C7nNotes): Dialect {
  return {
    synonyms: new Map([
      ["account_id", "id"],
      ["external_id", "externalId"],
    ]),
    ignores(key) {
      if (!OWN_KEYS.has(key)) notes.unknownKeys.add(key.slice(0, LONGEST_KEY));
      return true;
    },
  };
}

/** Keys of c7n-org that this program does not need. */
const OWN_KEYS: ReadonlySet<string> = new Set(["display_name", "email", "org_id", "provider", "vars"]);
const LONGEST_KEY = 50;

/** What c7n-org scans where an account names no region. */
const C7N_DEFAULT_REGIONS = ["us-east-1", "us-west-2"];

/** One item may hold several regions, separated by commas. */
export function c7nRegions(value: Cursor, notes: C7nNotes): Patterns {
  const names = value.list("[us-east-1, eu-west-1]", (item) =>
    item
      .text()
      .split(",")
      .map((name) => regionPattern(item, name.trim())),
  );
  if (value.isEmptyList) notes.withoutRegions++;
  return compilePatterns(value.isEmptyList ? C7N_DEFAULT_REGIONS : names.flat());
}
