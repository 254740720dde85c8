import { type CoverageRow, isRead } from "../../model/coverage.ts";
import { byCodePoint } from "../../model/order.ts";
import type { FunctionRow } from "../../model/report.ts";
import { isFinding } from "../deadlines.ts";
import { groupedBy } from "../groups.ts";
import { filterLink } from "./facets.ts";
import { html, type Markup } from "./markup.ts";
import { counted, greatest, numberText } from "./numbers.ts";

/** At most this many accounts are shown: incomplete ones first, then those with the most findings. */
const MAX_ACCOUNTS = 60;
const SHADES = 5;

interface Cell {
  functions: number;
  findings: number;
  notRead: CoverageRow | undefined;
}

interface AccountLine {
  readonly accountId: string;
  readonly accountName: string;
  readonly cells: Map<string, Cell>;
  /** Set when the account could not be accessed at all. */
  notRead: CoverageRow | undefined;
}

/** Accounts × regions: how many of the functions need attention, and what was not read. */
export function heatMap(rows: readonly FunctionRow[], coverage: readonly CoverageRow[]): Markup {
  const lines = linesOf(rows, coverage);
  if (lines.length === 0) return html`<p>No account was read.</p>`;
  const regions = regionsOf(lines);
  const shown = [...lines].sort((a, b) => urgency(b) - urgency(a)).slice(0, MAX_ACCOUNTS);
  shown.sort((a, b) => byCodePoint(a.accountId, b.accountId) || byCodePoint(a.accountName, b.accountName));
  const most = greatest(lines.flatMap(({ cells }) => [...cells.values()].map(({ findings }) => findings)));
  return html`<p class="about" id="map-about">Functions needing attention (deprecated, expiring or unknown) / all functions. <span class="unread">not read</span> marks what could not be read. Regions without functions are omitted.${omittedNote(lines.length - shown.length)}</p>
<div class="scroll" role="group" aria-labelledby="accounts-heading" tabindex="0"><table class="heat" aria-describedby="map-about">
<thead><tr><th scope="col">Account</th>${regions.map((region) => html`<th scope="col"><span>${region}</span></th>`)}</tr></thead>
<tbody>
${shown.map((line) => accountLine(line, regions, most))}</tbody></table></div>`;
}

function omittedNote(accounts: number): string {
  if (accounts <= 0) return "";
  return ` Showing ${MAX_ACCOUNTS} of ${counted(accounts + MAX_ACCOUNTS, "account")}: incomplete ones first, then those with the most findings. The list below contains all.`;
}

function accountLine(line: AccountLine, regions: readonly string[], most: number): Markup {
  const { accountId, cells, notRead } = line;
  const name = accountHeading(line);
  if (notRead !== undefined && cells.size === 0) {
    return html`<tr>${name}<td class="unread" colspan="${Math.max(1, regions.length)}" title="${notRead.message}">${notRead.status} ${notRead.code}</td></tr>
`;
  }
  return html`<tr>${name}${regions.map((region) => mapCell(cells.get(region), accountId, region, most))}</tr>
`;
}

/** The account's name and id. Without an id there are no functions to link to; a note marks an account that was only partly read. */
function accountHeading({ accountId, accountName, cells, notRead }: AccountLine): Markup {
  const name = accountName === "" ? accountId : accountName;
  const link =
    accountId === "" ? html`${name}` : html`<a href="${filterLink({ accountId: [accountId] })}">${name}</a>`;
  const id = accountName === "" || accountId === "" ? "" : html` <small>${accountId}</small>`;
  const unread =
    notRead === undefined || cells.size === 0
      ? ""
      : html` <small class="unread" title="${notRead.code}: ${notRead.message}">${notRead.status}</small>`;
  return html`<th scope="row">${link}${id}${unread}</th>`;
}

function mapCell(cell: Cell | undefined, accountId: string, region: string, most: number): Markup {
  if (cell === undefined) return html`<td></td>`;
  const { functions, findings, notRead } = cell;
  if (notRead !== undefined) {
    return html`<td class="unread" data-label="${region}" title="${region}: ${notRead.status} ${notRead.code}: ${notRead.message}">${notRead.status}</td>`;
  }
  if (functions === 0)
    return html`<td class="none" data-label="${region}" title="${region}: no functions">·</td>`;
  const shade = findings === 0 ? 0 : Math.max(1, Math.ceil(SHADES * Math.sqrt(findings / most)));
  return html`<td class="shade-${shade}" data-label="${region}"><a href="${filterLink({ accountId: [accountId], region: [region] })}" title="${region}: ${numberText(findings)} of ${counted(functions, "function")} need attention">${findings === 0 ? numberText(functions) : `${numberText(findings)}/${numberText(functions)}`}</a></td>`;
}

function linesOf(rows: readonly FunctionRow[], coverage: readonly CoverageRow[]): readonly AccountLine[] {
  const lines = new Map<string, AccountLine>();
  const lineOf = ({ accountId, accountName }: { accountId: string; accountName: string }): AccountLine => {
    const key = accountId || `name ${accountName}`;
    const line = lines.get(key) ?? { accountId, accountName, cells: new Map(), notRead: undefined };
    lines.set(key, line);
    return line;
  };
  for (const target of coverage) {
    const notRead = isRead(target.status) ? undefined : target;
    const line = lineOf(target);
    if (target.region === "") line.notRead = notRead;
    else cellOf(line, target.region).notRead = notRead;
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
  const cell = line.cells.get(region) ?? { functions: 0, findings: 0, notRead: undefined };
  line.cells.set(region, cell);
  return cell;
}

/** The regions that have functions or were not read. */
function regionsOf(lines: readonly AccountLine[]): readonly string[] {
  const regions = new Set<string>();
  for (const { cells } of lines) {
    for (const [region, { functions, notRead }] of cells) if (functions > 0 || notRead) regions.add(region);
  }
  return [...regions].sort(byCodePoint);
}

function urgency({ cells, notRead }: AccountLine): number {
  let sum = notRead === undefined ? 0 : 1_000_000;
  for (const cell of cells.values()) sum += cell.findings + (cell.notRead === undefined ? 0 : 1_000);
  return sum;
}
