import { type CoverageRow, isRead } from "../model/coverage.ts";
import { byCodePoint } from "../model/order.ts";
import type { Report, ReportAccount } from "../model/report.ts";
import { accountKey, byAccount, labelKey } from "./keys.ts";

/** A report and the file it came from. */
export interface Part {
  /** As the user gave it, for messages. */
  readonly path: string;
  readonly report: Report;
}

/** A cell of the joined ledger, and the part that it is taken from. */
export interface Cell {
  readonly row: CoverageRow;
  readonly part: Part;
}

/** Called for a cell that two parts have read; it may throw. */
export type Clash = (cell: CoverageRow, older: Part, newer: Part) => void;

export interface JoinedLedger {
  /** In the order of a report. */
  readonly coverage: readonly CoverageRow[];
  readonly accounts: readonly ReportAccount[];
  /** The part that a cell was taken from; undefined for a cell that no part knows. */
  partOf(accountId: string, region: string): Part | undefined;
}

interface AccountCells {
  readonly cells: Map<string, Cell>;
  readonly told: Told[];
}

/** What one part says of an account as a whole. */
interface Told {
  readonly account: ReportAccount;
  readonly part: Part;
  /** Rows that this part's ledger has of it. */
  readonly cells: number;
}

/** Joins the ledgers of several parts, the oldest first: of each cell the fullest read is kept, or the newest. */
export function joinLedgers(parts: readonly Part[], clash: Clash): JoinedLedger {
  const accounts = new Map<string, AccountCells>();
  for (const part of parts) addPart(accounts, part, clash);
  const all = [...accounts.values()];
  const coverage = all.flatMap(({ cells }) => [...cells.values()].map(({ row }) => row));
  return {
    coverage: coverage.sort((a, b) => byAccount(a, b) || byCodePoint(a.region, b.region)),
    accounts: all.flatMap(accountRow).sort(byAccount),
    partOf: (accountId, region) => accounts.get(accountId)?.cells.get(region)?.part,
  };
}

function addPart(accounts: Map<string, AccountCells>, part: Part, clash: Clash): void {
  const within = (key: string): AccountCells => {
    const known = accounts.get(key) ?? { cells: new Map(), told: [] };
    accounts.set(key, known);
    return known;
  };
  const rows = countByAccount(part.report.coverage);
  for (const account of part.report.accounts) {
    // A profile that could not say whose it was, and now has: its row was about this account.
    if (account.accountId !== "") accounts.delete(labelKey(account.accountName));
    const key = accountKey(account);
    const { cells, told } = within(key);
    told.push({ account, part, cells: rows.all.get(key) ?? 0 });
    if (account.status !== "skipped" && !rows.unentered.has(key)) cells.delete("");
  }
  for (const row of part.report.coverage) {
    const { cells } = within(accountKey(row));
    const older = cells.get(row.region);
    if (older && isRead(older.row.status) && isRead(row.status)) clash(row, older.part, part);
    if (!older || !isFuller(older.row, row)) cells.set(row.region, { row, part });
  }
}

function countByAccount(coverage: readonly CoverageRow[]) {
  const all = new Map<string, number>();
  const unentered = new Set<string>();
  for (const row of coverage) {
    const key = accountKey(row);
    all.set(key, (all.get(key) ?? 0) + 1);
    if (row.region === "") unentered.add(key);
  }
  return { all, unentered };
}

/** Whether a row of the ledger says more of a cell than another one. */
export function isFuller(row: CoverageRow, other: CoverageRow): boolean {
  if (isRead(row.status) || isRead(other.status)) return !isRead(other.status);
  if (row.functions !== other.functions) return row.functions > other.functions;
  return row.status !== "not-attempted" && other.status === "not-attempted";
}

/** How the account fared over all parts: what a part says of it, where the cells are all of that part. */
function accountRow({ cells, told }: AccountCells): ReportAccount[] {
  const read = told.filter(({ account }) => account.status !== "skipped");
  const sources = new Set([...cells.values()].map(({ part }) => part));
  const own = read.findLast((one) => sources.has(one.part) && one.cells === cells.size);
  if (own && sources.size === 1) return [own.account];
  const entered = read.filter(({ account }) => account.status !== "failed");
  const best = entered.at(-1) ?? read.at(-1) ?? told.at(-1);
  if (!best) return [];
  return [cells.size === 0 ? best.account : { ...best.account, ...judged(cells) }];
}

function judged(cells: ReadonlyMap<string, Cell>): Pick<ReportAccount, "status" | "message"> {
  const unread = [...cells.values()].filter(({ row }) => !isRead(row.status));
  const [first] = unread;
  if (!first) return { status: "ok", message: "" };
  if (cells.size === 1 && first.row.region === "") return { status: "failed", message: first.row.message };
  return { status: "incomplete", message: `${unread.length} of ${cells.size} not read` };
}
