import { isFilteredOut } from "../model/account.ts";
import { type CoverageRow, isRead } from "../model/coverage.ts";
import { take } from "../model/maps.ts";
import { byCodePoint } from "../model/order.ts";
import type { Report, ReportAccount } from "../model/report.ts";
import { accountKey, byAccount, labelKey } from "./keys.ts";
import { type LaterRead, type ScannedRegions, scannedRegions } from "./scanned-regions.ts";

/** A report and its file. */
export interface Part {
  /** As the user wrote it, for messages. */
  readonly path: string;
  readonly report: Report;
}

/** A cell of the joined ledger, and the part that it is taken from. */
interface Cell {
  readonly row: CoverageRow;
  readonly part: Part;
}

/** How parts are joined. */
export interface JoinRules {
  /** Called for a cell that two parts have read; it may throw. */
  readonly clash: (cell: CoverageRow, older: Part, newer: Part) => void;
  /** Whether a later part replaces the row of an account that an earlier part could not read as a whole. */
  readonly replaces: (later: LaterRead) => boolean;
}

export interface JoinedLedger {
  /** In the order of a report. */
  readonly coverage: readonly CoverageRow[];
  readonly accounts: readonly ReportAccount[];
  /** The part that a cell was taken from; undefined for a cell that is in no part. */
  partOf(accountId: string, region: string): Part | undefined;
}

interface JoinedAccount {
  readonly cells: Map<string, Cell>;
  readonly inParts: AccountInPart[];
}

/** The account's row in one part. */
interface AccountInPart {
  readonly account: ReportAccount;
  readonly part: Part;
  /** How many rows that part's ledger has for it. */
  readonly cells: number;
}

/** Joins the ledgers of several parts, the oldest first: of each cell the most complete read is kept, or the newest. */
export function joinLedgers(parts: readonly Part[], rules: JoinRules): JoinedLedger {
  const ledger = new Joining(parts, rules);
  for (const part of parts) {
    for (const account of part.report.accounts) ledger.addAccount(account, part);
    for (const row of part.report.coverage) ledger.addRow(row, part);
  }
  const accounts = ledger.accounts;
  const all = [...accounts.values()];
  for (const { cells } of all) dropEmptySelection(cells);
  const coverage = all.flatMap(({ cells }) => [...cells.values()].map(({ row }) => row));
  return {
    coverage: coverage.sort((a, b) => byAccount(a, b) || byCodePoint(a.region, b.region)),
    accounts: all.flatMap(accountRow).sort(byAccount),
    partOf: (accountId, region) => accounts.get(accountId)?.cells.get(region)?.part,
  };
}

class Joining {
  readonly accounts = new Map<string, JoinedAccount>();
  readonly #scanned: ReadonlyMap<Part, ScannedRegions>;
  readonly #rules: JoinRules;

  constructor(parts: readonly Part[], rules: JoinRules) {
    this.#scanned = new Map(parts.map((part) => [part, scannedRegions(part.report)]));
    this.#rules = rules;
  }

  #entry(key: string): JoinedAccount {
    return take(this.accounts, key, () => ({ cells: new Map(), inParts: [] }));
  }

  /** Adds an account of a part, and removes the rows about the whole account that this part replaces. */
  addAccount(account: ReportAccount, part: Part): void {
    const key = accountKey(account);
    const { cells, inParts } = this.#entry(key);
    const regions = this.#scanned.get(part)?.byAccount.get(key) ?? [];
    inParts.push({ account, part, cells: regions.length });
    if (account.status === "skipped" && isFilteredOut(account)) return;
    const isReplaced = (whole: Cell | undefined): boolean => {
      const earlier = whole && this.#scanned.get(whole.part);
      if (!earlier || isRead(whole.row.status)) return true;
      // When the account is skipped or failed again, the newer row replaces the older one.
      if (account.status === "skipped" || regions.includes("")) return true;
      const wasAccessed = whole.row.stage === "regions";
      const scanned = new Set([...cells.keys(), ...regions]);
      return this.#rules.replaces({ account, earlier, wasAccessed, scanned });
    };
    // The row of a profile whose account was unknown then, and is known now, was about this account.
    const label = labelKey(account.accountName);
    const named = this.accounts.get(label)?.cells.get("");
    if (account.accountId !== "" && isReplaced(named)) this.accounts.delete(label);
    if (account.status !== "skipped" && !regions.includes("") && isReplaced(cells.get(""))) cells.delete("");
  }

  addRow(row: CoverageRow, part: Part): void {
    const { cells } = this.#entry(accountKey(row));
    const older = cells.get(row.region);
    const both = older && isRead(older.row.status) && isRead(row.status);
    if (both && row.region !== "") this.#rules.clash(row, older.part, part);
    if (!older || !isMoreComplete(older.row, row)) cells.set(row.region, { row, part });
  }
}

/** One part may have scanned no region of the account; that is irrelevant when another part has scanned some. */
function dropEmptySelection(cells: Map<string, Cell>): void {
  const whole = cells.get("");
  if (whole && cells.size > 1 && isRead(whole.row.status)) cells.delete("");
}

/** Whether a row of the ledger is a more complete read of a cell than another one. */
export function isMoreComplete(row: CoverageRow, other: CoverageRow): boolean {
  if (isRead(row.status) || isRead(other.status)) return !isRead(other.status);
  if (row.functions !== other.functions) return row.functions > other.functions;
  return row.status !== "not-attempted" && other.status === "not-attempted";
}

/** The account's row: that of a part from which all cells are taken, otherwise one with the state of all cells. */
function accountRow({ cells, inParts }: JoinedAccount): ReportAccount[] {
  const read = inParts.filter(({ account }) => account.status !== "skipped");
  const sources = new Set([...cells.values()].map(({ part }) => part));
  const own = read.findLast((one) => sources.has(one.part) && one.cells === cells.size);
  if (own && sources.size === 1) return [own.account];
  const accessed = read.filter(({ account }) => account.status !== "failed");
  const best = accessed.at(-1) ?? read.at(-1) ?? inParts.at(-1);
  if (!best) return [];
  return [cells.size === 0 ? best.account : { ...best.account, ...stateOf(cells) }];
}

function stateOf(cells: ReadonlyMap<string, Cell>): Pick<ReportAccount, "status" | "message"> {
  const unread = [...cells.values()].filter(({ row }) => !isRead(row.status));
  const [first] = unread;
  if (!first) return { status: "ok", message: "" };
  if (cells.size === 1 && first.row.region === "") return { status: "failed", message: first.row.message };
  return { status: "incomplete", message: `${unread.length} of ${cells.size} not read` };
}
