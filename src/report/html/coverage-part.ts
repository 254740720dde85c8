import type { ReportTail } from "../../model/report.ts";
import { type Place, placesText } from "../places.ts";
import { notReadReasons, placeOf, reasonsOf, type SkippedReason, skippedReasons } from "../reasons.ts";
import { datedText, html, type Markup } from "./markup.ts";
import { groupedCount, numberText } from "./numbers.ts";

/** What was read, what was not and why, and which accounts were skipped. */
export function coveragePart({ summary, coverage, accounts }: ReportTail): Markup {
  const skipped = skippedReasons(accounts);
  return html`<p>${numberText(summary.read)} of ${groupedCount(summary.targets, "target")} (account × region) read, in ${groupedCount(summary.accounts, "account")}.</p>
${summary.notRead > 0 ? reasonsTable(coverage) : ""}
${skipped.length > 0 ? skippedTable(skipped) : ""}
${notes(coverage)}`;
}

/** Notes on what was read: columns that were refused, or a fallback after a refusal. */
function notes(coverage: ReportTail["coverage"]): Markup {
  const noted = reasonsOf(coverage.filter(({ status, message }) => status === "ok" && message !== ""));
  if (noted.length === 0) return html``;
  return html`<h3>Notes on what was read</h3>
<table class="cards"><thead><tr><th scope="col">Where</th><th scope="col">Note</th></tr></thead>
<tbody>
${noted.map(
  ({
    accounts,
    message,
  }) => html`<tr><td data-label="Where">${placesPart(accounts.map(placeOf))}</td><td data-label="Note">${datedText(message)}</td></tr>
`,
)}</tbody></table>`;
}

function reasonsTable(coverage: ReportTail["coverage"]): Markup {
  return html`<table class="cards reasons">
<thead><tr><th scope="col" class="number">Not read</th><th scope="col">Status</th><th scope="col">Code</th><th scope="col">Where</th><th scope="col">Message</th></tr></thead>
<tbody>
${notReadReasons(coverage).map(
  ({ targets, status, code, accounts, message }) =>
    html`<tr><td class="number" data-label="Not read">${numberText(targets)}</td><td data-label="Status"><span class="status unread">${status}</span></td><td data-label="Code">${code}</td><td data-label="Where">${placesPart(accounts.map(placeOf))}</td><td data-label="Message">${datedText(message)}</td></tr>
`,
)}</tbody></table>`;
}

/** Lists of more accounts than this are folded. */
const FEW = 3;

/** Every account and its regions; folded where there are many. */
function placesPart(places: readonly Place[]): Markup {
  if (places.length <= FEW) return html`${placesText(places)}`;
  return html`<details class="places"><summary>${groupedCount(places.length, "account")}</summary><ul>${places.map(
    (place) => html`<li>${placesText([place])}</li>`,
  )}</ul></details>`;
}

function skippedTable(skipped: readonly SkippedReason[]): Markup {
  return html`<h3>Accounts skipped</h3>
<table class="cards"><thead><tr><th scope="col">Accounts</th><th scope="col">Why</th></tr></thead>
<tbody>
${skipped.map(
  ({
    accounts,
    message,
  }) => html`<tr><td data-label="Accounts">${placesPart(accounts)}</td><td data-label="Why">${datedText(message)}</td></tr>
`,
)}</tbody></table>`;
}
