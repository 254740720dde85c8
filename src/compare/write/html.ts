import { createHash } from "node:crypto";
import type { RuntimeStatus } from "../../model/runtime.ts";
import { cleanText } from "../../report/cell.ts";
import { STYLE } from "./html-style.ts";
import type { Cell, Page, Section } from "./page.ts";

/** A comparison as one file that opens from anywhere: no script, nothing fetched, only its own style. */
export function* htmlText({ sides, summary, notes, sections }: Page): Iterable<string> {
  yield HEAD;
  yield "<h1>Lambda inventory: what changed</h1>\n";
  yield `<ul class="sides">${sides.map((side) => `<li>${escaped(side)}</li>`).join("")}</ul>\n`;
  yield `<p class="summary">${escaped(summary)}</p>\n`;
  for (const note of notes) yield `<p class="note">${escaped(note)}</p>\n`;
  for (const [i, section] of sections.entries()) yield* sectionText(section, `section-${i + 1}`);
  yield "</main>\n</body>\n</html>\n";
}

const HASH = createHash("sha256").update(STYLE).digest("base64");
const HEAD = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${HASH}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Lambda inventory: what changed</title>
<style>${STYLE}</style>
</head>
<body>
<main>
`;

function* sectionText({ title, headings, rows }: Section, id: string): Iterable<string> {
  yield `<h2 id="${id}">${escaped(title)} (${rows.length})</h2>\n`;
  yield `<div class="scroll" role="region" aria-labelledby="${id}" tabindex="0"><table aria-labelledby="${id}">\n`;
  const heads = headings.map((heading) => `<th scope="col">${escaped(heading)}</th>`);
  yield `<thead><tr>${heads.join("")}</tr></thead>\n<tbody>\n`;
  for (const row of rows) yield `<tr>${row.map(cellText).join("")}</tr>\n`;
  yield "</tbody></table></div>\n";
}

/** How a status looks; beside the colour its name is always there. */
const LOOKS = {
  supported: "good",
  expiring: "warn",
  deprecated: "bad",
  "create-blocked": "bad",
  "update-blocked": "bad",
  preview: "odd",
  custom: "odd",
  container: "odd",
  unknown: "odd",
} as const satisfies Record<RuntimeStatus, string>;

function cellText({ text, status }: Cell): string {
  return status ? `<td class="${LOOKS[status]}">${escaped(text)}</td>` : `<td>${escaped(text)}</td>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text that is never markup. */
function escaped(raw: string): string {
  return cleanText(raw).replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c);
}
