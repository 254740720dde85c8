/** The bytes of JSON that matter for cutting it into pieces, and what such a piece is. */
export const QUOTE = 0x22;
export const BACKSLASH = 0x5c;
export const OPEN_LIST = 0x5b;
export const CLOSE_LIST = 0x5d;
export const CLOSE_OBJECT = 0x7d;

/** What a byte outside of a string can be. */
export const OPEN = 1;
export const CLOSE = 2;
export const COMMA = 3;
export const COLON = 4;
export const STRING_TOKEN = 5;
export const NEWLINE = 6;
/** By byte, 0 for all others: one look-up instead of several comparisons. */
export const MARKS = new Uint8Array(256);
for (const [bytes, mark] of [
  ["{[", OPEN],
  ["}]", CLOSE],
  [",", COMMA],
  [":", COLON],
  ['"', STRING_TOKEN],
  ["\n", NEWLINE],
] as const) {
  for (const byte of Buffer.from(bytes)) MARKS[byte] = mark;
}

/** A piece of a big JSON object, small enough for JSON.parse. */
export interface Slice {
  /** The name of the member. */
  readonly key: string;
  /** The element's index when the member is a list; `list` where a list begins; `member` for any other value. */
  readonly at: number | "list" | "member";
  /** JSON text; empty where a list begins. */
  readonly text: string;
  /** How many keys the text holds, those of nested objects included. */
  readonly keys: number;
  /** The line on which the text ends, 1-based. */
  readonly line: number;
}

/** A text that is not one complete JSON object. */
export class BadJson extends Error {
  override readonly name = "BadJson";
  readonly line: number;
  /** The text ends before the object does. */
  readonly truncated: boolean;

  constructor(message: string, line: number, truncated = false) {
    super(message);
    this.line = line;
    this.truncated = truncated;
  }
}
