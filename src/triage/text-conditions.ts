/**
 * The conditions that look for a word in a text of a function. In: the words of a rule, and a function. Out: the sign that was
 * found, or nothing; and, for all rules at once, whether there may be one. Pure.
 */
import { take } from "../model/maps.ts";
import type { RecogniserRule } from "./recognisers.ts";
import { quote, type Recognisable, type Sign, STRENGTH } from "./sign.ts";

/** Where in a text a word must be: as a test, and as a pattern of the escaped word. */
interface Place {
  readonly holds: (text: string, word: string) => boolean;
  readonly pattern: (word: string) => string;
}

const WHOLE: Place = { holds: (text, word) => text === word, pattern: (word) => `^${word}$` };
const START: Place = { holds: (text, word) => text.startsWith(word), pattern: (word) => `^${word}` };
const END: Place = { holds: (text, word) => text.endsWith(word), pattern: (word) => `${word}$` };
const ANYWHERE: Place = { holds: (text, word) => text.includes(word), pattern: (word) => word };
const AFTER_SLASH: Place = {
  holds: (text, word) => text.endsWith(`/${word}`),
  pattern: (word) => `/${word}$`,
};
const AFTER_DASH: Place = { holds: (text, word) => text.includes(`-${word}`), pattern: (word) => `-${word}` };

type Text = "functionName" | "handler" | "description" | "role";

interface TextCondition {
  readonly strength: keyof typeof STRENGTH;
  readonly of: Text;
  readonly place: Place;
  readonly reason: (word: string) => string;
}

/** One of the words must be there. */
const TEXT_CONDITION = {
  handler: condition("code", "handler", WHOLE, (word) => `its handler is ${quote(word)}`),
  functionName: condition("name", "functionName", WHOLE, (word) => `its name is ${quote(word)}`),
  roleName: condition("name", "role", AFTER_SLASH, (word) => `its role is ${quote(word)}`),
  descriptionPrefix: condition(
    "code",
    "description",
    START,
    (word) => `its description begins with ${quote(word)}`,
  ),
  namePrefix: condition("name", "functionName", START, (word) => `its name begins with ${quote(word)}`),
  nameContains: condition("name", "functionName", ANYWHERE, (word) => `its name contains ${quote(word)}`),
  nameSuffix: condition("name", "functionName", END, (word) => `its name ends with ${quote(word)}`),
  /** CloudFormation names a function `<stack>-<logical id, cut>-<random>`. */
  logicalIdPrefix: condition(
    "name",
    "functionName",
    AFTER_DASH,
    (id) => `its name contains ${quote(`-${id}`)}`,
  ),
} as const;

type TextKey = keyof typeof TEXT_CONDITION;

const TEXT_CONDITIONS = Object.entries(TEXT_CONDITION) as readonly (readonly [TextKey, TextCondition])[];

function condition(
  strength: TextCondition["strength"],
  of: Text,
  place: Place,
  reason: TextCondition["reason"],
): TextCondition {
  return { strength, of, place, reason };
}

/** Finds the first of the words that is there. */
export function textSign(key: TextKey): (words: readonly string[]) => (fn: Recognisable) => Sign | undefined {
  const { strength, of, place, reason } = TEXT_CONDITION[key];
  return (words) => (fn) => {
    for (const word of words)
      if (place.holds(fn[of], word)) return { strength: STRENGTH[strength], text: reason(word) };
    return undefined;
  };
}

/**
 * Whether one of these rules may hold for a function. Without tags only words in its texts can fulfil a rule, and nearly all
 * functions lack them: one pattern for each text shows that in a fraction of the time that the rules take.
 */
export function mayMeet(rules: readonly RecogniserRule[]): (fn: Recognisable) => boolean {
  const patterns = new Map<Text, string[]>();
  for (const rule of rules)
    for (const [key, { of, place }] of TEXT_CONDITIONS)
      for (const word of rule[key] ?? []) take(patterns, of, () => []).push(place.pattern(escaped(word)));
  const tests = [...patterns].map(([of, words]) => ({ of, pattern: new RegExp(words.join("|")) }));
  return (fn) => fn.tags !== null || tests.some(({ of, pattern }) => pattern.test(fn[of]));
}

function escaped(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
