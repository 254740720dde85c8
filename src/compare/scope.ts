import type { CoverageRow } from "../model/coverage.ts";
import type { FunctionRow, Report } from "../model/report.ts";
import { cellKey } from "./keys.ts";

/** What a report can say of an account × region. */
export interface CellView {
  /**
   * `whole`: every function of it is in the report · `filtered`: read, and the report holds some of its functions
   * · `unread`: its functions could not be seen · `absent`: nobody looked.
   */
  readonly state: "whole" | "filtered" | "unread" | "absent";
  /** The row of the ledger that says so: that of the region or, where none could be entered, of the account. */
  readonly row: CoverageRow | undefined;
}

/** How far a report reaches. */
export class Scope {
  readonly accounts: ReadonlySet<string>;
  readonly regions: ReadonlySet<string>;
  /** Some function that was read is not in the report: `--runtime`, `--status` or `--name` kept it out. */
  readonly filtered: boolean;
  /** Published versions are listed beside `$LATEST`. */
  readonly versions: "latest" | "all";
  readonly cells: readonly CoverageRow[];
  readonly #views = new Map<string, CellView>();

  constructor({ functions, coverage }: Pick<Report, "functions" | "coverage">) {
    const rows = countByCell(functions);
    for (const row of coverage) this.#views.set(cellKey(row), viewOf(row, rows.get(cellKey(row)) ?? 0));
    this.cells = coverage;
    this.accounts = new Set(coverage.map(({ accountId, accountName }) => accountId || accountName));
    this.regions = new Set(coverage.map(({ region }) => region).filter((region) => region !== ""));
    this.filtered = [...this.#views.values()].some(({ state }) => state === "filtered");
    this.versions = functions.some(({ version }) => version !== "$LATEST") ? "all" : "latest";
  }

  view(place: Pick<CoverageRow, "accountId" | "accountName" | "region">): CellView {
    const own = this.#views.get(cellKey(place));
    if (own) return own;
    const account = this.#views.get(cellKey({ ...place, region: "" }));
    return account?.state === "unread" ? account : ABSENT;
  }
}

const ABSENT: CellView = { state: "absent", row: undefined };

/** A disabled region counts as read, but what stands in it outlives the opt-out: it is not seen, and not gone. */
function viewOf(row: CoverageRow, functions: number): CellView {
  if (row.status !== "ok" && row.status !== "unsupported") return { state: "unread", row };
  return { state: functions < row.functions ? "filtered" : "whole", row };
}

/** Rows come in order, so that the key is made once a cell and not once a function. */
function countByCell(functions: readonly FunctionRow[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  let last: FunctionRow | undefined;
  let key = "";
  for (const row of functions) {
    if (row.region !== last?.region || row.accountId !== last.accountId) key = cellKey(row);
    last = row;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
