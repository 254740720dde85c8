/**
 * Saved reports as a source of rows: read, joined as `merge` joins them, narrowed to the accounts and regions that were asked
 * for, assessed and triaged again where the options say so, and filtered. What comes out is like a scan: rows, then a tail.
 */
import type { Part } from "../compare/ledgers.ts";
import { mergeReports } from "../compare/merge.ts";
import { readReport } from "../compare/read-report.ts";
import { inMemory, openReport, type SavedReport } from "../compare/saved-report.ts";
import { accountMatcher, requireNamed, unmatchedExclusions } from "../config/select.ts";
import { readInTurn } from "../files/read-all.ts";
import type { Extra } from "../model/column.ts";
import type { TargetName } from "../model/coverage.ts";
import { choosesRegion } from "../model/patterns.ts";
import { type FunctionRow, type Report, type ReportHead, type RunTail, reportTail } from "../model/report.ts";
import { DueCounter } from "../report/due-groups.ts";
import { rowFilter } from "../report/filter.ts";
import { listsWeb, SummaryCounter } from "../report/summary.ts";
import type { SavedOptions } from "./commands/report-options.ts";
import type { Io } from "./io.ts";
import type { Messages } from "./messages.ts";
import { type Reassessment, readReassessFiles, reassessment } from "./saved/reassess.ts";
import { warnOfPreviews } from "./scan/criteria.ts";
import { chosenRegions } from "./scan/regions.ts";
import { LookedCounter } from "./summary/looked.ts";
import { targetTexts, tellOfNoMatch } from "./summary/no-match.ts";

/** Saved reports as a scan would have read them. */
export interface SavedRows {
  readonly head: ReportHead;
  /** The extra columns that they were made with (`--with`), whichever rows the filters keep. */
  readonly extras: readonly Extra[];
  /** The rows that the options keep. */
  rows(): AsyncGenerator<readonly FunctionRow[], void, undefined>;
  /** What follows them; to be read after the last row. */
  tail(): RunTail;
}

/**
 * Opens reports, in the order given: a single file stays on disk, several are joined in memory. Throws a `UserError` for what is not a
 * report, and for reports that do not fit together.
 */
export async function openSaved(
  paths: readonly string[],
  options: SavedOptions,
  io: Io,
  messages: Messages,
): Promise<SavedRows> {
  const [saved, files] = await readInTurn(
    () => openAll(paths, io, messages),
    () => readReassessFiles(options, io, messages),
  );
  return savedRows(saved, reassessment(saved.frame, files, options, io), options, messages);
}

async function openAll(paths: readonly string[], io: Io, messages: Messages): Promise<SavedReport> {
  const [only = "", ...others] = paths;
  return others.length === 0
    ? openReport(only, io.cwd, io.stdin)
    : inMemory(joined(await readParts(paths, io), messages));
}

const IN_REPORT = "in the report";

/** What the options keep of a report that is open. */
export function savedRows(
  saved: SavedReport,
  again: Reassessment,
  options: SavedOptions,
  messages: Messages,
): SavedRows {
  const { frame, extras } = saved;
  const accounts = frame.accounts.map(({ accountId: id, accountName: name }) => ({ id, name }));
  requireNamed(options.accounts, accounts, IN_REPORT, undefined);
  for (const text of unmatchedExclusions(options.excludeAccounts, accounts, IN_REPORT)) messages.warn(text);
  if (saved.count > 0 && !extras.includes("tags") && again.usesTags)
    messages.warn("the report was created without --with tags: nothing in it can match a tag or a stack");
  if (saved.count > 0 && again.usesUnits && frame.accounts.every(({ ous }) => ous === undefined))
    messages.warn("the report has no organizational units: nothing in it can match an ou");
  const { schemaVersion, tool, startedAt, shard } = frame;
  return {
    head: { schemaVersion, tool, startedAt, catalogue: again.catalogue, ...(shard && { shard }) },
    extras,
    ...narrowed(saved, again, options, messages),
  };
}

/** The same as `openSaved`, in memory. */
export async function readSaved(
  paths: readonly string[],
  options: SavedOptions,
  io: Io,
  messages: Messages,
): Promise<Report> {
  return gathered(await openSaved(paths, options, io, messages));
}

export async function gathered({ head, rows, tail }: SavedRows): Promise<Report> {
  const functions: FunctionRow[] = [];
  for await (const batch of rows()) for (const row of batch) functions.push(row);
  return { ...head, ...reportTail(tail()), functions };
}

/** Reads reports one after the other, since each may be large. */
export async function readParts(paths: readonly string[], io: Io): Promise<readonly Part[]> {
  return readInTurn(
    ...paths.map((path) => async () => ({ path, report: await readReport(path, io.cwd, io.stdin) })),
  );
}

/** The parts as one report; prints what the reader should know about them. */
export function joined(parts: readonly Part[], messages: Messages): Report {
  const { report, warnings } = mergeReports(parts);
  for (const warning of warnings) messages.warn(warning);
  return report;
}

/** The rows that the options keep, and the ledger and the summary of that part. */
function narrowed(
  saved: SavedReport,
  { previews, reassess, warnings }: Reassessment,
  options: SavedOptions,
  messages: Messages,
): Pick<SavedRows, "rows" | "tail"> {
  const isChosen = targetFilter(options);
  const keeps = rowFilter(options);
  const [counter, due, looked] = [new SummaryCounter(), new DueCounter(), new LookedCounter(options)];
  return {
    async *rows() {
      for await (const batch of saved.rows()) {
        const chosen = batch.filter(isChosen).map(reassess);
        for (const row of chosen) looked.add(row);
        const functions = chosen.filter(keeps);
        for (const row of functions) {
          counter.add(row);
          due.add(row);
        }
        yield functions;
      }
    },
    tail() {
      for (const warning of warnings()) messages.warn(warning);
      const { finishedAt } = saved.frame;
      const coverage = saved.frame.coverage.filter(isChosen);
      if (coverage.length === 0 && saved.frame.coverage.length > 0)
        messages.warn(`nothing in the report matches ${targetTexts(options)}`);
      const accounts = saved.frame.accounts.filter((account) => isChosen({ ...account, region: "" }));
      const { aggregator } = saved.frame.summary;
      // It describes the whole scan, whatever part of it is shown.
      const summary = {
        ...counter.finish(coverage, accounts, listsWeb([saved.frame.summary])),
        ...(aggregator && { aggregator }),
      };
      if (previews !== undefined) warnOfPreviews({ previews }, summary, messages);
      const counts = { deadlines: due.groups(), looked: looked.finish() };
      const tail = { finishedAt, coverage, accounts, summary, ...counts };
      tellOfNoMatch(options, tail, saved.extras.includes("tags"), messages);
      return tail;
    },
  };
}

export type TargetFilter = Partial<
  Pick<SavedOptions, "accounts" | "excludeAccounts" | "regions" | "excludeRegions">
>;

/** Whether a row belongs to an account and region that the options choose. The account as a whole has an empty region. */
export function targetFilter({
  accounts,
  excludeAccounts,
  ...options
}: TargetFilter): (row: TargetName) => boolean {
  const isWanted = accounts ? accountMatcher(accounts) : () => true;
  const isUnwanted = excludeAccounts ? accountMatcher(excludeAccounts) : () => false;
  const choice = chosenRegions(options);
  return ({ accountId, accountName, region }) => {
    const account = { id: accountId === "" ? undefined : accountId, name: accountName };
    return isWanted(account) && !isUnwanted(account) && (region === "" || choosesRegion(choice, region));
  };
}
