/** The verdict at the top of the page: how bad it is, what comes next, and what was not read. */
import { functionsRead } from "../../model/coverage.ts";
import type { ReportTail, RunTail, Summary } from "../../model/report.ts";
import { DEPRECATED_STATUSES } from "../../model/runtime.ts";
import type { DueEvent } from "../../model/triage.ts";
import { firstNames } from "../../model/words.ts";
import { shortened } from "../clean-text.ts";
import { daysText } from "../deadlines.ts";
import { ownersText } from "../due-groups.ts";
import { placesText } from "../places.ts";
import { notReadReasons, placeOf, type Reason } from "../reasons.ts";
import { notCoveredText } from "../source-lines.ts";
import { changePart } from "./change.ts";
import { EVENT_WORDS, filterLink } from "./facets.ts";
import { datedText, dateText, html, type Markup } from "./markup.ts";
import { groupedCount, numberText } from "./numbers.ts";
import type { Overview } from "./overview.ts";
import type { DueLine } from "./overview-lines.ts";

export function verdict(overview: Overview, tail: RunTail): Markup {
  return html`<section class="verdict ${toneOf(overview, tail.summary)}" aria-labelledby="verdict">
<h2 id="verdict">${headline(overview, tail)}</h2>
${changePart(tail.change)}
<p class="facts">${facts(overview).map((fact) => html`<span>${fact}</span> `)}</p>
${nextPart(overview.coming[0])}
${aggregatorPart(tail.summary)}
${completeness(tail)}
</section>`;
}

/** Only a complete report can be good. */
function toneOf({ deprecated, expiring, todo }: Overview, { read, notRead }: Summary): string {
  if (deprecated > 0) return "bad";
  return expiring > 0 || todo > 0 || notRead > 0 || read === 0 ? "warn" : "good";
}

function headline({ functions, deprecated }: Overview, tail: RunTail): Markup {
  if (functions === 0) return nothingListed(tail);
  const { notRead } = tail.summary;
  const read = notRead > 0 ? " that could be read" : "";
  if (deprecated === 0)
    return html`None of ${groupedCount(functions, "function")}${read} runs on a deprecated runtime`;
  const runs = deprecated === 1 ? "runs on a deprecated runtime" : "run on deprecated runtimes";
  return html`<a href="${filterLink({ runtimeStatus: DEPRECATED_STATUSES })}"><strong>${numberText(deprecated)}</strong> of ${groupedCount(functions, "function")}</a> ${runs}`;
}

/** Whoever gets the page must not take a report whose filters kept nothing for an account without functions. */
function nothingListed({ coverage }: RunTail): Markup {
  const read = functionsRead(coverage);
  return read === 0
    ? html`No functions were found`
    : html`No function matches the filters of this report (${groupedCount(read, "function")} read)`;
}

/** What else there is, where there is any. */
function facts({ updateBlocked, expiring, deprecatedWaived, waived, todo, undated }: Overview): Markup[] {
  const parts: readonly (readonly [number, (count: string) => Markup])[] = [
    [
      updateBlocked,
      (count) =>
        html`<a href="${filterLink({ runtimeStatus: ["update-blocked"] })}">${count}</a> can no longer be updated`,
    ],
    [
      expiring,
      (count) => html`<a href="${filterLink({ runtimeStatus: ["expiring"] })}">${count}</a> more expire soon`,
    ],
    [
      undated,
      (count) =>
        html`<a href="${filterLink({ when: ["none"] }, true)}">${count}</a> to investigate, without a date`,
    ],
    [todo, (count) => html`<a href="${filterLink({}, true)}">${count}</a> need action`],
    [
      waived,
      (count) =>
        html`<a href="${filterLink({ waived: ["yes"] })}">${count}</a> waived${deprecatedWaived > 0 ? `, ${numberText(deprecatedWaived)} of them on deprecated runtimes` : ""}`,
    ],
  ];
  return parts.filter(([count]) => count > 0).map(([count, part]) => part(numberText(count)));
}

/** The next date on which something happens. */
function nextPart(next: DueLine | undefined): Markup {
  if (next === undefined) return html`<p class="next"><b>Next:</b> no upcoming deadline</p>`;
  const { date, event, days, runtimes, functions, accounts, owners } = next;
  const names = runtimes.map(({ name }) => name);
  const link = filterLink({ dueDate: [date], dueEvent: [event] }, true);
  return html`<p class="next"><b>Next:</b> <a href="${link}">${dateText(date)}</a> (${daysText(days, groupedCount)}): ${whatText(event, names)} · ${groupedCount(functions, "function")} · ${groupedCount(accounts, "account")} · ${shortened(ownersText(owners.slice(0, 3)), 120)}</p>`;
}

function whatText(event: DueEvent, names: readonly string[]): string {
  const text = firstNames(names, FEW);
  if (event !== "deprecation") return `${EVENT_WORDS[event]} for ${text}`;
  return `${text} ${names.length === 1 ? "is" : "are"} deprecated`;
}

const FEW = 3;

/** How AWS Config and Lambda differ, where AWS Config was queried. */
function aggregatorPart({ aggregator }: Summary): Markup {
  if (aggregator === undefined) return html``;
  const { onlyConfig, onlyLambda, otherRuntime, notCovered } = aggregator;
  const known = groupedCount(onlyConfig, "function");
  const link =
    onlyConfig === 0 ? html`${known}` : html`<a href="${filterLink({ source: ["config"] })}">${known}</a>`;
  return html`<p class="aggregator"><b>AWS Config:</b> ${link} only there, ${numberText(onlyLambda)} only in Lambda, ${numberText(otherRuntime)} with another runtime${notCoveredText(notCovered).map((text) => html`; ${text}`)}</p>`;
}

/** Whether everything was read; if not, what was not, why, and what to do. */
function completeness({ summary, coverage }: ReportTail): Markup {
  const { targets, accounts, notRead } = summary;
  if (targets === 0) return html`<p class="unread-note"><b>Nothing was read:</b> no account, no region</p>`;
  if (notRead === 0)
    return html`<p class="complete"><b>Complete:</b> all ${groupedCount(targets, "target")} (account × region) of ${groupedCount(accounts, "account")} read</p>`;
  const reasons = notReadReasons(coverage);
  const more = reasons.length - MOST_REASONS;
  return html`<div class="incomplete"><p><b>Incomplete:</b> ${numberText(notRead)} of ${groupedCount(targets, "target")} not read, so functions may be missing. <a href="#coverage">Where, why, and what to do</a></p>
<ul>${reasons.slice(0, MOST_REASONS).map(reasonLine)}</ul>${more > 0 ? html`<p><a href="#coverage">${groupedCount(more, "more reason")}</a></p>` : ""}</div>`;
}

const MOST_REASONS = 2;
/** Characters of a list of places, and of a message; the coverage has all of them. */
const [PLACES, MESSAGE] = [160, 260];

function reasonLine({ accounts, message, code, status }: Reason): Markup {
  const places = shortened(placesText(accounts.map(placeOf)), PLACES);
  return html`<li><b>${places}</b> <span class="why">${datedText(shortened(message === "" ? `${status} ${code}` : message, MESSAGE))}</span></li>`;
}
