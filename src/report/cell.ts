/**
 * The text of one cell, made safe for where it is going. Descriptions, tags and account names are written by
 * anyone who may create a function; none of it may move the reader's cursor, add a column, or run.
 */

/** Whatever `cleanText` has work with: C0 and C1 controls, line separators, bidi embeddings and isolates. */
const DIRTY = /[\0-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/;

/**
 * Escape sequences as ECMA-48 builds them, with 7-bit and 8-bit introducers: control sequences (colours, cursor),
 * then strings up to their terminator (window titles, links), then two-character escapes. A string without
 * a terminator loses its introducer only, lest one byte swallow the rest of the text. No string goes on past another
 * introducer, so that each byte is looked at once or twice, however many there are.
 */
const ESCAPE_SEQUENCES =
  /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?|(?:\x1b[PX\]^_]|[\x90\x98\x9d-\x9f])(?:[^\x07\x1b\x90\x98\x9c-\x9f]*(?:\x07|\x1b\\|\x9c))?|\x1b[ -/]*[0-~]/g;
const BIDI_OVERRIDES = /[\u202a-\u202e\u2066-\u2069]/g;
const CONTROL_RUNS = /[\0-\x1f\x7f-\x9f\u2028\u2029]+/g;

/** One line of printable text: escape sequences and bidi overrides dropped, a run of controls made one space. */
export function cleanText(text: string): string {
  if (!DIRTY.test(text)) return text;
  return text.replace(ESCAPE_SEQUENCES, "").replace(BIDI_OVERRIDES, "").replace(CONTROL_RUNS, " ");
}

/** The text, or its beginning and `…` when it has more characters than these; never half a surrogate pair. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const last = text.charCodeAt(most - 1);
  return `${text.slice(0, last >= 0xd800 && last <= 0xdbff ? most - 1 : most)}…`;
}

/**
 * What spreadsheets take for a formula. Zero-width characters before it count as white space, and so do quotes, which
 * spreadsheets take off the cells of a TSV file.
 */
const FORMULA = /^[\s"\u200b-\u200f\u2060]*[=+\-@\uff0b\uff0d\uff1d\uff20]/;

/** A cell that a spreadsheet would run becomes text. */
export function guardFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** Either rule has work: one test decides for nearly every cell there is. */
const SUSPECT =
  /^[\s"\u200b-\u200f\u2060]*[=+\-@\uff0b\uff0d\uff1d\uff20]|[\0-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/;

/** A cell of a TSV file. */
export function tsvCell(text: string): string {
  return SUSPECT.test(text) ? guardFormula(cleanText(text)) : text;
}

/** A cell of a CSV file, quoted as RFC 4180 says where it must be. */
export function csvCell(text: string): string {
  const cell = tsvCell(text);
  return cell.includes(",") || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell;
}

const JSON_UNSAFE = /[\x7f-\x9f\u2028-\u202e\u2066-\u2069]/;
const JSON_UNSAFE_ALL = /[\x7f-\x9f\u2028-\u202e\u2066-\u2069]/g;

/**
 * One line of JSON. The values are whole, but what a terminal would obey or a reader would take for the end
 * of the line is written as `\uXXXX`, which means the same.
 */
export function jsonText(value: unknown): string {
  if (typeof value === "string" && !JSON_SPECIAL.test(value)) return `"${value}"`;
  if (Array.isArray(value)) return `[${value.map(jsonText).join(",")}]`;
  const text = JSON.stringify(value);
  return escapeUnsafe(text);
}

/** The same for JSON text that is at hand. */
export function escapeUnsafe(json: string): string {
  if (!JSON_UNSAFE.test(json)) return json;
  return json.replace(JSON_UNSAFE_ALL, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** What a JSON string may not hold as it is, or what is unsafe in it; half of a surrogate pair may be alone. */
const JSON_SPECIAL = /[\0-\x1f"\\\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]/;
