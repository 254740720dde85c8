import type { Account } from "../model/account.ts";
import type { CoverageRow } from "../model/coverage.ts";
import { isRead } from "../model/coverage.ts";
import type { Failure } from "../model/failure.ts";
import { literalRegions } from "../model/patterns.ts";
import type { ReportAccount } from "../model/report.ts";
import type { Session } from "./cloud.ts";
import { chosenRegions } from "./plan.ts";
import { asFailure, elapsed, failed, type TargetName, type TargetResult } from "./target.ts";
import { asUnauthenticated, badCredentials } from "./verdict.ts";

/** What the reading of one account needs of the scan around it. */
export interface AccountContext {
  enter(account: Account): Promise<Session>;
  enabledRegions(session: Session): Promise<readonly string[]>;
  readRegion(name: TargetName, session: Session): Promise<TargetResult>;
  /** Whether a cell is to be read at all; a resumed scan leaves out what an earlier report holds. */
  wants(accountId: string, region: string): boolean;
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
  const targets = opened.then((entry) => settle(entry));
  const summary = targets.then(async (list) => summarise(account, await opened, await Promise.all(list)));
  return { targets, summary };
}

/** An account after entry: its session when there is one, the rows already known, and the reads under way. */
interface Opened {
  readonly session: Session | undefined;
  readonly rows: readonly TargetResult[];
  readonly reads: readonly Promise<TargetResult>[];
}

async function open(account: Account, context: AccountContext): Promise<Opened> {
  const startedAt = performance.now();
  const wholeAccount = (failure: Failure): Opened => ({
    session: undefined,
    rows: unreadRows(account, failure, elapsed(startedAt)),
    reads: [],
  });
  const stopped = context.stopped();
  if (stopped) return wholeAccount(stopped);
  try {
    const session = await context.enter(account);
    const { regions, rows } = await findRegions(account, session, context);
    const name = { accountId: session.accountId, accountName: account.name };
    const reads = regions.map((region) => context.readRegion({ ...name, region }, session));
    return { session, rows, reads };
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

interface RegionPlan {
  readonly regions: readonly string[];
  readonly rows: readonly TargetResult[];
}

/** Literal names are taken as they are; otherwise the account is asked, and where it refuses its defaults are tried. */
async function findRegions(account: Account, session: Session, context: AccountContext): Promise<RegionPlan> {
  const startedAt = performance.now();
  const row = (outcome: Pick<CoverageRow, "status" | "stage" | "code" | "message">): TargetResult =>
    noFunctions(account, session.accountId, "", { ...outcome, durationMs: elapsed(startedAt) });
  const plan = (names: readonly string[], rows: readonly TargetResult[] = []): RegionPlan => {
    const chosen = chosenRegions(names, account.regions);
    if (chosen.length === 0 && rows.length === 0) return { regions: [], rows: [row(NO_REGION)] };
    return { regions: chosen.filter((region) => context.wants(session.accountId, region)), rows };
  };

  const literal = literalRegions(account.regions);
  if (literal) return plan(literal);
  try {
    return plan(await context.enabledRegions(session));
  } catch (error) {
    const failure = asFailure(error);
    if (failure.status === "unauthenticated" || failure.status === "not-attempted") throw failure;
    const message = `only the default-enabled regions were tried, what this account opted in to is not known: ${failure.message}`;
    return plan(session.defaultRegions(), [row({ ...failed(failure, "regions"), message })]);
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

/** The results in order; one that looks like a disabled region waits until the others have shown that it is. */
function settle({ session, rows, reads }: Opened): Promise<TargetResult>[] {
  let verdict: Promise<boolean> | undefined;
  const credentialsAreBad = async () => {
    const results = await Promise.all(reads);
    return badCredentials(
      results.map(({ row }) => row),
      session?.defaultRegions() ?? [],
    );
  };
  const judged = reads.map(async (read) => {
    const target = await read;
    if (target.row.status !== "disabled") return target;
    verdict ??= credentialsAreBad();
    return (await verdict) ? asUnauthenticated(target) : target;
  });
  return [...rows.map((row) => Promise.resolve(row)), ...judged];
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
