/** The summary at the end of stderr: the end of a report enters, lines of text leave. */
import { type CoverageRow, hasNote, isRead } from "../model/coverage.ts";
import { byCodePoint } from "../model/order.ts";
import type { ReportTail, Summary } from "../model/report.ts";
import {
  type CatalogueInfo,
  DEPRECATED_STATUSES,
  RUNTIME_STATUSES,
  type RuntimeStatus,
} from "../model/runtime.ts";
import { counted } from "../model/words.ts";
import { cleanText } from "./clean-text.ts";
import { ageText } from "./deadlines.ts";
import { NO_OWNER } from "./due-groups.ts";
import { aggregatorLines, missingWeb, webLines } from "./source-lines.ts";
import { type Paint, painter } from "./style.ts";
import { commas, type LineStyle, labelled, reasonLines, targetNoteLines } from "./summary-lines.ts";

/** How the summary is printed. */
export interface SummaryStyle {
  /** Days of `--within`, to explain "expiring"; undefined where nothing was assessed now (`merge`). */
  readonly within?: number | undefined;
  /** Whether it says that Web Functions were not asked for. */
  readonly missesWeb?: boolean | undefined;
  /** The value of `--limit`. */
  readonly limit?: number | undefined;
  /** The table of coming deadlines, drawn. */
  readonly deadlines?: readonly string[] | undefined;
  /** Columns of the terminal; undefined: not a terminal. */
  readonly width?: number | undefined;
  readonly color: boolean;
}

/** The summary at the end of stderr: accounts, targets, why some were not read, functions, and the catalogue's date. */
export function scanSummary(
  { summary, coverage, accounts }: Pick<ReportTail, "summary" | "coverage" | "accounts">,
  catalogue: CatalogueInfo,
  { within, missesWeb = false, limit = 0, deadlines = [], width, color }: SummaryStyle,
): string {
  const paint = painter(color);
  const skipped = accounts.length - summary.accounts;
  const notRead = `${summary.notRead} not read`;
  const unread = coverage.filter(({ status }) => !isRead(status));
  return [
    `accounts   ${summary.accounts}${skipped > 0 ? ` (${skipped} more skipped)` : ""}`,
    `targets    ${summary.targets}: ${summary.read} read, ${summary.notRead > 0 ? paint("red", notRead) : notRead}`,
    ...reasonLines(unread, { width, paint }),
    ...functionLines(summary, within, { width, paint }),
    ...webLines(summary, coverage),
    ...waivedLines(summary),
    ...limitLines(summary, limit),
    ...ownerLines(summary, { width, paint }),
    ...(deadlines.length > 0 ? ["deadlines", ...deadlines] : []),
    ...aliasLines(summary, paint),
    ...aggregatorLines(summary),
    ...targetNoteLines("notes", coverage.filter(isOfFunctions), "", { width, paint }),
    ...targetNoteLines("extras", coverage.filter(isOfExtras), " with empty extra columns", { width, paint }),
    ...(missesWeb && summary.webFunctions === undefined ? [missingWeb(accounts)] : []),
    `catalogue  as of ${catalogue.asOf}, ${ageText(catalogue)}\n`,
  ].join("\n");
}

/** `12 (30 versions): 3 deprecated, 1 expiring within 180 days, 2 unknown`. */
function functionLines(summary: Summary, within: number | undefined, style: LineStyle): readonly string[] {
  const { paint } = style;
  const of = (status: RuntimeStatus) => summary.byStatus[status] ?? 0;
  const rows = rowCount(summary);
  const deprecated = DEPRECATED_STATUSES.reduce((sum, status) => sum + of(status), 0);
  const window = within === undefined ? "" : ` within ${counted(within, "day")}`;
  const parts = [
    deprecated > 0 ? paint("red", `${deprecated} deprecated`) : "0 deprecated",
    of("expiring") > 0 ? paint("yellow", `${of("expiring")} expiring${window}`) : `0 expiring${window}`,
    ...OTHERS.filter((status) => of(status) > 0).map((status) => `${of(status)} ${status}`),
  ];
  const versions = rows === summary.functions ? "" : ` (${counted(rows, "version")})`;
  return labelled("functions", [`${summary.functions}${versions}:`, ...commas(parts)], style);
}

/** They are counted above, too. */
function waivedLines({ waived = 0 }: Summary): readonly string[] {
  return waived === 0 ? [] : [`waived     ${waived}, already counted above; --fail-on ignores them`];
}

/** Owners that are named; the others are counted. */
const MOST_OWNERS = 5;

/** `payments 12, storefront 9, 3 more owners 14, no owner 40` */
function ownerLines({ byOwner = {} }: Summary, style: LineStyle): readonly string[] {
  const { "": without = 0, ...named } = byOwner;
  const owners = Object.entries(named).sort(([a, x], [b, y]) => y - x || byCodePoint(a, b));
  const first = owners.length > MOST_OWNERS + 1 ? owners.slice(0, MOST_OWNERS) : owners;
  const rest = owners.slice(first.length);
  const parts = [
    ...first.map(([owner, rows]) => `${cleanText(owner)} ${rows}`),
    ...(rest.length > 0
      ? [`${rest.length} more owners ${rest.reduce((sum, [, rows]) => sum + rows, 0)}`]
      : []),
    ...(without > 0 ? [`${NO_OWNER} ${without}`] : []),
  ];
  return labelled("owners", commas(parts), style);
}

/** `$LATEST` may be up to date while what callers reach by an alias is not. */
function aliasLines({ deprecatedAliases: aliases }: Summary, paint: Paint): readonly string[] {
  if (aliases === undefined) return [];
  const text = `${aliases} pointing to a version on a deprecated runtime`;
  return [`aliases    ${aliases > 0 ? paint("red", text) : text}`];
}

function isOfExtras({ status, stage }: CoverageRow): boolean {
  return status === "ok" && stage === "enrich";
}

function isOfFunctions(row: CoverageRow): boolean {
  return hasNote(row) && row.stage !== "enrich";
}

/** What `--limit` left out. */
function limitLines(summary: Summary, limit: number): readonly string[] {
  const rows = rowCount(summary);
  if (limit === 0 || rows <= limit) return [];
  return [`listed     ${limit} of ${rows}, ${rows - limit} left out (--limit ${limit})`];
}

/** Rows of the report: functions, or with `--versions all` their versions. */
function rowCount({ byStatus }: Summary): number {
  return RUNTIME_STATUSES.reduce((sum, status) => sum + (byStatus[status] ?? 0), 0);
}

/** Statuses without a date, listed if there are any. */
const OTHERS = ["unknown", "preview", "custom", "container"] as const satisfies readonly RuntimeStatus[];
