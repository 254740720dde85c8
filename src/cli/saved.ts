/**
 * Saved reports as a source of rows: read, joined as `merge` joins them, narrowed to the accounts and regions that were asked
 * for, assessed and triaged again where the options say so, and filtered. What comes out is a report like that of a scan.
 */
import type { Part } from "../compare/ledgers.ts";
import { mergeReports } from "../compare/merge.ts";
import { readReport } from "../compare/read-report.ts";
import { accountMatcher } from "../config/select.ts";
import type { CoverageRow } from "../model/coverage.ts";
import { choosesRegion } from "../model/patterns.ts";
import type { Report } from "../model/report.ts";
import { rowFilter } from "../report/filter.ts";
import { summarise } from "../report/summary.ts";
import type { SavedOptions } from "./commands/report-options.ts";
import type { Io } from "./io.ts";
import type { Messages } from "./messages.ts";
import { reassessment } from "./reassess.ts";
import { warnOfPreviews } from "./scan/criteria.ts";

/** Reads reports in the order given. Throws a `UserError` for what is not a report, and for reports that do not fit together. */
export async function readSaved(
  paths: readonly string[],
  options: SavedOptions,
  io: Io,
  messages: Messages,
): Promise<Report> {
  const parts = await readParts(paths, io);
  const [only, ...others] = parts;
  const report = only !== undefined && others.length === 0 ? only.report : joined(parts, messages);
  return narrowed(report, options, io, messages);
}

/** Reads reports one after the other, since each may be large. */
export async function readParts(paths: readonly string[], io: Io): Promise<readonly Part[]> {
  const parts: Part[] = [];
  for (const path of paths) parts.push({ path, report: await readReport(path, io.cwd, io.stdin) });
  return parts;
}

/** The parts as one report; prints what the reader should know about them. */
export function joined(parts: readonly Part[], messages: Messages): Report {
  const { report, warnings } = mergeReports(parts);
  for (const warning of warnings) messages.warn(warning);
  return report;
}

async function narrowed(report: Report, options: SavedOptions, io: Io, messages: Messages): Promise<Report> {
  const { catalogue, previews, reassess, warnings } = await reassessment(report, options, io, messages);
  const isChosen = targetFilter(options);
  const keeps = rowFilter(options);
  const functions = report.functions.filter(isChosen).map(reassess).filter(keeps);
  for (const warning of warnings()) messages.warn(warning);
  if (functions.length === 0 && report.functions.length > 0) messages.warn("no function matches the filters");
  const coverage = report.coverage.filter(isChosen);
  const accounts = report.accounts.filter((account) => isChosen({ ...account, region: "" }));
  const summary = summarise(functions, coverage, accounts);
  if (previews !== undefined) warnOfPreviews({ previews }, summary, messages);
  return { ...report, catalogue, functions, coverage, accounts, summary };
}

/** Whether a row belongs to an account and region that the options choose. The account as a whole has an empty region. */
function targetFilter({
  accounts,
  excludeAccounts,
  regions,
  excludeRegions,
}: SavedOptions): (row: Pick<CoverageRow, "accountId" | "accountName" | "region">) => boolean {
  const isWanted = accounts ? accountMatcher(accounts) : () => true;
  const isUnwanted = excludeAccounts ? accountMatcher(excludeAccounts) : () => false;
  const choice = { include: regions, exclude: excludeRegions };
  return ({ accountId, accountName, region }) => {
    const account = { id: accountId === "" ? undefined : accountId, name: accountName };
    return isWanted(account) && !isUnwanted(account) && (region === "" || choosesRegion(choice, region));
  };
}
