import { compilePatterns } from "../../config/patterns.ts";
import { isDay } from "../../model/day.ts";
import { UserError } from "../../model/failure.ts";
import { knownRegion, REGIONS } from "../../model/partitions.ts";
import { quoted } from "../../model/quoted.ts";
import { demandKnown, mistake, wrongChoice } from "./complaints.ts";
import type { Kind, OptionEntry, OptionTable, Values } from "./entry.ts";
import type { Given } from "./given.ts";
import { RULES } from "./rules.ts";

type Entry<K extends Kind> = Extract<OptionEntry, { readonly kind: K }>;
type Reader<K extends Kind> = (given: Given, entry: Entry<K>) => unknown;

const READERS: { readonly [K in Kind]: Reader<K> } = {
  flag: (given) => given.texts.at(-1) === "true",
  text: (given, entry) => checked(single(given), given, entry.rule),
  list: (given, entry) => items(given).map((item) => checked(item, given, entry.rule)),
  patterns: (given) => patternsOf(given),
  regions: (given) => {
    for (const name of items(given))
      demandKnown(name, given, { what: "region", known: REGIONS, isKnown: knownRegion });
    return patternsOf(given);
  },
  choice: (given, entry) => chosen(last(given), given, entry.choices),
  choices: (given, entry) => items(given).map((item) => chosen(item, given, entry.choices)),
  sort: (given, entry) =>
    items(given).map((item) => {
      const key = item.replace(/^-/, "");
      return { key: chosen(key, given, entry.choices), descending: item !== key };
    }),
  integer: readInteger,
  seconds: readSeconds,
  date: readDate,
  shard: readShard,
};

/** What an option is when it was not given. */
const ABSENT: Readonly<Partial<Record<Kind, unknown>>> = { flag: false, list: [] };

/** Reads every option of a table; throws UserError at the first wrong value. */
export function readValues<T extends OptionTable>(table: T, given: ReadonlyMap<string, Given>): Values<T> {
  const values = Object.entries<OptionEntry>(table).map(([name, entry]) => [
    name,
    readValue(entry, given.get(name)),
  ]);
  return Object.fromEntries(values) as Values<T>;
}

function readValue(entry: OptionEntry, given: Given | undefined): unknown {
  if (given) return read(entry, given);
  if ("default" in entry && entry.default !== undefined) {
    return read(entry, { texts: [entry.default], place: "the default", from: "environment" });
  }
  return ABSENT[entry.kind];
}

function read(entry: OptionEntry, given: Given): unknown {
  const reader = READERS[entry.kind] as (given: Given, entry: OptionEntry) => unknown;
  return reader(given, entry);
}

/** What names something is given once: of two files or roles one would go unread in silence. */
function single(given: Given): string {
  const { texts, place } = given;
  if (texts.length > 1) {
    throw new UserError(`${place} is given ${texts.length} times: ${texts.join(", ")}`, "Give it once.");
  }
  return last(given);
}

/** A setting may be given again, as over an alias of the shell: the last one counts. */
function last({ texts, place }: Given): string {
  const text = texts.at(-1) ?? "";
  if (text.trim() === "")
    throw new UserError(`${place} has an empty value`, "Give a value, or leave it out.");
  return text;
}

/** Splits at the commas that stand outside of `{}`. */
function items({ texts, place }: Given): readonly string[] {
  const list = texts.flatMap((text) => text.split(/,(?![^{]*\})/)).map((item) => item.trim());
  if (list.includes("")) {
    const problem = `${place} has an empty value in ${quoted(texts.join(","))}`;
    throw new UserError(problem, "Separate the values by single commas.");
  }
  return [...new Set(list)];
}

function patternsOf(given: Given): unknown {
  return compilePatterns(items(given).map((item) => checked(item, given, "pattern")));
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

function readInteger(given: Given, { min, max }: Entry<"integer">): number {
  const text = last(given);
  const number = Number(text);
  if (!/^[+-]?\d+$/.test(text))
    throw mistake(given, text, "is no whole number", `Give one from ${min} to ${max}.`);
  if (number < min || number > max) {
    throw mistake(
      given,
      text,
      `is ${number < min ? "too small" : "too large"}`,
      `Give a number from ${min} to ${max}.`,
    );
  }
  return number;
}

/** Timers of Node end at 2^31 ms, that is 24 days. */
const MAX_SECONDS = 2_000_000;

function readSeconds(given: Given): number {
  const text = last(given);
  const seconds = Number(text);
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(text)) {
    throw mistake(given, text, "is no number of seconds", "Give a number such as 60 or 0.5, without a unit.");
  }
  if (seconds < 0.001 || seconds > MAX_SECONDS) {
    throw mistake(
      given,
      text,
      "is out of range",
      `Give a number of seconds above 0 and up to ${MAX_SECONDS}.`,
    );
  }
  return Math.round(seconds * 1000);
}

function readDate(given: Given): string {
  const text = last(given);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    throw mistake(given, text, "is no date", "Write it as YYYY-MM-DD, e.g. 2027-01-31.");
  }
  if (!isDay(text)) {
    throw mistake(given, text, "is no day of the calendar", "Write a day that exists, as YYYY-MM-DD.");
  }
  return text;
}

function readShard(given: Given): { index: number; count: number } {
  const text = single(given);
  const [, index = 0, count = 0] = /^(\d{1,6})\/(\d{1,6})$/.exec(text)?.map(Number) ?? [];
  if (index < 1 || index > count) {
    throw mistake(given, text, "is no part", "Write I/N with I from 1 to N, e.g. 1/4 to 4/4.");
  }
  return { index, count };
}
