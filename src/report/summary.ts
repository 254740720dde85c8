import { type CoverageRow, isRead } from "../model/coverage.ts";
import { byCodePoint } from "../model/order.ts";
import type { FunctionRow, ReportAccount, ReportTail, Summary } from "../model/report.ts";
import {
  type CatalogueInfo,
  DEPRECATED_STATUSES,
  RUNTIME_STATUSES,
  type RuntimeStatus,
} from "../model/runtime.ts";
import { cleanText } from "./cell.ts";
import { counted } from "./groups.ts";
import { refusals } from "./refusals.ts";
import { type Paint, painter } from "./style.ts";

/** The name under which functions without a runtime identifier are counted in `byRuntime`. */
const NO_RUNTIME = "container";

/**
 * Counts rows as they pass and keeps none of them. Rows arrive in the report's order, with the versions of one
 * function side by side: comparing a row with the one before it counts functions without holding a million names.
 */
export class SummaryCounter {
  readonly #byStatus = new Map<RuntimeStatus, number>();
  readonly #byRuntime = new Map<string, number>();
  #functions = 0;
  #last: FunctionRow | undefined;

  add(row: FunctionRow): void {
    if (this.#last === undefined || !sameFunction(this.#last, row)) this.#functions++;
    this.#last = row;
    count(this.#byStatus, row.runtimeStatus);
    count(this.#byRuntime, row.runtime ?? NO_RUNTIME);
  }

  /** Accounts that are deliberately not read (`skipped`) have no targets and do not count. */
  finish(coverage: readonly CoverageRow[], accounts: readonly ReportAccount[]): Summary {
    const read = coverage.filter((row) => isRead(row.status)).length;
    return {
      accounts: accounts.filter(({ status }) => status !== "skipped").length,
      targets: coverage.length,
      read,
      notRead: coverage.length - read,
      functions: this.#functions,
      byStatus: inOrder(this.#byStatus),
      byRuntime: Object.fromEntries([...this.#byRuntime].sort(([a], [b]) => byCodePoint(a, b))),
    };
  }
}

/** The summary of rows that are all at hand, in the report's order (merged and resumed reports). */
export function summarise(
  rows: Iterable<FunctionRow>,
  coverage: readonly CoverageRow[],
  accounts: readonly ReportAccount[],
): Summary {
  const counter = new SummaryCounter();
  for (const row of rows) counter.add(row);
  return counter.finish(coverage, accounts);
}

function sameFunction(a: FunctionRow, b: FunctionRow): boolean {
  return a.functionName === b.functionName && a.region === b.region && a.accountId === b.accountId;
}

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** The statuses that occur, in the order of the contract. */
function inOrder(counts: ReadonlyMap<RuntimeStatus, number>): Partial<Record<RuntimeStatus, number>> {
  const ordered: Partial<Record<RuntimeStatus, number>> = {};
  for (const status of RUNTIME_STATUSES) {
    const rows = counts.get(status);
    if (rows !== undefined) ordered[status] = rows;
  }
  return ordered;
}

/** How the summary is printed. */
export interface SummaryTextOptions {
  /** Days of `--within`, to say what expiring means; undefined where nothing was judged now (`merge`). */
  readonly within?: number | undefined;
  readonly color: boolean;
}

/** What stands on stderr last: accounts, targets, why some were not read, functions, and what judged them. */
export function summaryText(
  { summary, coverage, accounts }: Pick<ReportTail, "summary" | "coverage" | "accounts">,
  catalogue: CatalogueInfo,
  { within, color }: SummaryTextOptions,
): string {
  const paint = painter(color);
  const skipped = accounts.length - summary.accounts;
  const notRead = `${summary.notRead} not read`;
  return [
    `accounts   ${summary.accounts}${skipped > 0 ? ` (${skipped} more skipped)` : ""}`,
    `targets    ${summary.targets}: ${summary.read} read, ${summary.notRead > 0 ? paint("red", notRead) : notRead}`,
    ...refusalLines(coverage, paint),
    `functions  ${functionsText(summary, within, paint)}`,
    `catalogue  as of ${catalogue.asOf}, ${counted(catalogue.ageDays, "day")} old\n`,
  ].join("\n");
}

const MOST_REFUSALS = 8;
const MOST_MESSAGE = 240;

function refusalLines(coverage: readonly CoverageRow[], paint: Paint): readonly string[] {
  const all = refusals(coverage);
  const lines = all.slice(0, MOST_REFUSALS).flatMap(({ status, code, targets, places, message }) => {
    const why = cleanText(message).trim();
    return [
      `  ${paint("red", `${targets} ${status}`)}${code === "" ? "" : ` ${cleanText(code)}`}: ${cleanText(places)}`,
      ...(why === "" ? [] : [`    ${why.length > MOST_MESSAGE ? `${why.slice(0, MOST_MESSAGE)}…` : why}`]),
    ];
  });
  const more = all.length - MOST_REFUSALS;
  return more > 0
    ? [...lines, `  and ${counted(more, "reason")} more: --coverage FILE lists every target`]
    : lines;
}

/** `12 (30 versions): 3 deprecated, 1 expiring within 180 days, 2 unknown`. */
function functionsText(summary: Summary, within: number | undefined, paint: Paint): string {
  const of = (status: RuntimeStatus) => summary.byStatus[status] ?? 0;
  const rows = RUNTIME_STATUSES.reduce((sum, status) => sum + of(status), 0);
  const deprecated = DEPRECATED_STATUSES.reduce((sum, status) => sum + of(status), 0);
  const window = within === undefined ? "" : ` within ${counted(within, "day")}`;
  const parts = [
    deprecated > 0 ? paint("red", `${deprecated} deprecated`) : "0 deprecated",
    of("expiring") > 0 ? paint("yellow", `${of("expiring")} expiring${window}`) : `0 expiring${window}`,
    ...OTHERS.filter((status) => of(status) > 0).map((status) => `${of(status)} ${status}`),
  ];
  const versions = rows === summary.functions ? "" : ` (${counted(rows, "version")})`;
  return `${summary.functions}${versions}: ${parts.join(", ")}`;
}

/** Statuses that no date speaks of, named where there are any. */
const OTHERS = ["unknown", "preview", "custom", "container"] as const satisfies readonly RuntimeStatus[];
