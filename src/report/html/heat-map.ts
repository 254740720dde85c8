import { type CoverageRow, isRead } from "../../model/coverage.ts";
import { byCodePoint } from "../../model/order.ts";
import type { FunctionRow } from "../../model/report.ts";
import { isFinding } from "../deadlines.ts";
import { groupedBy } from "../groups.ts";
import { html, type Markup } from "./markup.ts";
import { counted, numberText } from "./numbers.ts";
import { filterLink } from "./page-data.ts";

/** So many accounts are shown, the incomplete ones and those with most findings first. */
const MOST = 60;
const SHADES = 5;

interface Cell {
  functions: number;
  findings: number;
  refused: CoverageRow | undefined;
}

interface AccountLine {
  readonly accountId: string;
  readonly accountName: string;
  readonly cells: Map<string, Cell>;
  /** Set when the account could not be entered at all. */
  refused: CoverageRow | undefined;
}

/** Accounts × regions: how many functions want attention, of how many, and what was not read. */
export function heatMap(rows: readonly FunctionRow[], coverage: readonly CoverageRow[]): Markup {
  const lines = linesOf(rows, coverage);
  if (lines.length === 0) return html``;
  const regions = regionsOf(lines);
  const shown = [...lines].sort((a, b) => urgency(b) - urgency(a)).slice(0, MOST);
  shown.sort((a, b) => byCodePoint(a.accountId, b.accountId) || byCodePoint(a.accountName, b.accountName));
  const most = mostFindings(lines);
  return html`<section aria-labelledby="map">
<h2 id="map">Accounts and regions</h2>
<p class="about" id="map-about">Functions needing attention (deprecated, expiring or unknown) / all functions. <span class="unread">not read</span> marks what could not be read. Regions without functions are omitted.${leftOut(lines.length - shown.length)}</p>
<div class="scroll" role="group" aria-labelledby="map" tabindex="0"><table class="heat" aria-describedby="map-about">
<thead><tr><th scope="col">Account</th>${regions.map((region) => html`<th scope="col"><span>${region}</span></th>`)}</tr></thead>
<tbody>
${shown.map((line) => accountLine(line, regions, most))}</tbody></table></div>
</section>`;
}

function leftOut(accounts: number): string {
  if (accounts <= 0) return "";
  return ` Showing ${MOST} of ${counted(accounts + MOST, "account")}: incomplete ones first, then those with the most findings. The list below contains all.`;
}

/** An estate may have more cells than a call takes arguments. */
function mostFindings(lines: readonly AccountLine[]): number {
  let most = 1;
  for (const { cells } of lines) {
    for (const { findings } of cells.values()) most = Math.max(most, findings);
  }
  return most;
}

function accountLine(line: AccountLine, regions: readonly string[], most: number): Markup {
  const { accountId, cells, refused } = line;
  const name = accountHeading(line);
  if (refused !== undefined && cells.size === 0) {
    return html`<tr>${name}<td class="unread" colspan="${Math.max(1, regions.length)}" title="${refused.message}">${refused.status} ${refused.code}</td></tr>
`;
  }
  return html`<tr>${name}${regions.map((region) => mapCell(cells.get(region), accountId, region, most))}</tr>
`;
}

/** An account whose number was never learnt has no functions to show; of one that was half entered, that is said. */
function accountHeading({ accountId, accountName, cells, refused }: AccountLine): Markup {
  const name = accountName === "" ? accountId : accountName;
  const link =
    accountId === "" ? html`${name}` : html`<a href="${filterLink({ accountId: [accountId] })}">${name}</a>`;
  const number = accountName === "" || accountId === "" ? "" : html` <small>${accountId}</small>`;
  const unread =
    refused === undefined || cells.size === 0
      ? ""
      : html` <small class="unread" title="${refused.code}: ${refused.message}">${refused.status}</small>`;
  return html`<th scope="row">${link}${number}${unread}</th>`;
}

function mapCell(cell: Cell | undefined, accountId: string, region: string, most: number): Markup {
  if (cell === undefined) return html`<td></td>`;
  const { functions, findings, refused } = cell;
  if (refused !== undefined) {
    return html`<td class="unread" title="${region}: ${refused.status} ${refused.code}: ${refused.message}">${refused.status}</td>`;
  }
  if (functions === 0) return html`<td class="none" title="${region}: no functions">·</td>`;
  const shade = findings === 0 ? 0 : Math.max(1, Math.ceil(SHADES * Math.sqrt(findings / most)));
  return html`<td class="shade-${shade}"><a href="${filterLink({ accountId: [accountId], region: [region] })}" title="${region}: ${numberText(findings)} of ${counted(functions, "function")} need attention">${findings === 0 ? numberText(functions) : `${numberText(findings)}/${numberText(functions)}`}</a></td>`;
}

function linesOf(rows: readonly FunctionRow[], coverage: readonly CoverageRow[]): readonly AccountLine[] {
  const lines = new Map<string, AccountLine>();
  const lineOf = ({ accountId, accountName }: { accountId: string; accountName: string }): AccountLine => {
    const key = accountId || `name ${accountName}`;
    const line = lines.get(key) ?? { accountId, accountName, cells: new Map(), refused: undefined };
    lines.set(key, line);
    return line;
  };
  for (const target of coverage) {
    const refused = isRead(target.status) ? undefined : target;
    const line = lineOf(target);
    if (target.region === "") line.refused = refused;
    else cellOf(line, target.region).refused = refused;
  }
  for (const [, group] of groupedBy(rows, (row) => `${row.accountId} ${row.region} ${row.functionName}`)) {
    const [first] = group;
    if (first === undefined) continue;
    const cell = cellOf(lineOf(first), first.region);
    cell.functions++;
    if (group.some((row) => isFinding(row.runtimeStatus))) cell.findings++;
  }
  return [...lines.values()];
}

function cellOf(line: AccountLine, region: string): Cell {
  const cell = line.cells.get(region) ?? { functions: 0, findings: 0, refused: undefined };
  line.cells.set(region, cell);
  return cell;
}

/** The regions in which there is anything to say. */
function regionsOf(lines: readonly AccountLine[]): readonly string[] {
  const regions = new Set<string>();
  for (const { cells } of lines) {
    for (const [region, { functions, refused }] of cells) if (functions > 0 || refused) regions.add(region);
  }
  return [...regions].sort(byCodePoint);
}

function urgency({ cells, refused }: AccountLine): number {
  let sum = refused === undefined ? 0 : 1_000_000;
  for (const cell of cells.values()) sum += cell.findings + (cell.refused === undefined ? 0 : 1_000);
  return sum;
}
