import { datedText, html, type Markup } from "../../report/html/markup.ts";
import { plainPage, plainTable } from "../../report/html/plain-page.ts";
import type { DiffPage } from "./page.ts";
import type { Cell, DiffSection } from "./sections.ts";

/** A comparison as one file that opens from anywhere: the inventory's style, no script, nothing fetched. */
export async function htmlWriter(): Promise<(page: DiffPage) => Promise<Iterable<string>>> {
  return (page) => {
    const { sides, summary, notes } = page;
    const [first = "", ...totals] = page.totals;
    return plainPage(
      {
        title: "Lambda inventory: what changed",
        verdict: {
          tone: "warn",
          headline: first,
          lines: [totals.join(", "), html`<strong>${datedText(summary)}</strong>`, ...sides, ...notes],
        },
      },
      partsOf(page),
    );
  };
}

function* partsOf({ sections }: DiffPage): Iterable<Markup> {
  for (const [index, { title, headings, rows }] of sections.entries()) {
    const id = `section-${index + 1}`;
    yield html`<h2 id="${id}">${title} (${rows.length})</h2>`;
    yield* plainTable(id, headings.map(columnOf), rows);
  }
}

/** A status is shown by colour and name. */
function columnOf(heading: string, at: number) {
  return {
    heading,
    cell: (row: DiffSection["rows"][number]): Markup => cellPart(row[at]),
  };
}

function cellPart(cell: Cell | undefined): Markup {
  if (cell === undefined) return html``;
  return cell.status ? html`<span class="status ${cell.status}">${cell.text}</span>` : datedText(cell.text);
}
