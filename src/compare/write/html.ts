import { pageAssets } from "../../report/html/assets.ts";
import { pageHead } from "../../report/html/head.ts";
import { datedText, html, type Markup } from "../../report/html/markup.ts";
import type { Page } from "./page.ts";
import type { Cell, Section } from "./sections.ts";

/** A comparison as one file that opens from anywhere: the inventory's style, no script, nothing fetched. */
export async function htmlWriter(): Promise<(page: Page) => Iterable<string>> {
  const { style } = await pageAssets();
  return (page) => pageText(page, style);
}

function* pageText({ totals, sides, summary, notes, sections }: Page, style: string): Iterable<string> {
  yield `${pageHead({ title: "Lambda inventory: what changed", style }).text}\n`;
  yield `${
    html`<header>
<h1>Lambda inventory: what changed</h1>
<p><strong>${datedText(totals.join(", "))}</strong></p>
${sides.map((side) => html`<p>${datedText(side)}</p>`)}
</header>
<main>
<p><strong>${datedText(summary)}</strong></p>
<ul>${notes.map((note) => html`<li>${datedText(note)}</li>`)}</ul>`.text
  }\n`;
  for (const [i, section] of sections.entries()) yield* sectionText(section, `section-${i + 1}`);
  yield "</main>\n</body>\n</html>\n";
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

/** A status is shown by colour and name. */
function cellPart({ text, status }: Cell): Markup {
  return status
    ? html`<td><span class="status ${status}">${text}</span></td>`
    : html`<td>${datedText(text)}</td>`;
}
