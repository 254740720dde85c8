import { cleanText } from "../../report/cell.ts";
import type { Page, Section } from "./page.ts";

/** A comparison for pull requests, issues, wikis and job summaries. */
export function* markdownText({ sides, summary, notes, sections }: Page): Iterable<string> {
  yield "# Lambda inventory: what changed\n\n";
  yield `${sides.map((side) => `- ${inlineText(side)}\n`).join("")}\n`;
  yield `**${inlineText(summary)}**\n`;
  if (notes.length > 0) yield `\n${notes.map((note) => `> ${inlineText(note)}\n`).join(">\n")}`;
  for (const section of sections) yield* sectionText(section);
}

function* sectionText({ title, headings, rows }: Section): Iterable<string> {
  yield `\n## ${title} (${rows.length})\n\n`;
  yield tableLine(headings);
  yield tableLine(headings.map(() => "---"));
  for (const row of rows) yield tableLine(row.map(({ text }) => inlineText(text)));
}

function tableLine(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |\n`;
}

/** Words, numbers, days, lists of them: nothing that Markdown or GitHub makes anything of. */
const PLAIN = /^[a-z0-9(][a-z0-9 →,;:()-]*\.?$/i;

/**
 * Text that shows as it is. Anything that could be more than words becomes a code span, in which there is no
 * markup, link, mention or reference; a pipe would end the cell of a table all the same.
 */
export function inlineText(raw: string): string {
  const text = cleanText(raw).trim();
  if (text === "" || PLAIN.test(text)) return text;
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const padding = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return fence + padding + text.replaceAll("|", "\\|") + padding + fence;
}
