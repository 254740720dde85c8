/**
 * The text of one cell, made safe for where it is going. Descriptions, tags and account names are written by
 * anyone who may create a function; none of it may move the reader's cursor, add a column, or run.
 */

/**
 * Everything that `cleanText` removes or replaces: C0 and C1 controls, line separators, bidi controls, noncharacters.
 * Surrogates are among them, since one without its other half is no character.
 */
const DIRTY =
  /[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]/;

/**
 * Escape sequences as ECMA-48 builds them, with 7-bit and 8-bit introducers: control sequences (colours, cursor),
 * then strings up to their terminator (window titles, links), then two-character escapes. A string without
 * a terminator loses its introducer only, lest one byte swallow the rest of the text. No string goes on past another
 * introducer, so that each byte is looked at once or twice, however many there are.
 */
const ESCAPE_SEQUENCES =
  /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?|(?:\x1b[PX\]^_]|[\x90\x98\x9d-\x9f])(?:[^\x07\x1b\x90\x98\x9c-\x9f]*(?:\x07|\x1b\\|\x9c))?|\x1b[ -/]*[0-~]/g;
/** Marks, embeddings, overrides and isolates, and the deprecated formatting characters behind them. */
const BIDI_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]/g;
const CONTROL_RUNS = /[\0-\x1f\x7f-\x9f\u2028\u2029]+/g;
const NO_CHARACTERS = /[\p{Cs}\p{Noncharacter_Code_Point}]/gu;

/**
 * One line of printable text: escape sequences and bidi controls are dropped, a run of controls becomes one space, and
 * what is no character becomes U+FFFD.
 */
export function cleanText(text: string): string {
  if (!DIRTY.test(text)) return text;
  return text
    .replace(ESCAPE_SEQUENCES, "")
    .replace(BIDI_CONTROLS, "")
    .replace(CONTROL_RUNS, " ")
    .replace(NO_CHARACTERS, "\ufffd");
}

/** The text, or its beginning and `…` when it has more characters than these; never half a surrogate pair. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const last = text.charCodeAt(most - 1);
  return `${text.slice(0, last >= 0xd800 && last <= 0xdbff ? most - 1 : most)}…`;
}

/**
 * Where a spreadsheet would see a formula begin: at the start of a cell, and behind a semicolon, at which many split CSV.
 * White space, zero-width characters and quotes before it do not help: spreadsheets ignore or remove them.
 */
const FORMULA = String.raw`(?:^|;)(?=[\s"\u200b-\u200f\u2060\ufeff]*[=+\-@\uff0b\uff0d\uff1d\uff20])`;

/** The places of a cell that get a `'`, by format. */
const GUARDED = {
  /**
   * A quote at the start of a cell would take in the rows that follow, up to the next quote. LibreOffice splits TSV at
   * commas and semicolons too.
   */
  tsv: new RegExp(`${FORMULA}|(?:^|[;,])(?=")|,(?==)`, "g"),
  /** Quotes are doubled, but a reader that splits at semicolons does not know that the cell is quoted. */
  csv: new RegExp(`${FORMULA}|;(?=")`, "g"),
} as const;

type FlatFormat = keyof typeof GUARDED;

/** A cell that a spreadsheet would run, or read on past its end, becomes text. */
export function guardCell(text: string, format: FlatFormat): string {
  return text.replace(GUARDED[format], "$&'");
}

/** Whether a cell has to be cleaned or guarded: one test decides for nearly every cell. */
const SUSPECT = {
  tsv: new RegExp(`${GUARDED.tsv.source}|${DIRTY.source}`),
  csv: new RegExp(`${GUARDED.csv.source}|${DIRTY.source}`),
} as const satisfies Record<FlatFormat, RegExp>;

function flatCell(text: string, format: FlatFormat): string {
  return SUSPECT[format].test(text) ? guardCell(cleanText(text), format) : text;
}

/** A cell of a TSV file. */
export function tsvCell(text: string): string {
  return flatCell(text, "tsv");
}

/** A cell of a CSV file, quoted as RFC 4180 says; also around a semicolon, at which LibreOffice would split it. */
export function csvCell(text: string): string {
  const cell = flatCell(text, "csv");
  return /[,;"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/**
 * What a terminal would obey, what a reader would take for the end of the line, what is no character, and `##` before a
 * word and a bracket, which runs as a command where a CI system reads the log (see log-commands.ts).
 */
const JSON_UNSAFE =
  /[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufdd0-\ufdef\ufffe\uffff]|##(?=[\w-]*\[)/;
const JSON_UNSAFE_ALL = new RegExp(JSON_UNSAFE, "g");

/** One line of JSON. The values are whole; unsafe characters are written as `\uXXXX`, which means the same. */
export function jsonText(value: unknown): string {
  if (typeof value === "string" && !JSON_SPECIAL.test(value)) return `"${value}"`;
  if (Array.isArray(value)) return `[${value.map(jsonText).join(",")}]`;
  return escapeUnsafe(JSON.stringify(value));
}

/** The same for JSON that is text already. */
export function escapeUnsafe(json: string): string {
  if (!JSON_UNSAFE.test(json)) return json;
  return json.replace(JSON_UNSAFE_ALL, (unsafe) =>
    [...unsafe].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""),
  );
}

/** What cannot be written between quotes as it is, or may not; one half of a surrogate pair may be alone. */
const JSON_SPECIAL = new RegExp(`${/[\0-\x1f"\\\ud800-\udfff]/.source}|${JSON_UNSAFE.source}`);
