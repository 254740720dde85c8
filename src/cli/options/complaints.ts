import { isGlob } from "../../config/patterns.ts";
import { UserError } from "../../model/failure.ts";
import { nearest } from "../../model/nearest.ts";
import { quoted } from "../../model/quoted.ts";
import type { Given } from "./given.ts";

/** `--concurrency: "abc" is no whole number` */
export function mistake(
  given: Pick<Given, "place">,
  text: string,
  problem: string,
  hint?: string,
): UserError {
  return new UserError(`${given.place}: ${quoted(text)} ${problem}`, hint);
}

export function wrongChoice(given: Given, text: string, choices: readonly string[]): UserError {
  return mistake(
    given,
    text,
    "is not one of its values",
    `${didYouMean(text, choices)}Values: ${choices.join(", ")}.`,
  );
}

/** What the literal names in a list of patterns may be. */
interface Known {
  /** `region` */
  readonly what: string;
  readonly known: readonly string[];
  isKnown(name: string): boolean;
}

/** A literal name must be known. A pattern need not be, so that a newer one than this program can be given. */
export function demandKnown(name: string, given: Given, { what, known, isKnown }: Known): void {
  if (isGlob(name) || isKnown(name)) return;
  if (name === "all")
    throw mistake(given, name, `is no ${what}`, `Leave it out: then every ${what} is read.`);
  const newer = `A ${what} that is newer than this program can be given as a pattern: '${name}*'.`;
  throw mistake(given, name, `is no ${what} that is known`, `${didYouMean(name, known)}${newer}`);
}

/** `Did you mean eu-west-1? `, or nothing. */
export function didYouMean(text: string, candidates: Iterable<string>, prefix = ""): string {
  const candidate = nearest(text, candidates);
  return candidate === undefined ? "" : `Did you mean ${prefix}${candidate}? `;
}
