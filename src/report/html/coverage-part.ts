import type { ReportAccount, ReportTail } from "../../model/report.ts";
import { placesText } from "../places.ts";
import { notReadReasons, placeOf, type ReasonAccount } from "../reasons.ts";
import { datedText, html, type Markup } from "./markup.ts";
import { counted, numberText } from "./numbers.ts";

/** What was read, what was not and why, and which accounts were left out. */
export function coveragePart({ summary, coverage, accounts }: ReportTail): Markup {
  const skipped = accounts.filter(({ status }) => status === "skipped");
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
    html`<tr><td class="number">${numberText(targets)}</td><td><span class="status unread">${status}</span></td><td>${code}</td><td>${placesPart(accounts)}</td><td>${datedText(message)}</td></tr>
`,
)}</tbody></table></div>`;
}

/** Lists of more accounts than this are folded. */
const FEW = 3;

/** Every account and its regions; folded where there are many. */
function placesPart(accounts: readonly ReasonAccount[]): Markup {
  if (accounts.length <= FEW) return html`${placesText(accounts.map(placeOf))}`;
  return html`<details class="places"><summary>${counted(accounts.length, "account")}</summary><ul>${accounts.map(
    (account) => html`<li>${placesText([placeOf(account)])}</li>`,
  )}</ul></details>`;
}

function skippedTable(skipped: readonly ReportAccount[]): Markup {
  return html`<h3>Accounts left out</h3>
<table><thead><tr><th scope="col">Account</th><th scope="col">Name</th><th scope="col">Why</th></tr></thead>
<tbody>
${skipped.map(
  ({
    accountId,
    accountName,
    message,
  }) => html`<tr><th scope="row">${accountId}</th><td>${accountName}</td><td>${message}</td></tr>
`,
)}</tbody></table>`;
}
