import { withoutUrlSecrets } from "./secure-url.ts";

/** What `JSON.stringify` does not escape: DEL and C1 controls, marks and controls of direction, line separators, noncharacters. */
const UNPRINTABLE = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]/g;

/**
 * A value as messages show it: in quotes, without secrets of a URL, with everything escaped that could move the cursor,
 * change the direction of the text or end the line, and cut when it is long.
 */
export function quoted(text: string): string {
  const shown = withoutUrlSecrets(text.slice(0, 1_000));
  const short = shown.length > 100 ? `${shown.slice(0, 100)}…` : shown;
  return JSON.stringify(short).replace(UNPRINTABLE, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** A name as you type it in a shell. */
export function shellWord(name: string): string {
  return /^[\w@%+=:,./-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`;
}

/** Everything that could move the cursor or change the direction of the text; lines may end. */
const UNSAFE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A message that quotes a path or a name as it is, with what is unsafe in it escaped. */
export function printable(message: string): string {
  return message.replace(UNSAFE, escaped);
}
