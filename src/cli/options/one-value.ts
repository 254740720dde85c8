/** Values that are one text, number or day: what a user typed enters, the value leaves. */
import { isDay } from "../../model/day.ts";
import { MOST_LISTED, UserError } from "../../model/failure.ts";
import { quoted } from "../../model/quoted.ts";
import { firstNames } from "../../model/words.ts";
import { mistake, wrongKind } from "./complaints.ts";
import type { Kind, OptionEntry } from "./entry.ts";
import type { Given, Input } from "./given.ts";

export type Entry<K extends Kind> = Extract<OptionEntry, { readonly kind: K }>;

/** A file or role can be given only once: with two, one would be ignored silently. */
export function single(given: Given): Input {
  const { values, place } = given;
  if (values.length === 1) return last(given);
  const found = firstNames(
    values.map((value) => quoted(textOf(value))),
    MOST_LISTED,
  );
  throw new UserError(`${place} can be given only once, not ${values.length} times: ${found}`, "Keep one.");
}

/** A setting may be repeated, for example after a shell alias: the last one counts. */
export function last({ values, place }: Given): Input {
  const value = values.at(-1) ?? "";
  if (textOf(value).trim() === "")
    throw new UserError(`${place}: the value is empty`, "Pass a value, or omit the option.");
  return value;
}

export function textOf(value: Input): string {
  return String(value);
}

export function readInteger(
  given: Given,
  { min, max, auto, default: preset }: Entry<"integer">,
): number | "auto" {
  const value = last(given);
  if (auto && value === "auto") return value;
  const number = Number(value);
  if (/^[+-]?\d+$/.test(textOf(value)) && number >= min && number <= max) return number;
  throw wrongKind(
    given,
    value,
    `a whole number from ${min} to ${max}`,
    preset === undefined ? `Use a number from ${min} to ${max}.` : `The default is ${preset}.`,
  );
}

/** Node's timers end at 2^31 ms, which is 24 days. */
const MAX_SECONDS = 2_000_000;

export function readSeconds(given: Given): number {
  const value = last(given);
  const seconds = Number(value);
  const isNumber = typeof value === "number" || /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(textOf(value));
  if (!isNumber || Number.isNaN(seconds))
    throw wrongKind(given, value, "a number of seconds", "For example 60 or 0.5, without a unit.");
  if (seconds < 0.001 || seconds > MAX_SECONDS)
    throw mistake(given, value, "is out of range", `Use more than 0 and at most ${MAX_SECONDS} seconds.`);
  return seconds;
}

export function readDate(given: Given): string {
  const text = textOf(last(given));
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text))
    throw mistake(given, text, "is not a date", "Use YYYY-MM-DD, e.g. 2027-01-31.");
  if (isDay(text)) return text;
  throw new UserError(`${given.place}: ${text} does not exist`, "Use a valid date (YYYY-MM-DD).");
}
