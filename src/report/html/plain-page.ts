/**
 * Pages without a script, in the look of the report: a plan, a trend, a comparison, a list of reports. Texts and tables go
 * in, HTML comes out in pieces. On a narrow screen the tables become lists.
 */
import { pageAssets } from "./assets.ts";
import { pageHead } from "./head.ts";
import { datedText, html, type Markup } from "./markup.ts";

interface PlainPage {
  readonly title: string;
  /** Beside the title. */
  readonly about?: string;
  readonly verdict: Verdict;
}

/** What the page says first, in a box. */
export interface Verdict {
  readonly tone: "bad" | "warn" | "good";
  readonly headline: string | Markup;
  readonly lines: readonly (string | Markup)[];
}

/** A page that begins with its verdict. */
export async function plainPage(page: PlainPage, parts: Iterable<Markup>): Promise<Iterable<string>> {
  const { style } = await pageAssets();
  return pageText(page, style, parts);
}

function* pageText(
  { title, about = "", verdict: { tone, headline, lines } }: PlainPage,
  style: string,
  parts: Iterable<Markup>,
): Iterable<string> {
  yield `${pageHead({ title, style }).text}\n`;
  yield `${
    html`<header>
<h1>${title}</h1>
${about === "" ? "" : html`<p>${datedText(about)}</p>`}
</header>
<main>
<section class="verdict ${tone}" aria-label="Summary">
<p class="headline">${textPart(headline)}</p>
${lines.map((line) => html`<p>${textPart(line)}</p>`)}
</section>`.text
  }\n`;
  for (const part of parts) yield `${part.text}\n`;
  yield "</main>\n</body>\n</html>\n";
}

function textPart(text: string | Markup): Markup {
  return typeof text === "string" ? datedText(text) : text;
}

export interface PlainColumn<Row> {
  readonly heading: string;
  readonly isNumber?: boolean;
  readonly cell: (row: Row) => Markup;
}

/** A table in pieces, one for each row. */
export function* plainTable<Row>(
  labelledBy: string,
  columns: readonly PlainColumn<Row>[],
  rows: Iterable<Row>,
): Iterable<Markup> {
  const number = html` class="number"`;
  yield html`<table class="cards plain" aria-labelledby="${labelledBy}">
<thead><tr>${columns.map(({ heading, isNumber }) => html`<th scope="col"${isNumber ? number : ""}>${heading}</th>`)}</tr></thead>
<tbody>`;
  for (const row of rows)
    yield html`<tr>${columns.map(
      ({ heading, isNumber, cell }) =>
        html`<td${isNumber ? number : ""} data-label="${heading}">${cell(row)}</td>`,
    )}</tr>`;
  yield html`</tbody></table>`;
}
