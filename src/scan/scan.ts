/**
 * Reads every account × region. Accounts enter; targets and accounts leave in the order of the report, each as soon as
 * its turn has come. What bounds a scan:
 *
 * - calls in flight: `limiter.ts` (--concurrency; `auto` is `concurrency-law.ts`), around each HTTP exchange; a wait before a retry does not hold one
 * - targets in flight: as many, so that each one started can be read, rather than all of them by one page each
 * - accounts started: `backlog.ts`, two targets per slot and 5,000 functions ahead of their turn, which bounds memory
 * - time of a target, of access to an account, and of a call outside both: `allowance.ts` (--timeout), without queueing
 * - time of the run: `stop.ts` (--deadline, interrupt); in-flight calls get a second, the rest is `not-attempted`
 * - attempts per call, and the waits between them: `aws/transport/retry.ts` (--max-attempts)
 * - time to connect, silence and size of a response: `aws/transport/network.ts` and `handler.ts`
 * - a region that is down: `breaker.ts`, skipped after 3 accounts could not reach it, tried again every 30 seconds
 * - pages: `model/pages.ts`, which ends a target whose marker comes twice
 */
import pLimit from "p-limit";
import type { Account } from "../model/account.ts";
import { isRead, type Stage } from "../model/coverage.ts";
import type { ReportAccount } from "../model/report.ts";
import { type AccountContext, type AccountRead, readAccount } from "./account.ts";
import { timed, within } from "./allowance.ts";
import { Backlog } from "./backlog.ts";
import { RegionBreaker } from "./breaker.ts";
import type { Cloud, Session } from "./cloud.ts";
import type { Concurrency } from "./concurrency.ts";
import type { Stop } from "./stop.ts";
import { readTarget, type TargetName, type TargetRequest, type TargetResult } from "./target.ts";

export interface ScanRequest extends TargetRequest {
  /** In the order of the report. */
  readonly accounts: readonly Account[];
  readonly concurrency: Concurrency;
  /** For one target, and for access to one account; milliseconds. */
  readonly timeoutMs: number;
  /**
   * Whether to read a target; a resumed scan omits what an earlier report contains.
   * @param listed whether AWS listed the region as enabled in the account
   */
  readonly wants: (accountId: string, region: string, listed: boolean) => boolean;
}

/** What a scan yields, in the order of the report: the targets of an account, then the account itself. */
export type ScanResult =
  | { readonly kind: "target"; readonly result: TargetResult }
  | { readonly kind: "account"; readonly account: ReportAccount };

/** Counters that a progress display may read at any time. */
export interface ScanProgress {
  accounts: number;
  accountsDone: number;
  /** Grows as the regions of accounts become known. */
  targets: number;
  targetsDone: number;
  functions: number;
  failures: number;
}

export function newProgress(): ScanProgress {
  return { accounts: 0, accountsDone: 0, targets: 0, targetsDone: 0, functions: 0, failures: 0 };
}

/** The targets that an account counts as until its regions are known. */
const TARGETS_EXPECTED = 4;

/** Never throws because of a response of AWS. */
export async function* scan(
  cloud: Cloud,
  request: ScanRequest,
  stop: Stop,
  progress: ScanProgress = newProgress(),
): AsyncGenerator<ScanResult> {
  const waiting = [...request.accounts];
  progress.accounts = waiting.length;
  const reading: AccountRead[] = [];
  const backlog = new Backlog(request.concurrency, () => advance());
  const bounds = { stop, timeoutMs: request.timeoutMs };
  const context = createContext(cloud, request, bounds, progress, backlog);

  /** Starts accounts while there is room, and always the one whose turn is next; called whenever something ended. */
  function advance(): void {
    while (reading.length === 0 || backlog.hasRoom) {
      const next = waiting.shift();
      if (!next) return;
      reading.push(readAccount(next, context));
    }
  }

  advance();
  for (let head = reading.shift(); head; head = reading.shift()) {
    for (const target of await head.targets) {
      const result = await target;
      backlog.functionsAhead -= result.functions.length;
      yield { kind: "target", result };
      advance();
    }
    progress.accountsDone++;
    yield { kind: "account", account: await head.summary };
    advance();
  }
}

/** Connects the reading of accounts to the bounds of the scan and its counters. */
function createContext(
  cloud: Cloud,
  request: ScanRequest,
  bounds: { readonly stop: Stop; readonly timeoutMs: number },
  progress: ScanProgress,
  backlog: Backlog,
): AccountContext {
  const breaker = new RegionBreaker();
  const inFlight = pLimit(request.concurrency.calls);
  request.concurrency.follow((calls) => {
    inFlight.concurrency = calls;
  });

  async function readRegion(name: TargetName, session: Session): Promise<TargetResult> {
    progress.targets++;
    const read = () =>
      timed("functions", bounds, (signal) => readTarget(session, name, request, breaker, signal));
    const result = await backlog.count(1, () => inFlight(read));
    progress.targetsDone++;
    progress.functions += result.functions.length;
    if (!isRead(result.row.status)) progress.failures++;
    backlog.functionsAhead += result.functions.length;
    return result;
  }

  /** A call for the account as a whole. It may be shared with other accounts, and so may not heed the signal. */
  function call<T>(stage: Stage, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return backlog.count(TARGETS_EXPECTED, () => within(stage, bounds, work));
  }

  return {
    access: (account) => call("credentials", (signal) => cloud.access(account, signal)),
    enabledRegions: (session) => call("regions", (signal) => session.enabledRegions(signal)),
    checkCredentials: (session) => call("credentials", (signal) => session.checkCredentials(signal)),
    readRegion,
    wants: request.wants,
    stopped: () => bounds.stop.failure,
  };
}
