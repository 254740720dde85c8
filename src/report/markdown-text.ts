import { cleanText } from "./clean-text.ts";

/**
 * Text that stays text in the Markdown of GitHub, GitLab and others: what could be markup is written as a character
 * reference, which no Markdown construct may begin with. References (`@name`, `#1`, `!1`, `GH-1`) and bare links are found
 * by the hosts in the finished page, so a zero-width space parts them.
 */
export function markdownText(text: string): string {
  return cleanText(text)
    .trim()
    .replace(MEANINGFUL, (mark) => `&#${mark.codePointAt(0)};`)
    .replace(LINKED, "$&&#8203;");
}

/**
 * The last few are markup only at the start (lists, headings), before a link, or around an emoji's name. Parentheses are
 * markup only after a square bracket, which does not remain, and after a number at the start.
 */
const MEANINGFUL = /[\\`*_{}[\]<>#!|~&@$%^]|^[-+=]|(?<=^\d+|www)\.|(?<=^\d+)\)|:(?=\/\/|[a-z+])/gi;
/**
 * As they are written by the replacement above: the signs of references (users, issues, merge requests,
 * labels, milestones, epics, iterations, snippets, alerts), the colon of `https://`, the end of `www`; and `GH-1`.
 */
const LINKED =
  /&#(?:33|35|36|37|38|42|64|91|94|126);(?!\s|$)|&#58;(?=\/\/)|(?<=www)(?=&#46;)|(?<![\w-])GH-(?=\d)/gi;

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
