import type { Account } from "../model/account.ts";
import type { CoverageRow } from "../model/coverage.ts";
import { isRead } from "../model/coverage.ts";
import type { Failure } from "../model/failure.ts";
import { literalRegions } from "../model/patterns.ts";
import type { ReportAccount } from "../model/report.ts";
import type { Session } from "./cloud.ts";
import { type Evidence, settled } from "./not-enabled.ts";
import { chosenRegions } from "./plan.ts";
import { asFailure, elapsed, failed, type TargetName, type TargetResult } from "./target.ts";

/** What the reading of one account needs of the scan around it. */
export interface AccountContext {
  enter(account: Account): Promise<Session>;
  enabledRegions(session: Session): Promise<readonly string[]>;
  readRegion(name: TargetName, session: Session): Promise<TargetResult>;
  checkCredentials(session: Session): Promise<void>;
  wants(accountId: string, region: string, listed: boolean): boolean;
  /** The failure to record for what is not started any more, once the run is being stopped. */
  stopped(): Failure | undefined;
}

/** One account being read: the results in the order of the report, each ready in its own time. */
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

/** An account after entry: its session when there is one, the rows already known, and the reads under way. */
interface Opened {
  readonly session: Session | undefined;
  /** Whether AWS listed the regions as enabled in this account. */
  readonly listed: boolean;
  readonly rows: readonly TargetResult[];
  readonly reads: readonly Promise<TargetResult>[];
}

async function open(account: Account, context: AccountContext): Promise<Opened> {
  const startedAt = performance.now();
  const wholeAccount = (failure: Failure): Opened => ({
    session: undefined,
    listed: false,
    rows: unreadRows(account, failure, elapsed(startedAt)),
    reads: [],
  });
  const stopped = context.stopped();
  if (stopped) return wholeAccount(stopped);
  try {
    const session = await context.enter(account);
    const { regions, listed, rows } = await findRegions(account, session, context);
    const name = { accountId: session.accountId, accountName: account.name };
    const reads = regions.map((region) => context.readRegion({ ...name, region }, session));
    return { session, listed, rows, reads };
  } catch (error) {
    return wholeAccount(asFailure(error));
  }
}

/** An account that was not entered is one row; when the run was stopped, each region asked for by name is named. */
function unreadRows(account: Account, failure: Failure, durationMs: number): TargetResult[] {
  const named = failure.status === "not-attempted" ? (literalRegions(account.regions) ?? []) : [];
  const regions = named.length > 0 ? chosenRegions(named, account.regions) : [""];
  const stage = failure.status === "not-attempted" ? "credentials" : failure.stage;
  const outcome = { ...failed(failure, stage), durationMs };
  return regions.map((region) => noFunctions(account, account.id ?? "", region, outcome));
}

type RegionPlan = Pick<Opened, "listed" | "rows"> & { readonly regions: readonly string[] };

/** Literal names are taken as they are; otherwise the account is asked, and where it refuses its defaults are tried. */
async function findRegions(account: Account, session: Session, context: AccountContext): Promise<RegionPlan> {
  const startedAt = performance.now();
  const row = (outcome: Pick<CoverageRow, "status" | "stage" | "code" | "message">): TargetResult =>
    noFunctions(account, session.accountId, "", { ...outcome, durationMs: elapsed(startedAt) });
  const plan = (names: readonly string[], listed: boolean, rows: readonly TargetResult[]): RegionPlan => {
    const chosen = chosenRegions(names, account.regions);
    if (chosen.length === 0 && rows.length === 0) return { regions: [], listed, rows: [row(NO_REGION)] };
    const wanted = chosen.filter((region) => context.wants(session.accountId, region, listed));
    return { regions: wanted, listed, rows };
  };

  const literal = literalRegions(account.regions);
  if (literal) return plan(literal, false, []);
  try {
    return plan(await context.enabledRegions(session), true, []);
  } catch (error) {
    const failure = asFailure(error);
    if (failure.status === "unauthenticated" || failure.status === "not-attempted") throw failure;
    const message = `only default-enabled regions were scanned; opt-in regions are unknown because ${failure.message}`;
    return plan(session.defaultRegions(), false, [row({ ...failed(failure, "regions"), message })]);
  }
}

const NO_REGION = {
  status: "disabled",
  stage: "regions",
  code: "NoMatchingRegion",
  message: "no enabled region of this account matches --region and --exclude-region",
} as const;

function noFunctions(
  account: Account,
  accountId: string,
  region: string,
  { durationMs, ...outcome }: Pick<CoverageRow, "status" | "stage" | "code" | "message" | "durationMs">,
): TargetResult {
  const row = { accountId, accountName: account.name, region, ...outcome, functions: 0, durationMs };
  return { row, functions: [] };
}

/** The results in order. A region that did not recognize the credentials waits for what the others show. */
function settle({ session, listed, rows, reads }: Opened, context: AccountContext): Promise<TargetResult>[] {
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
    if (!session || !result.unrecognized) return result;
    evidence ??= gather(session);
    return settled(result, await evidence);
  });
  return [...rows.map((row) => Promise.resolve(row)), ...final];
}

function summarise(account: Account, { session }: Opened, results: readonly TargetResult[]): ReportAccount {
  const unread = results.filter(({ row }) => !isRead(row.status));
  const [first] = unread;
  const name = { accountId: session?.accountId ?? account.id ?? "", accountName: account.name };
  if (!session)
    return { ...name, partition: "", via: "", status: "failed", message: first?.row.message ?? "" };
  const { partition, via } = session;
  if (!first) return { ...name, partition, via, status: "ok", message: "" };
  return {
    ...name,
    partition,
    via,
    status: "incomplete",
    message: `${unread.length} of ${results.length} not read`,
  };
}
