import { FunctionCounter, isCounted } from "../model/counted.ts";
import { type CoverageRow, isRead } from "../model/coverage.ts";
import { isImage } from "../model/function.ts";
import { addTo } from "../model/maps.ts";
import { byCodePoint, byVersion } from "../model/order.ts";
import type { FunctionRow, ReportAccount, Summary } from "../model/report.ts";
import { isDeprecated, RUNTIME_STATUSES, type RuntimeStatus } from "../model/runtime.ts";
import { ACTIONS, type Action } from "../model/triage.ts";

/** The names under which functions without a runtime are counted in `byRuntime`. */
const IMAGE = "container";
const UNKNOWN = "unknown";

/** Counts rows as they pass, in the order of the report, without keeping them. */
export class SummaryCounter {
  readonly #byStatus = new Map<RuntimeStatus, number>();
  readonly #byRuntime = new Map<string, number>();
  readonly #byOwner = new Map<string, number>();
  readonly #byAction = new Map<Action, number>();
  #waived = 0;
  #webFunctions = 0;
  readonly #functions = new FunctionCounter();
  #deprecatedAliases: number | undefined;

  add(row: FunctionRow): void {
    if (!isCounted(row)) return;
    this.#functions.add(row);
    addTo(this.#byStatus, row.runtimeStatus);
    const isWeb = row.kind === "web-function";
    if (isWeb) this.#webFunctions++;
    addTo(this.#byRuntime, row.runtime ?? (isImage(row) ? IMAGE : UNKNOWN));
    addTo(this.#byOwner, row.owner ?? "");
    addTo(this.#byAction, row.action);
    if (row.waivedUntil !== undefined) this.#waived++;
    if (row.aliases === null) return;
    const deprecated = row.aliases.filter(({ runtimeStatus }) => isDeprecated(runtimeStatus));
    this.#deprecatedAliases = (this.#deprecatedAliases ?? 0) + deprecated.length;
  }

  /**
   * Skipped accounts have no targets and do not count.
   * @param listsWeb whether Web Functions were asked for
   */
  finish(
    coverage: readonly CoverageRow[],
    accounts: readonly ReportAccount[],
    listsWeb = this.#webFunctions > 0,
  ): Summary {
    const read = coverage.filter((row) => isRead(row.status)).length;
    return {
      accounts: accounts.filter(({ status }) => status !== "skipped").length,
      targets: coverage.length,
      read,
      notRead: coverage.length - read,
      functions: this.#functions.count,
      byStatus: inOrder(this.#byStatus, RUNTIME_STATUSES),
      byRuntime: byName(this.#byRuntime, byVersion),
      byOwner: byName(this.#byOwner),
      byAction: inOrder(this.#byAction, ACTIONS),
      waived: this.#waived,
      ...(listsWeb && { webFunctions: this.#webFunctions }),
      ...(this.#deprecatedAliases !== undefined && { deprecatedAliases: this.#deprecatedAliases }),
    };
  }
}

/** The summary of all rows, in the order of the report (for merged and resumed reports). */
export function summarise(
  rows: Iterable<FunctionRow>,
  coverage: readonly CoverageRow[],
  accounts: readonly ReportAccount[],
  listsWeb?: boolean,
): Summary {
  const counter = new SummaryCounter();
  for (const row of rows) counter.add(row);
  return counter.finish(coverage, accounts, listsWeb);
}

/** Whether these reports list Web Functions: then a count of none says so. */
export function listsWeb(summaries: readonly Summary[]): true | undefined {
  return summaries.some(({ webFunctions }) => webFunctions !== undefined) || undefined;
}

/** The words that occur, in their own order. */
function inOrder<Word extends string>(
  counts: ReadonlyMap<Word, number>,
  words: readonly Word[],
): Partial<Record<Word, number>> {
  const ordered: Partial<Record<Word, number>> = {};
  for (const word of words) {
    const rows = counts.get(word);
    if (rows !== undefined) ordered[word] = rows;
  }
  return ordered;
}

function byName(
  counts: ReadonlyMap<string, number>,
  compare = byCodePoint,
): Readonly<Record<string, number>> {
  return Object.fromEntries([...counts].sort(([a], [b]) => compare(a, b)));
}
