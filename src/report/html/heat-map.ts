import { type AccountNames, type CoverageRow, isRead } from "../../model/coverage.ts";
import { take } from "../../model/maps.ts";
import { byCodePoint } from "../../model/order.ts";
import type { FunctionRow } from "../../model/report.ts";
import { isFinding } from "../deadlines.ts";
import { filterLink } from "./facets.ts";
import { html, type Markup } from "./markup.ts";
import { greatest, groupedCount, numberText } from "./numbers.ts";
import { type FunctionNumbers, Tally } from "./tally.ts";

/** At most this many accounts are shown: incomplete ones first, then those with the most findings. */
const MAX_ACCOUNTS = 60;
const SHADES = 5;

interface Cell {
  readonly functions: number;
  readonly findings: number;
  readonly notRead: CoverageRow | undefined;
}

interface AccountLine {
  readonly accountId: string;
  readonly accountName: string;
  readonly cells: ReadonlyMap<string, Cell>;
  /** Set when the account could not be accessed at all. */
  readonly notRead: CoverageRow | undefined;
}

/** Accounts × regions: how many of the functions need attention, and what was not read. */
export class HeatMap {
  readonly #all: FunctionNumbers;
  readonly #lines = new Map<string, LineBuilder>();

  constructor(all: FunctionNumbers) {
    this.#all = all;
  }

  /** @param number that of the row's function */
  add(row: FunctionRow, number: number): void {
    const { functions, findings } = this.#line(row).cell(row.region);
    functions.add(number);
    if (isFinding(row.runtimeStatus)) findings.add(number);
  }

  finish(coverage: readonly CoverageRow[]): Markup {
    for (const target of coverage) {
      const notRead = isRead(target.status) ? undefined : target;
      const line = this.#line(target);
      if (target.region === "") line.notRead = notRead;
      else line.cell(target.region).notRead = notRead;
    }
    return heatMap([...this.#lines.values()].map((line) => line.finish()));
  }

  #line({ accountId, accountName }: AccountNames): LineBuilder {
    const key = accountId || `name ${accountName}`;
    return take(this.#lines, key, () => new LineBuilder(accountId, accountName, this.#all));
  }
}

class LineBuilder {
  notRead: CoverageRow | undefined;
  readonly #account: AccountNames;
  readonly #all: FunctionNumbers;
  readonly #cells = new Map<string, CellBuilder>();

  constructor(accountId: string, accountName: string, all: FunctionNumbers) {
    this.#account = { accountId, accountName };
    this.#all = all;
  }

  cell(region: string): CellBuilder {
    return take(this.#cells, region, () => ({
      functions: new Tally(this.#all),
      findings: new Tally(this.#all),
      notRead: undefined,
    }));
  }

  finish(): AccountLine {
    const cells = [...this.#cells].map(([region, { functions, findings, notRead }]): [string, Cell] => [
      region,
      { functions: functions.size, findings: findings.size, notRead },
    ]);
    return { ...this.#account, notRead: this.notRead, cells: new Map(cells) };
  }
}

interface CellBuilder {
  readonly functions: Tally;
  readonly findings: Tally;
  notRead: CoverageRow | undefined;
}

function heatMap(lines: readonly AccountLine[]): Markup {
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
  return ` Showing ${MAX_ACCOUNTS} of ${groupedCount(accounts + MAX_ACCOUNTS, "account")}: incomplete ones first, then those with the most findings. The list below contains all.`;
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
  return html`<td class="shade-${shade}" data-label="${region}"><a href="${filterLink({ accountId: [accountId], region: [region] })}" title="${region}: ${numberText(findings)} of ${groupedCount(functions, "function")} need attention">${findings === 0 ? numberText(functions) : `${numberText(findings)}/${numberText(functions)}`}</a></td>`;
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
