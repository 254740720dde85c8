import { html, type Markup } from "./markup.ts";
import { numberText } from "./numbers.ts";
import { FACET_NAMES, FACETS } from "./page-data.ts";

/**
 * The empty table of functions with its filters; the page's code fills it from the embedded data.
 * @param note what `--limit` omitted
 */
export function tablePart(note: string): Markup {
  return html`<section class="functions" aria-labelledby="functions">
<h2 id="functions" tabindex="-1">Functions</h2>
${note === "" ? "" : html`<p class="left-out">${note.replace(/\d+/g, (number) => numberText(Number(number)))}</p>`}<noscript><p>The function list needs JavaScript; the rest of the report works without it.</p></noscript>
<form class="filters" role="search" hidden>
<label>Text <input type="search" name="q" autocomplete="off" spellcheck="false" aria-keyshortcuts="/"></label>
${FACETS.map(
  (
    facet,
  ) => html`<label>${FACET_LABELS[facet]} <select name="${FACET_NAMES[facet]}"><option value="">all</option></select></label>
`,
)}<button type="reset">Reset</button>
</form>
<p class="rows" role="status"></p>
<div class="scroll tall" role="group" aria-labelledby="functions" tabindex="0"><table id="list"><thead></thead><tbody></tbody></table></div>
<nav class="pages" aria-label="Pages of functions" hidden><button type="button" name="previous">Previous</button> <span class="page"></span> <button type="button" name="next">Next</button></nav>
</section>`;
}

const FACET_LABELS = {
  accountId: "Account",
  region: "Region",
  runtime: "Runtime",
  runtimeStatus: "Status",
} as const satisfies Record<(typeof FACETS)[number], string>;
