/** What was probably meant by a word, and what else there is, as the hint of a message. */
import { similar } from "./nearest.ts";
import { either } from "./words.ts";

/** `Did you mean eu-west-1? `, or nothing. */
export function didYouMean(word: string, candidates: Iterable<string>, prefix = ""): string {
  const meant = similar(word, candidates).map((candidate) => `${prefix}${candidate}`);
  return meant.length === 0 ? "" : `Did you mean ${either(meant)}? `;
}

/**
 * `Did you mean json? Values: json, tsv.` A long list is printed only where there is no suggestion.
 * @param what `Values`
 * @param meant the choice that the word stands for, if any
 */
export function choicesHint(what: string, word: string, choices: readonly string[], meant?: string): string {
  const suggestion = meant === undefined ? didYouMean(word, choices) : `Did you mean ${meant}? `;
  if (suggestion !== "" && choices.length > LONG_LIST) return suggestion.trimEnd();
  return `${suggestion}${what}: ${choices.join(", ")}.`;
}

const LONG_LIST = 30;
