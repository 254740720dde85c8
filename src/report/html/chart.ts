import { html, type Markup } from "./markup.ts";

/** A drawing with a title and a description, and the same data as a table. */
interface Chart {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly width: number;
  readonly height: number;
  /** What the colours mean, where the drawing does not show it. */
  readonly legend?: Markup;
  /** The content of the SVG element. */
  readonly drawing: Markup;
  readonly headings: readonly string[];
  /** Table cells; the last one of each row is a number. */
  readonly rows: readonly (readonly Markup[])[];
}

/** An SVG drawing that scales with the page, whose links set the filters of the function list, and a folded table of its data. */
export function chart({ id, title, about, width, height, legend, drawing, headings, rows }: Chart): Markup {
  const last = headings.length - 1;
  return html`<section aria-labelledby="${id}">
<h3 id="${id}">${title}</h3>
<figure>
${legend}<div class="scroll" role="group" aria-label="${title}" tabindex="0"><svg class="${id}" viewBox="0 0 ${width} ${height}" role="group" aria-labelledby="${id} ${id}-about">
${drawing}
</svg></div>
<figcaption id="${id}-about">${about}</figcaption>
</figure>
<details class="numbers"><summary>As a table</summary><table class="cards">
<thead><tr>${headings.map((heading, index) => html`<th scope="col"${numeric(index === last)}>${heading}</th>`)}</tr></thead>
<tbody>
${rows.map(
  (
    cells,
  ) => html`<tr>${cells.map((cell, index) => html`<td${numeric(index === last)} data-label="${headings[index]}">${cell}</td>`)}</tr>
`,
)}</tbody></table></details>
</section>`;
}

function numeric(is: boolean): Markup {
  return is ? html` class="number"` : html``;
}
