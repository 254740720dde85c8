/**
 * Positions in a list as text: a fixed number of characters each, a third of what numbers take in JSON. The writer of the
 * page encodes them, and the page's script decodes them.
 */

/** Printable ASCII without what JSON escapes, the space that separates lists, and `<`, which could end a script element. */
const ALPHABET = Array.from({ length: 94 }, (_, index) => String.fromCharCode(0x21 + index))
  .filter((character) => !'"\\<'.includes(character))
  .join("");
const BASE = ALPHABET.length;

/** Characters of each code, given the number of positions; none when there is only one. */
export function codeWidth(positions: number): number {
  let width = 0;
  for (let reach = 1; reach < positions; reach *= BASE) width++;
  return width;
}

export function encoded(position: number, width: number): string {
  let text = "";
  let rest = position;
  for (let digit = 0; digit < width; digit++) {
    text = ALPHABET.charAt(rest % BASE) + text;
    rest = Math.floor(rest / BASE);
  }
  return text;
}

const DIGITS = new Int8Array(128);
for (let digit = 0; digit < BASE; digit++) DIGITS[ALPHABET.charCodeAt(digit)] = digit;

/** The position that starts at this character. */
export function decoded(text: string, start: number, width: number): number {
  let position = 0;
  for (let at = start; at < start + width; at++)
    position = position * BASE + (DIGITS[text.charCodeAt(at)] ?? 0);
  return position;
}
