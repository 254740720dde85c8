import { isGlob } from "../../config/patterns.ts";
import { UserError } from "../../model/failure.ts";
import { quoted } from "../../model/quoted.ts";
import { choicesHint, didYouMean } from "../../model/suggestion.ts";
import type { Given, Input } from "./given.ts";

type Place = Pick<Given, "place">;

/** `--as-of: "tomorrow" is not a date` */
export function mistake({ place }: Place, value: Input, problem: string, hint: string): UserError {
  return new UserError(`${place}: ${shown(value)} ${problem}`, hint);
}

/** `--concurrency must be a whole number, not "abc"` */
export function wrongKind({ place }: Place, value: Input, expected: string, hint: string): UserError {
  return new UserError(`${place} must be ${expected}, not ${shown(value)}`, hint);
}

/** @param meant the choice that the value stands for, if any */
export function wrongChoice(
  { place }: Place,
  value: string,
  choices: readonly string[],
  meant?: string,
): UserError {
  const hint = choicesHint("Values", value, choices, meant);
  return new UserError(`invalid value ${quoted(value)} for ${place}`, hint);
}

function shown(value: Input): string {
  return quoted(typeof value === "object" ? `${value.index}/${value.count}` : String(value));
}

/** A region by name must be known. A pattern need not match any, so that a newer region can be given. */
export function demandKnownRegion(
  name: string,
  given: Given,
  known: readonly string[],
  isKnown: (name: string) => boolean,
): void {
  if (isGlob(name) || isKnown(name)) return;
  if (name === "all")
    throw mistake(given, name, "is not a region", `Omit ${given.place} to scan every region.`);
  const newer = /^[\w-]+$/.test(name)
    ? `If the region is newer than this version, use a pattern: '${name}*'.`
    : "A region is a name such as eu-west-1, or a pattern such as 'eu-*'.";
  throw new UserError(`${given.place}: unknown region ${quoted(name)}`, `${didYouMean(name, known)}${newer}`);
}
