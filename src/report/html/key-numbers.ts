import { daysBetween } from "../../model/day.ts";
import { byCodePoint } from "../../model/order.ts";
import type { FunctionRow, ReportTail } from "../../model/report.ts";
import { DEPRECATED_STATUSES, type RuntimeStatus } from "../../model/runtime.ts";
import { assessedOn, countFunctions, daysText, type RuntimeFinding } from "../deadlines.ts";
import { ownersText } from "../due-groups.ts";
import type { WriterContext } from "../format.ts";
import { dateText, html, type Markup } from "./markup.ts";
import { counted, numberText } from "./numbers.ts";
import { filterLink } from "./page-data.ts";

/** The four most important numbers of the report. */
export function keyNumbers(context: WriterContext, rows: readonly FunctionRow[], tail: ReportTail): Markup {
  const { summary } = tail;
  const having = (statuses: readonly RuntimeStatus[]) =>
    countFunctions(rows.filter((row) => statuses.includes(row.runtimeStatus)));
  const deprecated = having(DEPRECATED_STATUSES);
  const expiring = having(["expiring"]);
  const blocked = having(["update-blocked"]);
  return html`<ul class="key-numbers">
${keyNumber(
  deprecated > 0 ? "bad" : "good",
  numberText(deprecated),
  html`<a href="${filterLink({ runtimeStatus: DEPRECATED_STATUSES })}">on deprecated runtimes</a>`,
  html`${numberText(blocked)} of ${counted(summary.functions, "function")} can no longer be updated`,
)}
${keyNumber(
  expiring > 0 ? "warn" : "good",
  numberText(expiring),
  html`<a href="${filterLink({ runtimeStatus: ["expiring"] })}">expiring soon</a>`,
  html`their runtimes will be deprecated soon`,
)}
${nextBlock(rows, assessedOn(context.head.catalogue))}
${keyNumber(
  summary.notRead > 0 ? "bad" : "good",
  `${numberText(summary.read)} / ${numberText(summary.targets)}`,
  html`<a href="#coverage">accounts × regions read</a>`,
  summary.notRead > 0
    ? html`${numberText(summary.notRead)} not read: this report is incomplete`
    : html`in ${counted(summary.accounts, "account")}; nothing is missing`,
)}
</ul>`;
}

function keyNumber(tone: string, value: string, label: Markup, note: Markup): Markup {
  return html`<li class="key-number ${tone}"><strong>${value}</strong> <span>${label}</span> <small>${note}</small></li>`;
}

/** The next date on which AWS blocks creating or updating some of these functions. */
function nextBlock(rows: readonly FunctionRow[], today: string): Markup {
  const blocks = rows.flatMap(({ blockCreateDate, blockUpdateDate }) => [blockCreateDate, blockUpdateDate]);
  const next = [...new Set(blocks)]
    .filter((date) => date !== null && date > today)
    .sort((a, b) => byCodePoint(a ?? "", b ?? ""))[0];
  if (next === undefined || next === null) {
    return keyNumber("good", "–", html`next block date`, html`no upcoming block date`);
  }
  const hit = rows.filter((row) => row.blockCreateDate === next || row.blockUpdateDate === next);
  const runtimes = [...new Set(hit.map((row) => row.runtime ?? ""))].sort(byCodePoint);
  const days = daysBetween(today, next);
  const what = hit.some((row) => row.blockUpdateDate === next) ? "updates blocked" : "creation blocked";
  return keyNumber(
    days <= 90 ? "warn" : "calm",
    counted(days, "day"),
    html`<a href="${filterLink({ runtime: runtimes })}">to the next block date</a>`,
    html`${dateText(next)}: ${what} for ${runtimes.join(", ")} (${counted(countFunctions(hit), "function")})`,
  );
}

/** What to do first: the runtimes that need attention, by deadline. */
export function whatToDoFirst(findings: readonly RuntimeFinding[]): Markup {
  if (findings.length === 0) return html``;
  return html`<section aria-labelledby="first">
<h2 id="first">What to do first</h2>
<div class="scroll" role="group" aria-labelledby="first" tabindex="0"><table>
<thead><tr><th scope="col">Deadline</th><th scope="col">What happens</th><th scope="col">Runtime</th><th scope="col">Status</th><th scope="col" class="number">Functions</th><th scope="col" class="number">Accounts</th><th scope="col">Action</th><th scope="col">Owners</th><th scope="col">Move to</th></tr></thead>
<tbody>
${findings.map(findingRow)}
</tbody></table></div>
</section>`;
}

function findingRow({
  deadline,
  runtime,
  status,
  functions,
  accounts,
  actions,
  owners,
  successor,
}: RuntimeFinding): Markup {
  return html`<tr><td class="deadline">${deadline === undefined ? "" : html`${dateText(deadline.date)} <small>${daysText(deadline.days, counted)}</small>`}</td><td>${deadline?.name ?? "not in the catalogue"}</td><th scope="row"><a href="${filterLink({ runtime: [runtime], runtimeStatus: [status] })}">${runtime}</a></th><td>${statusBadge(status)}</td><td class="number">${numberText(functions)}</td><td class="number">${numberText(accounts)}</td><td>${actions.join(", ")}</td><td>${ownersText(owners)}</td><td>${successor ?? ""}</td></tr>
`;
}

/** A status in its colour, and in words for those who do not see the colour. */
export function statusBadge(status: RuntimeStatus): Markup {
  return html`<span class="status ${status}">${status}</span>`;
}
