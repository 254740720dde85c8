/**
 * One account. An account enters; its targets leave in the order of the report, each as soon as it is read, and last
 * how the account as a whole fared. A failure to access it is a row of the ledger like any other.
 */
import type { Account } from "../model/account.ts";
import { isRead, noted, type TargetName } from "../model/coverage.ts";
import { asFailure, type Failure } from "../model/failure.ts";
import { literalRegions } from "../model/patterns.ts";
import type { ReportAccount } from "../model/report.ts";
import type { ListedRegion, Session } from "./cloud.ts";
import { type Evidence, settled } from "./not-enabled.ts";
import { planRegions, regionsToRead } from "./region-plan.ts";
import { elapsed, emptyTarget, failed, type TargetResult } from "./target.ts";

/**
 * Whether to read a target; a resumed scan omits what an earlier report contains.
 * @param listed whether AWS listed the region as enabled in the account
 */
export type Wants = (accountId: string, region: string, listed: boolean) => boolean;

/** Omits the accounts of which nothing is to be read: their regions are given by name, and none is wanted. */
export function accountsToAccess(accounts: readonly Account[], wants: Wants): readonly Account[] {
  return accounts.filter(({ id, regions }) => {
    const named = literalRegions(regions) ?? [];
    return id === undefined || named.length === 0 || named.some((region) => wants(id, region, false));
  });
}

/** What the reading of one account requires of the scan around it. */
export interface AccountContext {
  access(account: Account): Promise<Session>;
  enabledRegions(session: Session): Promise<readonly ListedRegion[]>;
  readRegion(name: TargetName, session: Session): Promise<TargetResult>;
  checkCredentials(session: Session): Promise<void>;
  readonly wants: Wants;
  /** Why nothing more is read, once the calls in flight have had their time. */
  ended(): Failure | undefined;
}

/** One account being read. */
export interface AccountRead {
  /** Resolves once the regions are known; never rejects. */
  readonly targets: Promise<readonly Promise<TargetResult>[]>;
  /** How the account fared, once all its targets are done. */
  readonly summary: Promise<ReportAccount>;
}

export function readAccount(account: Account, context: AccountContext): AccountRead {
  const opened = open(account, context);
  const targets = opened.then((entry) => settle(entry, context));
  const summary = targets.then(async (list) => summarise(account, await opened, await Promise.all(list)));
  return { targets, summary };
}

/** An account after the attempt to access it: its session, the rows already known, and the reads under way. */
interface Opened {
  readonly session: Session | undefined;
  /** The regions that AWS listed as enabled in this account. */
  readonly listed: ReadonlySet<string>;
  /** For the row of each region: how the regions were found, where that was not the usual way. */
  readonly note: string;
  readonly rows: readonly TargetResult[];
  readonly reads: readonly Promise<TargetResult>[];
}

async function open(account: Account, context: AccountContext): Promise<Opened> {
  const startedAt = performance.now();
  const wholeAccount = (failure: Failure): Opened => ({
    session: undefined,
    listed: new Set(),
    note: "",
    rows: unreadRows(account, failure, elapsed(startedAt)),
    reads: [],
  });
  const ended = context.ended();
  if (ended) return wholeAccount(ended);
  try {
    const session = await context.access(account);
    const plan = await planRegions(account, session, () => context.enabledRegions(session));
    const { accountId } = session;
    const reads = plan.regions
      .filter((region) => context.wants(accountId, region, plan.listed.has(region)))
      .map((region) => context.readRegion({ accountId, accountName: account.name, region }, session));
    return { session, listed: plan.listed, note: plan.note, rows: plan.rows, reads };
  } catch (error) {
    return wholeAccount(asFailure(error));
  }
}

/** An account that could not be accessed is one row; after a stop, one row for each region given by name. */
function unreadRows(account: Account, failure: Failure, durationMs: number): TargetResult[] {
  const attempted = failure.status !== "not-attempted";
  const literal = attempted ? [] : regionsToRead(literalRegions(account.regions) ?? [], account.regions);
  const outcome = failed(failure, attempted ? failure.stage : "credentials");
  const name = { accountId: account.id ?? "", accountName: account.name };
  return (literal.length > 0 ? literal : [""]).map((region) =>
    emptyTarget({ ...name, region }, outcome, durationMs),
  );
}

/** The results in order. A region that did not recognize the credentials waits for what the others show. */
function settle(
  { session, listed, note, rows, reads }: Opened,
  context: AccountContext,
): Promise<TargetResult>[] {
  let evidence: Promise<Evidence> | undefined;
  const gather = async (of: Session): Promise<Evidence> => ({
    results: await Promise.all(reads),
    listed,
    defaultRegions: of.defaultRegions(),
    via: of.via,
    refusal: await context.checkCredentials(of).then(() => undefined, asFailure),
  });
  const final = reads.map(async (read) => {
    const result = await read;
    if (!session || !result.unrecognized) return withNote(result, note);
    evidence ??= gather(session);
    return withNote(settled(result, await evidence), note);
  });
  return [...rows.map((row) => Promise.resolve(row)), ...final];
}

function withNote(result: TargetResult, note: string): TargetResult {
  return note === "" ? result : { ...result, row: noted(result.row, note) };
}

function summarise(account: Account, { session }: Opened, results: readonly TargetResult[]): ReportAccount {
  const { id = "", name: accountName } = account;
  const unread = results.filter(({ row }) => !isRead(row.status));
  const [first] = unread;
  if (!session) {
    const message = first?.row.message ?? "";
    return { accountId: id, accountName, partition: "", via: "", status: "failed", message };
  }
  const { accountId, partition, via } = session;
  const common = { accountId, accountName, partition, via };
  return first
    ? { ...common, status: "incomplete", message: `${unread.length} of ${results.length} not read` }
    : { ...common, status: "ok", message: "" };
}
