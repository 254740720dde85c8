/** Tables of the first screen, which become a list of cards on a narrow screen. */
import { html, type Markup } from "./markup.ts";
import { groupedCount } from "./numbers.ts";

export interface CardColumn<Line> {
  readonly heading: string;
  /** The class of its cells. */
  readonly name: string;
  readonly isNumber?: true;
  readonly isHeading?: true;
  readonly cell: (line: Line) => Markup;
}

export function cells<Line>(columns: readonly CardColumn<Line>[], lines: readonly Line[]): Markup {
  return html`<table class="cards"><thead><tr>${columns.map(
    ({ heading, isNumber }) => html`<th scope="col"${isNumber ? html` class="number"` : ""}>${heading}</th>`,
  )}</tr></thead>
<tbody>
${lines.map(
  (line) => html`<tr>${columns.map((column) => cellOf(column, line))}</tr>
`,
)}</tbody></table>`;
}

function cellOf<Line>({ heading, name, isNumber, isHeading, cell }: CardColumn<Line>, line: Line): Markup {
  const kind = `${name}${isNumber ? " number" : ""}`;
  return isHeading
    ? html`<th scope="row" class="${kind}">${cell(line)}</th>`
    : html`<td class="${kind}" data-label="${heading}">${cell(line)}</td>`;
}

/** More lines of the same table, folded. */
export function foldedCells<Line>(
  columns: readonly CardColumn<Line>[],
  lines: readonly Line[],
  most: number,
  title: string,
): Markup {
  if (lines.length === 0) return html``;
  const left = lines.length - most;
  return html`<details class="more"><summary>${title}</summary>${cells(columns, lines.slice(0, most))}${
    left > 0
      ? html`<p class="about">${groupedCount(left, "more")}: use the filters of the list below.</p>`
      : ""
  }</details>`;
}
