import { cleanText } from "./cell.ts";

/**
 * Text in Markdown that stays text on GitHub, GitLab and wherever else: what could mean something is written as
 * a character reference, which no Markdown construct may begin with. Mentions, issue numbers and bare links are
 * found by the hosts in the finished page, so that a zero-width space parts them.
 */
export function markdownText(text: string): string {
  return cleanText(text)
    .trim()
    .replace(MEANINGFUL, (mark) => `&#${mark.codePointAt(0)};`)
    .replace(LINKED, "$&&#8203;");
}

/** The last few mean something only at the start (lists, headings), before a link, or around an emoji's name. */
const MEANINGFUL = /[\\`*_{}[\]<>()#!|~&@$]|^[-+=]|(?<=^\d+|www)\.|:(?=\/\/|[a-z+])/gi;
/** `@`, `#`, the colon of `https://` and the end of `www`, as they stand after the replacement above. */
const LINKED = /&#(?:64|35);|&#58;(?=\/\/)|(?<=www)(?=&#46;)/gi;

/** A name in a code span; a name that could leave one is written as text. */
export function markdownCode(text: string): string {
  const name = cleanText(text);
  return /^[\w$.:/@+=-][\w$.:/@+= -]*$/.test(name) && name === name.trim()
    ? `\`${name}\``
    : markdownText(name);
}

/**
 * A table of cells that are Markdown already: its head, then its lines.
 * @param right positions of the columns that are aligned right
 */
export function* markdownTable(
  headings: readonly string[],
  rows: Iterable<readonly string[]>,
  right: readonly number[] = [],
): Iterable<string> {
  const rule = headings.map((_, index) => (right.includes(index) ? "---:" : "---"));
  yield `\n| ${headings.join(" | ")} |\n| ${rule.join(" | ")} |\n`;
  for (const cells of rows) yield `| ${cells.join(" | ")} |\n`;
}
