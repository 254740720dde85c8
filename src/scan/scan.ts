import pLimit from "p-limit";
import type { Account } from "../model/account.ts";
import { isRead, type Stage } from "../model/coverage.ts";
import type { ReportAccount } from "../model/report.ts";
import { type AccountContext, type AccountRead, readAccount } from "./account.ts";
import { type TimeBounds, timed, within } from "./allowance.ts";
import { RegionBreaker } from "./breaker.ts";
import type { Cloud, Session } from "./cloud.ts";
import { Load } from "./load.ts";
import type { Stop } from "./stop.ts";
import { readTarget, type TargetName, type TargetRequest, type TargetResult } from "./target.ts";

export interface ScanRequest extends TargetRequest {
  /** In the order of the report. */
  readonly accounts: readonly Account[];
  readonly concurrency: number;
  /** For one target, and for the entry into one account; milliseconds. */
  readonly timeoutMs: number;
  /**
   * Whether to read a cell; a resumed scan omits what an earlier report holds.
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
  /** Grows as accounts tell their regions. */
  targets: number;
  targetsDone: number;
  functions: number;
  failures: number;
}

export function newProgress(): ScanProgress {
  return { accounts: 0, accountsDone: 0, targets: 0, targetsDone: 0, functions: 0, failures: 0 };
}

/** What an account counts for until it has told its regions. */
const TARGETS_EXPECTED = 4;

/**
 * Reads every account × region, as many at a time as the limiter lets through, and yields the results in the
 * order of the report as soon as their turn has come. It never throws for what AWS does.
 */
export async function* scan(
  cloud: Cloud,
  request: ScanRequest,
  stop: Stop,
  progress: ScanProgress = newProgress(),
): AsyncGenerator<ScanResult> {
  const waiting = [...request.accounts];
  progress.accounts = waiting.length;
  const reading: AccountRead[] = [];
  const load = new Load(request.concurrency, () => advance());
  const bounds = { stop, timeoutMs: request.timeoutMs };
  const context = createContext(cloud, request, bounds, progress, load);

  /** Begins accounts while there is room, and always the one whose turn is next; called whenever something ended. */
  function advance(): void {
    while (reading.length === 0 || load.hasRoom) {
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

/** Binds the bounds of a scan and its counters into the reading of accounts. */
function createContext(
  cloud: Cloud,
  request: ScanRequest,
  bounds: TimeBounds,
  progress: ScanProgress,
  load: Load,
): AccountContext {
  const breaker = new RegionBreaker();
  // Calls take their turns in the order of asking: were more targets begun than can be read, each would hold its
  // first page until all had had theirs.
  const reading = pLimit(request.concurrency);

  async function readRegion(name: TargetName, session: Session): Promise<TargetResult> {
    progress.targets++;
    const read = () =>
      timed("functions", bounds, (signal) => readTarget(session, name, request, breaker, signal));
    const result = await load.count(1, () => reading(read));
    progress.targetsDone++;
    progress.functions += result.functions.length;
    if (!isRead(result.row.status)) progress.failures++;
    load.functionsAhead += result.functions.length;
    return result;
  }

  /** A step on the way into an account. What it waits for may be shared, and does not watch our signal. */
  function step<T>(stage: Stage, take: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return load.count(TARGETS_EXPECTED, () => within(stage, bounds, take));
  }

  return {
    enter: (account) => step("credentials", (signal) => cloud.enter(account, signal)),
    enabledRegions: (session) => step("regions", (signal) => session.enabledRegions(signal)),
    readRegion,
    checkCredentials: (session) => step("credentials", (signal) => session.checkCredentials(signal)),
    wants: request.wants,
    stopped: () => bounds.stop.failure,
  };
}
