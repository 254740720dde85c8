import { FACETS, MENU_FACETS } from "./facets.ts";
import { html, type Markup } from "./markup.ts";
import { numberText } from "./numbers.ts";

/**
 * The empty list of functions with its filters; the page's script fills it from the embedded data.
 * @param note what `--limit` omitted
 * @param isWide whether columns were asked for, which may not fit on any screen
 */
export function tablePart(note: string, isWide: boolean): Markup {
  return html`<section class="panel functions" id="functions" aria-labelledby="functions-heading">
<h2 id="functions-heading" tabindex="-1">Functions</h2>
${note === "" ? html`` : html`<p class="left-out">${note.replace(/\d+/g, (number) => numberText(Number(number)))}</p>`}<noscript><p>The function list needs JavaScript; the rest of the report works without it.</p></noscript>
<form class="filters" role="search" hidden>
<label class="search"><span class="hidden-text">Search the functions</span><input type="search" name="q" autocomplete="off" spellcheck="false" aria-keyshortcuts="/" placeholder="Search  ( / )"></label>
${MENU_FACETS.map(
  (
    facet,
  ) => html`<details class="menu" data-facet="${facet}"><summary>${FACETS[facet].label}</summary><div class="choices"></div></details>
`,
)}<label class="group">Group by <select name="group"><option value="">nothing</option>${MENU_FACETS.map(
    (facet) => html`<option value="${facet}">${FACETS[facet].label.toLowerCase()}</option>`,
  )}</select></label>
<label class="sort">Sort by <select name="sort"></select></label>
<span class="buttons"><button type="button" name="link" hidden>Copy link</button> <button type="button" name="csv">CSV</button></span>
</form>
<p class="chips" hidden></p>
<p class="rows" role="status"></p>
${isWide ? html`<div class="scroll" role="group" aria-labelledby="functions-heading" tabindex="0">${LIST}</div>` : LIST}
<p class="empty" hidden>No function matches these filters. <button type="button" name="reset">Show all functions</button></p>
<nav class="pages" aria-label="Pages of functions" hidden><button type="button" name="previous">Previous</button> <span class="page"></span> <button type="button" name="next">Next</button></nav>
</section>`;
}

const LIST = html`<table class="list" id="list"><thead></thead><tbody></tbody></table>`;
