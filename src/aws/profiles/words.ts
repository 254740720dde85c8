/** Splits a line into words like a POSIX shell: quotes and backslashes work, nothing else of a shell does. */

/** Undefined when a quote is not closed, or a backslash ends the line. */
export function splitWords(line: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote = "";
  for (let i = 0; i < line.length; i += 1) {
    const character = line.charAt(i);
    if (quote !== "'" && character === "\\") {
      const next = line.charAt(i + 1);
      if (next === "") return undefined;
      // Between double quotes a backslash escapes only these two.
      const escapes = quote === "" || next === '"' || next === "\\";
      word = (word ?? "") + (escapes ? next : character + next);
      i += 1;
    } else if (character === quote) {
      quote = "";
    } else if (quote === "" && (character === "'" || character === '"')) {
      quote = character;
      word ??= "";
    } else if (quote === "" && /[ \t\r\n]/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? "") + character;
    }
  }
  if (quote !== "") return undefined;
  return word === undefined ? words : [...words, word];
}
