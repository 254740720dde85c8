/**
 * Text from AWS and from files, made safe for people to read. Descriptions, tags and account names are written by anyone
 * who may create a function; none of it may move the cursor, reorder the text or end the line.
 */

/**
 * Everything that `cleanText` removes or replaces: C0 and C1 controls, line separators, bidi controls, noncharacters.
 * Surrogates are included, since one without its other half is not a character.
 */
export const DIRTY =
  /[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]/;

/**
 * Escape sequences of ECMA-48, with 7-bit and 8-bit introducers: control sequences (colours, cursor), then strings up to
 * their terminator (window titles, links), then two-character escapes. A string without a terminator loses only its
 * introducer, so that one byte cannot swallow the rest of the text. A string ends at the next introducer, which keeps the
 * match linear.
 */
const ESCAPE_SEQUENCES =
  /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?|(?:\x1b[PX\]^_]|[\x90\x98\x9d-\x9f])(?:[^\x07\x1b\x90\x98\x9c-\x9f]*(?:\x07|\x1b\\|\x9c))?|\x1b[ -/]*[0-~]/g;
/** Marks, embeddings, overrides and isolates, and the deprecated formatting characters behind them. */
const BIDI_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]/g;
const CONTROL_RUNS = /[\0-\x1f\x7f-\x9f\u2028\u2029]+/g;
const NO_CHARACTERS = /[\p{Cs}\p{Noncharacter_Code_Point}]/gu;

/**
 * One line of printable text: escape sequences and bidi controls are dropped, a run of controls becomes one space, and
 * noncharacters become U+FFFD.
 */
export function cleanText(text: string): string {
  if (!DIRTY.test(text)) return text;
  return text
    .replace(ESCAPE_SEQUENCES, "")
    .replace(BIDI_CONTROLS, "")
    .replace(CONTROL_RUNS, " ")
    .replace(NO_CHARACTERS, "\ufffd");
}

/** The text, or its beginning and `…` when it is longer than `most`; never half a surrogate pair. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const last = text.charCodeAt(most - 1);
  return `${text.slice(0, last >= 0xd800 && last <= 0xdbff ? most - 1 : most)}…`;
}
