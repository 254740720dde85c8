import pLimit from "p-limit";
import type { Account } from "../model/account.ts";
import { isRead, type Stage } from "../model/coverage.ts";
import { Failure } from "../model/failure.ts";
import type { ReportAccount } from "../model/report.ts";
import { type AccountContext, type AccountRead, readAccount } from "./account.ts";
import { Allowance, orAborted } from "./allowance.ts";
import { RegionBreaker } from "./breaker.ts";
import type { Cloud, Session } from "./cloud.ts";
import type { Limiter } from "./limiter.ts";
import type { Stop } from "./stop.ts";
import { readTarget, type TargetName, type TargetRequest, type TargetResult } from "./target.ts";

export interface ScanRequest extends TargetRequest {
  /** In the order of the report. */
  readonly accounts: readonly Account[];
  readonly concurrency: number;
  /** For one target, and for the entry into one account; milliseconds. */
  readonly timeoutMs: number;
  /** Whether a cell is to be read at all; a resumed scan leaves out what an earlier report holds. */
  readonly wants: (accountId: string, region: string) => boolean;
}

/** What a scan yields, in the order of the report: the targets of an account, then the account itself. */
export type ScanResult =
  | { readonly kind: "target"; readonly result: TargetResult }
  | { readonly kind: "account"; readonly account: ReportAccount };

/** Counters that a progress display may read at any time. */
export interface ScanProgress {
  accounts: number;
  accountsDone: number;
  /** Grows as accounts tell their regions. */
  targets: number;
  targetsDone: number;
  functions: number;
  failures: number;
}

export function newProgress(): ScanProgress {
  return { accounts: 0, accountsDone: 0, targets: 0, targetsDone: 0, functions: 0, failures: 0 };
}

/** Functions read ahead of their turn in the order; beyond it no further account is begun. */
const FUNCTIONS_AHEAD = 5_000;
/** Targets begun or waiting for each slot of the limiter: enough to keep it full while accounts are being entered. */
const TARGETS_PER_SLOT = 2;
/** What an account counts for until it has told its regions. */
const TARGETS_EXPECTED = 4;

/**
 * Reads every account × region, as many at a time as the limiter lets through, and yields the results in the
 * order of the report as soon as their turn has come. It never throws for what AWS does.
 */
export async function* scan(
  cloud: Cloud,
  request: ScanRequest,
  limiter: Limiter,
  stop: Stop,
  progress: ScanProgress = newProgress(),
): AsyncGenerator<ScanResult> {
  const waiting = [...request.accounts];
  progress.accounts = waiting.length;
  const reading: AccountRead[] = [];
  const load = { targets: 0, functionsAhead: 0 };
  const context = createContext(cloud, request, limiter, stop, progress, load, () => advance());

  /** Begins accounts while there is room, and always the one whose turn is next; called whenever something ended. */
  function advance(): void {
    const hasRoom = () =>
      load.targets < request.concurrency * TARGETS_PER_SLOT && load.functionsAhead < FUNCTIONS_AHEAD;
    while (reading.length === 0 || hasRoom()) {
      const next = waiting.shift();
      if (!next) return;
      reading.push(readAccount(next, context));
    }
  }

  advance();
  for (let head = reading.shift(); head; head = reading.shift()) {
    for (const target of await head.targets) {
      const result = await target;
      load.functionsAhead -= result.functions.length;
      yield { kind: "target", result };
      advance();
    }
    progress.accountsDone++;
    yield { kind: "account", account: await head.summary };
    advance();
  }
}

/** Binds the time allowance, the breaker, the stop and the counters into the reading of accounts. */
function createContext(
  cloud: Cloud,
  request: ScanRequest,
  limiter: Limiter,
  stop: Stop,
  progress: ScanProgress,
  load: { targets: number; functionsAhead: number },
  ended: () => void,
): AccountContext {
  const breaker = new RegionBreaker();
  // Calls take their turns in the order of asking: were more targets begun than can be read, each would hold its
  // first page until all had had theirs.
  const reading = pLimit(request.concurrency);

  /** Runs one read under a time allowance that the run's end cuts short. */
  async function allowed<T>(stage: Stage, read: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const allowance = new Allowance(request.timeoutMs, stage);
    limiter.watch(allowance);
    const release = stop.govern(allowance);
    try {
      return await read(allowance.signal);
    } catch (error) {
      throw allowance.signal.aborted && allowance.signal.reason instanceof Failure
        ? allowance.signal.reason
        : error;
    } finally {
      allowance.end();
      release();
    }
  }

  /** Counts what is begun or waiting as so many targets until it is over. */
  async function counted<T>(targets: number, read: () => Promise<T>): Promise<T> {
    load.targets += targets;
    try {
      return await read();
    } finally {
      load.targets -= targets;
      ended();
    }
  }

  async function readRegion(name: TargetName, session: Session): Promise<TargetResult> {
    progress.targets++;
    const read = () => allowed("functions", (signal) => readTarget(session, name, request, breaker, signal));
    const result = await counted(1, () => reading(read));
    progress.targetsDone++;
    progress.functions += result.functions.length;
    if (!isRead(result.row.status)) progress.failures++;
    load.functionsAhead += result.functions.length;
    return result;
  }

  return {
    enter: (account) =>
      counted(TARGETS_EXPECTED, () =>
        allowed("credentials", (signal) => orAborted(cloud.enter(account, signal), signal)),
      ),
    enabledRegions: (session) =>
      counted(TARGETS_EXPECTED, () =>
        allowed("regions", (signal) => orAborted(session.enabledRegions(signal), signal)),
      ),
    readRegion,
    wants: request.wants,
    stopped: () => stop.failure,
  };
}
