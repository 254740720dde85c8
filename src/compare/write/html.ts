import { createHash } from "node:crypto";
import { pageAssets } from "../../report/html/assets.ts";
import { html, Markup } from "../../report/html/markup.ts";
import type { Cell, Page, Section } from "./page.ts";

/** A comparison as one file that opens from anywhere: the inventory's style, no script, nothing fetched. */
export async function htmlWriter(): Promise<(page: Page) => Iterable<string>> {
  const { style } = await pageAssets();
  return (page) => pageText(page, style);
}

function* pageText({ sides, summary, notes, sections }: Page, style: string): Iterable<string> {
  yield `${headPart(style).text}\n`;
  yield `${
    html`<header>
<h1>Lambda inventory: what changed</h1>
${sides.map((side) => html`<p>${side}</p>`)}
</header>
<main>
<p><strong>${summary}</strong></p>
<ul>${notes.map((note) => html`<li>${note}</li>`)}</ul>`.text
  }\n`;
  for (const [i, section] of sections.entries()) yield* sectionText(section, `section-${i + 1}`);
  yield "</main>\n</body>\n</html>\n";
}

function headPart(style: string): Markup {
  const hash = createHash("sha256").update(style).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>Lambda inventory: what changed</title>
<style>${new Markup(style)}</style>
</head>
<body>`;
}

function* sectionText({ title, headings, rows }: Section, id: string): Iterable<string> {
  yield `${
    html`<h2 id="${id}">${title} (${rows.length})</h2>
<div class="scroll" role="region" aria-labelledby="${id}" tabindex="0"><table aria-labelledby="${id}">
<thead><tr>${headings.map((heading) => html`<th scope="col">${heading}</th>`)}</tr></thead>
<tbody>`.text
  }\n`;
  for (const row of rows) yield `${html`<tr>${row.map(cellPart)}</tr>`.text}\n`;
  yield "</tbody></table></div>\n";
}

/** A status has its colour, and says its name beside. */
function cellPart({ text, status }: Cell): Markup {
  return status ? html`<td><span class="status ${status}">${text}</span></td>` : html`<td>${text}</td>`;
}
