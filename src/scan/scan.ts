/**
 * Reads every account × region. Accounts enter; targets and accounts leave in the order of the report, each as soon as
 * its turn has come. What bounds a scan:
 *
 * - calls in flight: `limiter.ts` (--concurrency; `auto` is `concurrency-law.ts`), around each HTTP exchange; a wait before a retry does not hold one
 * - targets in flight: `slots.ts`, as many, so that each one started can be read, rather than all of them by one page each
 * - accounts started: `backlog.ts`, two targets per slot, 1,024 that are throttled, and 5,000 functions ahead of
 *   their turn, which bounds memory; 50,000 while accounts are still being listed
 * - time of a target, of access to an account, and of a call outside both: `allowance.ts` (--timeout), without queueing
 * - time of the run: `stop.ts` (--deadline, interrupt); in-flight calls get a second, the rest is `not-attempted`
 * - attempts per call, and the waits between them: `aws/transport/retry.ts` (--max-attempts)
 * - time to connect, silence and size of a response: `aws/transport/network.ts` and `handler.ts`
 * - a region that is down: `breaker.ts`, skipped after 3 accounts could not reach it, tried again every 30 seconds
 * - pages: `model/pages.ts`, which ends a target whose marker comes twice
 */
import { setImmediate } from "node:timers/promises";
import type { Account } from "../model/account.ts";
import { isRead, type Stage, type TargetName } from "../model/coverage.ts";
import type { ReportAccount } from "../model/report.ts";
import { type AccountContext, readAccount, type Wants } from "./account.ts";
import { type Slot, type TimeBounds, timed, within } from "./allowance.ts";
import { Backlog } from "./backlog.ts";
import { RegionBreaker } from "./breaker.ts";
import type { Cloud, Session } from "./cloud.ts";
import type { Concurrency } from "./concurrency.ts";
import { type Counter, Queue } from "./queue.ts";
import { Slots } from "./slots.ts";
import type { Stop } from "./stop.ts";
import { readTarget, type TargetRequest, type TargetResult } from "./target.ts";
import { during } from "./trace.ts";

export interface ScanRequest extends TargetRequest {
  /** In the order of the report. */
  readonly accounts: readonly Account[];
  readonly concurrency: Concurrency;
  /** For one target, and for access to one account; milliseconds. */
  readonly timeoutMs: number;
  readonly wants: Wants;
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

/** A scan whose accounts may start before all of them are known. */
export interface StartedScan {
  readonly progress: ScanProgress;
  /** Reads this account as soon as there is room; for accounts that are listed while others are still unknown. */
  begin(account: Account): void;
  /** Everything, in the order of these accounts. Once only. Never throws because of a response of AWS. */
  results(accounts: readonly Account[]): AsyncGenerator<ScanResult>;
  /** Resolves when accounts that were begun, and that nobody asked the results of, have ended. Stop the scan first. */
  abandoned(): Promise<void>;
}

export async function* scan(
  cloud: Cloud,
  { accounts, ...request }: ScanRequest,
  stop: Stop,
  progress: ScanProgress = newProgress(),
): AsyncGenerator<ScanResult> {
  yield* startScan(cloud, request, stop, progress).results(accounts);
}

export function startScan(
  cloud: Cloud,
  request: Omit<ScanRequest, "accounts">,
  stop: Stop,
  progress: ScanProgress = newProgress(),
): StartedScan {
  const backlog = new Backlog(request.concurrency, () => queue.advance());
  const bounds = { stop, timeoutMs: request.timeoutMs, trace: request.trace };
  const context = createContexts(cloud, request, bounds, progress, backlog);
  const contexts = { functionsEarly: context("functionsEarly"), functionsAhead: context("functionsAhead") };
  const queue = new Queue(backlog, (account, counter) => readAccount(account, contexts[counter]));

  async function* results(accounts: readonly Account[]): AsyncGenerator<ScanResult> {
    progress.accounts = accounts.length;
    queue.order(accounts);
    for (let head = queue.next(); head; head = queue.next()) {
      for (const target of await head.read.targets) {
        const result = await target;
        backlog[head.counter] -= result.functions.length;
        yield { kind: "target", result };
        queue.advance();
      }
      progress.accountsDone++;
      yield { kind: "account", account: await head.read.summary };
      queue.advance();
      // Accounts that have been read come one after the other. What is answered meanwhile has its turn, too.
      await setImmediate();
    }
  }

  return {
    progress,
    begin: (account) => queue.add(account),
    results,
    abandoned: () => queue.abandoned(),
  };
}

/** Connects the reading of accounts to the bounds of the scan and its counters. */
function createContexts(
  cloud: Cloud,
  request: Omit<ScanRequest, "accounts">,
  bounds: TimeBounds & { readonly stop: Stop },
  progress: ScanProgress,
  backlog: Backlog,
): (counter: Counter) => AccountContext {
  const breaker = new RegionBreaker();
  const slots = new Slots(request.concurrency, backlog);

  async function readRegion(name: TargetName, session: Session, counter: Counter): Promise<TargetResult> {
    progress.targets++;
    const purpose = { account: name.accountId, region: name.region };
    const work = (signal: AbortSignal) => readTarget(session, name, request, breaker, signal);
    const { stop, timeoutMs, trace } = bounds;
    const read = (slot: Slot) =>
      during(trace, purpose, () => timed("functions", { stop, timeoutMs, trace, slot }, work));
    const result = await slots.run(read);
    progress.targetsDone++;
    progress.functions += result.functions.length;
    if (!isRead(result.row.status)) progress.failures++;
    backlog[counter] += result.functions.length;
    return result;
  }

  /** A call for the account as a whole. It may be shared with other accounts, and so may not heed the signal. */
  function call<T>(stage: Stage, account: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const bounded = () => during(bounds.trace, { account }, () => within(stage, bounds, work));
    return backlog.count(TARGETS_EXPECTED, bounded);
  }

  return (counter) => ({
    access: (account) =>
      call("credentials", account.id ?? account.name, (signal) => cloud.access(account, signal)),
    enabledRegions: (session) =>
      call("regions", session.accountId, (signal) => session.enabledRegions(signal)),
    checkCredentials: (session) =>
      call("credentials", session.accountId, (signal) => session.checkCredentials(signal)),
    readRegion: (name, session) => readRegion(name, session, counter),
    wants: request.wants,
    ended: () => bounds.stop.ended,
  });
}
