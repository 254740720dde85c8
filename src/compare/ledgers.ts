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
  readonly rows: { readonly account: ReportAccount; readonly part: Part }[];
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
    const known = accounts.get(key) ?? { cells: new Map(), rows: [] };
    accounts.set(key, known);
    return known;
  };
  const unentered = new Set(part.report.coverage.filter(({ region }) => region === "").map(accountKey));
  for (const account of part.report.accounts) {
    const key = accountKey(account);
    // A profile that could not say whose it was, and now has: its row was about the same account.
    if (account.accountId !== "") accounts.delete(labelKey(account.accountName));
    const known = within(key);
    known.rows.push({ account, part });
    if (account.status !== "skipped" && !unentered.has(key)) known.cells.delete("");
  }
  for (const row of part.report.coverage) {
    const { cells } = within(accountKey(row));
    const older = cells.get(row.region);
    if (older && isRead(older.row.status) && isRead(row.status)) clash(row, older.part, part);
    if (!older || replaces(row, older.row)) cells.set(row.region, { row, part });
  }
}

/** Whether a newer row says more of a cell than an older one; of two that say as much, the newer is kept. */
function replaces(newer: CoverageRow, older: CoverageRow): boolean {
  const worth = [newer, older].map(({ status, functions }) => [
    isRead(status) ? 1 : 0,
    functions,
    status === "not-attempted" ? 0 : 1,
  ]);
  const [a = [], b = []] = worth;
  const i = a.findIndex((value, at) => value !== b[at]);
  return i < 0 || (a[i] ?? 0) > (b[i] ?? 0);
}

/** How the account fared over all parts: a part's own row where all its cells are of that part. */
function accountRow({ cells, rows }: AccountCells): ReportAccount[] {
  const read = rows.filter(({ account }) => account.status !== "skipped");
  const entered = read.filter(({ account }) => account.status !== "failed");
  const best = entered.at(-1) ?? read.at(-1) ?? rows.at(-1);
  if (!best) return [];
  const sources = new Set([...cells.values()].map(({ part }) => part));
  const [source] = sources;
  const own = read.findLast(({ part }) => part === source);
  if (sources.size === 1 && own) return [own.account];
  return [sources.size === 0 ? best.account : { ...best.account, ...judged(cells) }];
}

function judged(cells: ReadonlyMap<string, Cell>): Pick<ReportAccount, "status" | "message"> {
  const unread = [...cells.values()].filter(({ row }) => !isRead(row.status));
  const [first] = unread;
  if (!first) return { status: "ok", message: "" };
  if (cells.size === 1 && first.row.region === "") return { status: "failed", message: first.row.message };
  return { status: "incomplete", message: `${unread.length} of ${cells.size} not read` };
}
