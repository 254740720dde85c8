import { markdownCode, markdownTable, markdownText } from "../../report/markdown-text.ts";
import type { DiffPage } from "./page.ts";
import type { Cell, DiffSection } from "./sections.ts";

/** Rows listed in a section: GitHub rejects job summaries of more than a mebibyte. */
const MOST_ROWS = 1_000;

/** A comparison for pull requests, issues, wikis and job summaries. */
export function* differenceMarkdown({ totals, sides, summary, notes, sections }: DiffPage): Iterable<string> {
  yield "# Lambda inventory: what changed\n\n";
  yield `**${markdownText(totals.join(", "))}**\n\n`;
  for (const side of sides) yield `- ${markdownText(side)}\n`;
  yield `\n**${markdownText(summary)}**\n`;
  for (const note of notes) yield `\n> ${markdownText(note)}\n`;
  for (const section of sections) yield* sectionText(section);
}

function* sectionText({ title, headings, rows }: DiffSection): Iterable<string> {
  yield `\n## ${title} (${rows.length})\n`;
  yield* markdownTable(
    headings,
    rows.slice(0, MOST_ROWS).map((row) => row.map(cellText)),
  );
  const more = rows.length - MOST_ROWS;
  if (more > 0) yield `\n${more} more; --format json lists all.\n`;
}

function cellText({ text, name }: Cell): string {
  return name ? markdownCode(text) : markdownText(text);
}
