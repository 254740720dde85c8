/** The bytes that JSON is built with, as far as cutting it needs them. */
export const QUOTE = 0x22;
export const BACKSLASH = 0x5c;
export const OPEN_LIST = 0x5b;
export const CLOSE_LIST = 0x5d;
export const CLOSE_OBJECT = 0x7d;

/** What a byte outside a string may mean. */
export const OPEN = 1;
export const CLOSE = 2;
export const COMMA = 3;
export const COLON = 4;
export const STRING = 5;
export const NEWLINE = 6;
/** By byte, 0 for all others: one look-up instead of a chain of comparisons. */
export const MARKS = new Uint8Array(256);
for (const [bytes, mark] of [
  ["{[", OPEN],
  ["}]", CLOSE],
  [",", COMMA],
  [":", COLON],
  ['"', STRING],
  ["\n", NEWLINE],
] as const) {
  for (const byte of Buffer.from(bytes)) MARKS[byte] = mark;
}
