import { compilePatterns } from "../../config/patterns.ts";
import { UserError } from "../../model/failure.ts";
import { groupedBy } from "../../model/maps.ts";
import { knownRegion, REGIONS } from "../../model/partitions.ts";
import type { Patterns } from "../../model/patterns.ts";
import { quoted } from "../../model/quoted.ts";
import { fullRuntimeName } from "../../model/runtime.ts";
import { UserErrors } from "../../model/user-errors.ts";
import { isTagColumn } from "../../report/columns.ts";
import { demandKnownRegion, mistake, wrongChoice } from "./complaints.ts";
import type { Kind, OptionEntry, OptionTable, Values } from "./entry.ts";
import { type Given, isOn, itemsOf } from "./given.ts";
import { type Entry, last, readDate, readInteger, readSeconds, single, textOf } from "./one-value.ts";
import { RULES } from "./rules.ts";
import { readShard } from "./shard.ts";

type Reader<K extends Kind> = (given: Given, entry: Entry<K>) => unknown;

const READERS: { readonly [K in Kind]: Reader<K> } = {
  flag: isOn,
  text: (given, entry) => checked(textOf(single(given)), given, entry.rule),
  output: (given) => toStdout(textOf(single(given))),
  list: (given, entry) => each(given, (item) => checked(item, given, entry.rule)),
  patterns: (given, { none }) => {
    const named = none ? namingNone(given) : given;
    return patternsOf(named, items(named));
  },
  pairs: readPairs,
  columns: (given, entry) => each(given, (item) => readColumn(item, given, entry.choices)),
  regions: (given) =>
    patternsOf(
      given,
      each(given, (name) => readRegion(name, given)),
    ),
  runtimes: (given) => patternsOf(given, items(given).map(fullRuntimeName)),
  choice: (given, entry) => chosen(textOf(last(given)), given, entry.choices),
  choices: (given, entry) => each(given, (item) => chosen(item, given, entry.choices)),
  sort: (given, entry) =>
    each(given, (item) => {
      const key = item.replace(/^-/, "");
      return { key: readColumn(key, given, entry.choices), descending: item !== key };
    }),
  integer: readInteger,
  seconds: readSeconds,
  date: readDate,
  shard: (given) => readShard(single(given), given),
};

/** What an option is when it was not given and its table names no default. */
const ABSENT: Readonly<Partial<Record<Kind, unknown>>> = { flag: false, list: [] };

/** Reads every option of a table. The values count only if no error was added: an invalid one is undefined. */
export function readValues<T extends OptionTable>(
  table: T,
  given: ReadonlyMap<string, Given>,
  errors: UserErrors,
): Values<T> {
  const values = Object.entries<OptionEntry>(table).map(([key, entry]) => [
    key,
    errors.attempt(() => readValue(entry, given.get(key))),
  ]);
  return Object.fromEntries(values) as Values<T>;
}

/** Throws a UserError for an invalid value. */
export function readValue(entry: OptionEntry, given: Given | undefined): unknown {
  if (!given) return "default" in entry ? entry.default : ABSENT[entry.kind];
  const reader = READERS[entry.kind] as (given: Given, entry: OptionEntry) => unknown;
  return reader(given, entry);
}

function toStdout(path: string): string | undefined {
  return path === "-" ? undefined : path;
}

/** Each once. */
function items(given: Given): readonly string[] {
  const list = itemsOf(given);
  if (list.includes("")) {
    const all = quoted(given.values.map(textOf).join(","));
    throw new UserError(`${given.place}: empty value in ${all}`, "Separate values with single commas.");
  }
  return [...new Set(list)];
}

/** What `read` makes of each item. Throws one UserError for all that are invalid. */
function each<T>(given: Given, read: (item: string) => T): readonly T[] {
  return readEach(items(given), read);
}

function readEach<T>(list: readonly string[], read: (item: string) => T): readonly T[] {
  const errors = new UserErrors();
  const values: T[] = [];
  for (const item of list) {
    if (errors.isFull) break;
    errors.attempt(() => values.push(read(item)));
  }
  errors.throwIfAny();
  return values;
}

function readRegion(name: string, given: Given): string {
  demandKnownRegion(name, given, REGIONS, knownRegion);
  return name;
}

function patternsOf(given: Given, texts: readonly string[]): Patterns {
  return compilePatterns(readEach(texts, (item) => checked(item, given, "pattern")));
}

/** `--owner ''` is a way to write `--owner none`. */
function namingNone(given: Given): Given {
  return { ...given, values: given.values.map((value) => (textOf(value).trim() === "" ? "none" : value)) };
}

/** Values of one key are alternatives; every key must match. */
function readPairs(given: Given): ReadonlyMap<string, Patterns> {
  const pairs = each(given, (item) => {
    const at = item.indexOf("=");
    if (at < 1)
      throw mistake(given, item, "is not KEY=PATTERN", "For example team=payments, or 'team=pay*'.");
    return { key: item.slice(0, at), pattern: checked(item.slice(at + 1), given, "pattern") };
  });
  const ofKey = [...groupedBy(pairs, ({ key }) => key)];
  return new Map(ofKey.map(([key, own]) => [key, compilePatterns(own.map(({ pattern }) => pattern))]));
}

/** `tags.KEY` is a column for every tag key. */
function readColumn(text: string, given: Given, choices: readonly string[]): string {
  return isTagColumn(text) ? text : chosen(text, given, choices);
}

function checked(text: string, given: Given, rule: keyof typeof RULES | undefined): string {
  const complaint = rule && RULES[rule](text);
  if (complaint) throw mistake(given, text, complaint.problem, complaint.hint);
  return text;
}

function chosen(text: string, given: Given, choices: readonly string[]): string {
  if (!choices.includes(text)) throw wrongChoice(given, text, choices);
  return text;
}
