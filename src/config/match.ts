/**
 * Reads the `match` of an entry of an owners or waivers file: which functions the entry applies to. A mapping enters, with
 * compiled patterns it leaves; what is wrong in it is collected with the other mistakes of the file.
 */
import type { Patterns } from "../model/patterns.ts";
import { fullRuntimeName } from "../model/runtime.ts";
import type { Match } from "../model/triage.ts";
import type { Cursor } from "./cursor.ts";
import { type Fields, readFields } from "./fields.ts";
import { compilePatterns, patternComplaint } from "./patterns.ts";
import { accountMatcher } from "./select.ts";
import { checkedText, regionPattern } from "./settings.ts";

/** What owners are matched by. */
export const OWNER_MATCH = {
  account: (value: Cursor): NonNullable<Match["account"]> =>
    accountMatcher({ source: textsOf(value, (item) => patternOf(item, item.digits())) }),
  region: (value: Cursor) => compilePatterns(textsOf(value, (item) => regionPattern(item, item.text()))),
  name: readPatterns,
  stack: readPatterns,
  ou: readPatterns,
  tag: readTags,
} as const satisfies Fields;

/** What waivers are matched by. */
export const WAIVER_MATCH = {
  ...OWNER_MATCH,
  runtime: (value: Cursor) =>
    compilePatterns(textsOf(value, (item) => patternOf(item, fullRuntimeName(item.text())))),
  managedBy: readPatterns,
} as const satisfies Fields;

/** Every key that is present must match. */
export function readMatch(value: Cursor, fields: typeof OWNER_MATCH | typeof WAIVER_MATCH): Match {
  return readFields(value, fields, { what: 'a mapping such as {name: "checkout-*"}' });
}

/** Whether some entry can only be matched where tags were read. */
export function matchesTags(entries: readonly { readonly match: Match }[]): boolean {
  return entries.some(({ match: { tag, stack } }) => tag !== undefined || stack !== undefined);
}

function readPatterns(value: Cursor): Patterns {
  return compilePatterns(textsOf(value, (item) => patternOf(item, item.text())));
}

/** One pattern, or a list of them. */
function textsOf(value: Cursor, read: (item: Cursor) => string): readonly string[] {
  if (value.isEmptyList) throw value.mistake("is empty", "Add a pattern, or remove the key.");
  return value.isList ? value.list('["checkout-*"]', read) : [read(value)];
}

function patternOf(value: Cursor, pattern: string): string {
  return checkedText(value, pattern, patternComplaint);
}

/** Patterns by the key of the tag. */
function readTags(value: Cursor): Readonly<Record<string, Patterns>> {
  const found = value.mapping('a mapping such as {team: "pay*"}');
  if (found.size === 0) throw value.mistake("is empty", "Add a tag, or remove the key.");
  return Object.fromEntries(
    [...found].flatMap(([key, pattern]) => {
      const patterns = value.mistakes.attempt(() => readPatterns(pattern));
      return patterns ? [[key, patterns] as const] : [];
    }),
  );
}
