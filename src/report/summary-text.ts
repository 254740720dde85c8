import type { CoverageRow } from "../model/coverage.ts";
import type { ReportTail, Summary } from "../model/report.ts";
import {
  type CatalogueInfo,
  DEPRECATED_STATUSES,
  RUNTIME_STATUSES,
  type RuntimeStatus,
} from "../model/runtime.ts";
import { cleanText, shortened } from "./cell.ts";
import { ageText } from "./deadlines.ts";
import { counted } from "./groups.ts";
import { refusals } from "./refusals.ts";
import { type Paint, painter } from "./style.ts";

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
    ...aliasLines(summary, paint),
    ...extraLines(coverage, paint),
    `catalogue  as of ${catalogue.asOf}, ${ageText(catalogue)}\n`,
  ].join("\n");
}

const MOST_REFUSALS = 8;
const MOST_MESSAGE = 240;

function refusalLines(coverage: readonly CoverageRow[], paint: Paint): readonly string[] {
  const all = refusals(coverage);
  const lines = all.slice(0, MOST_REFUSALS).flatMap(({ status, code, targets, places, message }) => {
    const why = brief(message);
    return [
      `  ${paint("red", `${targets} ${status}`)}${code === "" ? "" : ` ${cleanText(code)}`}: ${cleanText(places)}`,
      ...(why === "" ? [] : [`    ${why}`]),
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

/** `$LATEST` may be up to date while what callers reach by an alias is not. */
function aliasLines({ deprecatedAliases: aliases }: Summary, paint: Paint): readonly string[] {
  if (aliases === undefined) return [];
  const text = `${aliases} pointing to a version on a deprecated runtime`;
  return [`aliases    ${aliases > 0 ? paint("red", text) : text}`];
}

/** Extra columns that stayed empty: the functions are there, so that nothing counts as not read. */
function extraLines(coverage: readonly CoverageRow[], paint: Paint): readonly string[] {
  const targets = coverage.filter(({ status, stage }) => status === "ok" && stage === "enrich");
  const [first] = targets;
  if (!first) return [];
  const where = `${counted(targets.length, "target")} with empty extra columns`;
  return [`extras     ${paint("yellow", where)}: ${brief(first.message)}`];
}

function brief(message: string): string {
  return shortened(cleanText(message).trim(), MOST_MESSAGE);
}

/** Statuses that no date speaks of, named where there are any. */
const OTHERS = ["unknown", "preview", "custom", "container"] as const satisfies readonly RuntimeStatus[];
