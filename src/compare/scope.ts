import type { CoverageRow, TargetName } from "../model/coverage.ts";
import { isPublished } from "../model/function.ts";
import type { FunctionRow, Report } from "../model/report.ts";
import { hasAllWeb } from "../model/web-listed.ts";
import { cellKey } from "./keys.ts";

/** What a report knows about an account × region. */
export interface CellView {
  /**
   * `whole`: all its functions are in the report · `filtered`: it was read, and some of its functions are in the report
   * · `unread`: it was not read · `absent`: it is not in the ledger.
   */
  readonly state: "whole" | "filtered" | "unread" | "absent";
  /** The ledger row behind it: that of the region or, where the account could not be accessed, of the account. */
  readonly row: CoverageRow | undefined;
}

/** What a report covers. */
export class Scope {
  readonly accounts: ReadonlySet<string>;
  readonly regions: ReadonlySet<string>;
  /** Some function that was read is not in the report: a filter such as `--runtime` left it out. */
  readonly filtered: boolean;
  /** Published versions are listed beside `$LATEST`. */
  readonly versions: "latest" | "all";
  /** Web Functions were asked for. */
  readonly listsWeb: boolean;
  readonly cells: readonly CoverageRow[];
  readonly #views = new Map<string, CellView>();

  constructor({ coverage, summary }: Pick<Report, "coverage" | "summary">, rows: RowCounts) {
    this.listsWeb = summary.webFunctions !== undefined;
    for (const row of coverage) this.#views.set(cellKey(row), viewOf(row, rows.inCell(cellKey(row))));
    this.cells = coverage;
    this.accounts = new Set(coverage.map(({ accountId, accountName }) => accountId || accountName));
    this.regions = new Set(coverage.map(({ region }) => region).filter((region) => region !== ""));
    this.filtered = [...this.#views.values()].some(({ state }) => state === "filtered");
    this.versions = rows.hasPublished ? "all" : "latest";
  }

  view(place: TargetName & Partial<Pick<FunctionRow, "kind">>): CellView {
    if (place.kind === "web-function" && !this.listsWeb) return ABSENT;
    const own = this.#views.get(cellKey(place));
    if (own?.row && place.kind === "web-function" && !hasAllWeb(own.row)) return { ...own, state: "unread" };
    if (own) return own;
    const account = this.#views.get(cellKey({ ...place, region: "" }));
    return account?.state === "unread" ? account : ABSENT;
  }
}

const ABSENT: CellView = { state: "absent", row: undefined };

/** A disabled region counts as read, but its functions still exist: they are not seen, and not gone. */
function viewOf(row: CoverageRow, functions: number): CellView {
  if (row.status !== "ok" && row.status !== "unsupported") return { state: "unread", row };
  return { state: functions < row.functions ? "filtered" : "whole", row };
}

export function scopeOf(report: Pick<Report, "functions" | "coverage" | "summary">): Scope {
  const rows = new RowCounts();
  for (const row of report.functions) rows.add(row);
  return new Scope(report, rows);
}

/** What a scope has to know about the rows, which pass one by one. */
export class RowCounts {
  readonly #byCell = new Map<string, number>();
  hasPublished = false;
  #last: FunctionRow | undefined;
  #key = "";

  /** Rows are in order, so the key is built once for each cell and not for each function. Returns it. */
  add(row: FunctionRow): string {
    if (this.#last === undefined || !isSameCell(row, this.#last)) this.#key = cellKey(row);
    this.#last = row;
    this.#byCell.set(this.#key, this.inCell(this.#key) + 1);
    this.hasPublished ||= isPublished(row);
    return this.#key;
  }

  inCell(key: string): number {
    return this.#byCell.get(key) ?? 0;
  }
}

function isSameCell(a: FunctionRow, b: FunctionRow): boolean {
  return a.region === b.region && a.accountId === b.accountId && a.accountName === b.accountName;
}
