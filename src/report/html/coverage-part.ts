import type { ReportTail } from "../../model/report.ts";
import { type Place, placesText } from "../places.ts";
import { notReadReasons, placeOf, type SkippedReason, skippedReasons } from "../reasons.ts";
import { datedText, html, type Markup } from "./markup.ts";
import { counted, numberText } from "./numbers.ts";

/** What was read, what was not and why, and which accounts were skipped. */
export function coveragePart({ summary, coverage, accounts }: ReportTail): Markup {
  const skipped = skippedReasons(accounts);
  return html`<section aria-labelledby="coverage">
<h2 id="coverage">Coverage</h2>
<p>${numberText(summary.read)} of ${counted(summary.targets, "target")} (account × region) read, in ${counted(summary.accounts, "account")}.</p>
${summary.notRead > 0 ? reasonsTable(coverage) : ""}
${skipped.length > 0 ? skippedTable(skipped) : ""}
</section>`;
}

function reasonsTable(coverage: ReportTail["coverage"]): Markup {
  return html`<div class="scroll" role="group" aria-labelledby="coverage" tabindex="0"><table>
<thead><tr><th scope="col" class="number">Not read</th><th scope="col">Status</th><th scope="col">Code</th><th scope="col">Where</th><th scope="col">Message</th></tr></thead>
<tbody>
${notReadReasons(coverage).map(
  ({ targets, status, code, accounts, message }) =>
    html`<tr><td class="number">${numberText(targets)}</td><td><span class="status unread">${status}</span></td><td>${code}</td><td>${placesPart(accounts.map(placeOf))}</td><td>${datedText(message)}</td></tr>
`,
)}</tbody></table></div>`;
}

/** Lists of more accounts than this are folded. */
const FEW = 3;

/** Every account and its regions; folded where there are many. */
function placesPart(places: readonly Place[]): Markup {
  if (places.length <= FEW) return html`${placesText(places)}`;
  return html`<details class="places"><summary>${counted(places.length, "account")}</summary><ul>${places.map(
    (place) => html`<li>${placesText([place])}</li>`,
  )}</ul></details>`;
}

function skippedTable(skipped: readonly SkippedReason[]): Markup {
  return html`<h3>Accounts skipped</h3>
<table><thead><tr><th scope="col">Accounts</th><th scope="col">Why</th></tr></thead>
<tbody>
${skipped.map(
  ({ accounts, message }) => html`<tr><td>${placesPart(accounts)}</td><td>${datedText(message)}</td></tr>
`,
)}</tbody></table>`;
}
