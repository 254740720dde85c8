import { isFilteredOut } from "../model/account.ts";
import { type CoverageRow, isRead } from "../model/coverage.ts";
import { byCodePoint } from "../model/order.ts";
import type { Report, ReportAccount } from "../model/report.ts";
import { accountKey, byAccount, labelKey } from "./keys.ts";
import { makesUpFor, type Reach, reachOf } from "./reach.ts";

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

/** How parts are joined. */
export interface JoinRules {
  /** Called for a cell that two parts have read; it may throw. */
  readonly clash: (cell: CoverageRow, older: Part, newer: Part) => void;
  /**
   * When the row of an account that could not be entered gives way to a later part that entered it: `always`, where
   * that part went on from the earlier one, or where it has `reached` all that the earlier one would have read.
   */
  readonly entered: "always" | "reached";
}

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
export function joinLedgers(parts: readonly Part[], rules: JoinRules): JoinedLedger {
  const accounts = new Map<string, AccountCells>();
  const reaches = new Map(parts.map((part) => [part, reachOf(part.report)]));
  for (const part of parts) addPart(accounts, part, reaches, rules);
  const all = [...accounts.values()];
  for (const { cells } of all) dropNoRegion(cells);
  const coverage = all.flatMap(({ cells }) => [...cells.values()].map(({ row }) => row));
  return {
    coverage: coverage.sort((a, b) => byAccount(a, b) || byCodePoint(a.region, b.region)),
    accounts: all.flatMap(accountRow).sort(byAccount),
    partOf: (accountId, region) => accounts.get(accountId)?.cells.get(region)?.part,
  };
}

function addPart(
  accounts: Map<string, AccountCells>,
  part: Part,
  reaches: ReadonlyMap<Part, Reach>,
  { clash, entered }: JoinRules,
): void {
  const within = (key: string): AccountCells => {
    const known = accounts.get(key) ?? { cells: new Map(), told: [] };
    accounts.set(key, known);
    return known;
  };
  for (const account of part.report.accounts) {
    const key = accountKey(account);
    const { cells, told } = within(key);
    const regions = reaches.get(part)?.byAccount.get(key) ?? [];
    told.push({ account, part, cells: regions.length });
    if (account.status === "skipped" && isFilteredOut(account)) continue;
    const givesWay = (failed: Cell | undefined): boolean => {
      const reach = failed && reaches.get(failed.part);
      if (!reach) return true;
      // Of an account that is skipped, or failed again, the newer row says all there is to say.
      if (failed && isRead(failed.row.status)) return true;
      if (entered === "always" || account.status === "skipped" || regions.includes("")) return true;
      // It was entered then, and could not say which regions it has: reading others does not tell.
      if ((reach.byAccount.get(key)?.length ?? 0) > 1) return false;
      return makesUpFor(new Set([...cells.keys(), ...regions]), reach, account);
    };
    // A profile that could not say whose it was, and now has: its row was about this account.
    const label = labelKey(account.accountName);
    if (account.accountId !== "" && givesWay(accounts.get(label)?.cells.get(""))) accounts.delete(label);
    if (account.status !== "skipped" && !regions.includes("") && givesWay(cells.get(""))) cells.delete("");
  }
  for (const row of part.report.coverage) addRow(within(accountKey(row)).cells, { row, part }, clash);
}

/** That an account has no region of those that one part wanted is no matter once another part has read some. */
function dropNoRegion(cells: Map<string, Cell>): void {
  const whole = cells.get("");
  if (whole && cells.size > 1 && isRead(whole.row.status)) cells.delete("");
}

function addRow(cells: Map<string, Cell>, cell: Cell, clash: JoinRules["clash"]): void {
  const { row, part } = cell;
  const older = cells.get(row.region);
  const both = older && isRead(older.row.status) && isRead(row.status);
  if (both && row.region !== "") clash(row, older.part, part);
  if (!older || !isFuller(older.row, row)) cells.set(row.region, cell);
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
