import { Failure } from "../model/failure.ts";

/** This many accounts in a row must fail to reach a region's host before the others skip it. */
const ACCOUNTS_BEFORE_OPEN = 3;
/** After this long one more account tries it, in case the failure was a passing one of this machine's network. */
const OPEN_MS = 30_000;

interface Unreachable {
  /** Accounts in a row. */
  readonly failures: number;
  readonly triedAt: number;
}

/**
 * Remembers which region hosts are unreachable. A region that is down costs each account a connect timeout and its
 * retries; once several accounts have met it, the others fail at once.
 */
export class RegionBreaker {
  readonly #unreachable = new Map<string, Unreachable>();
  readonly #now: () => number;

  /** @param now milliseconds of any monotonic clock */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Throws when the region's host is known to be unreachable, and it is too early to try again. */
  check(region: string): void {
    const known = this.#unreachable.get(region);
    if (!known || known.failures < ACCOUNTS_BEFORE_OPEN) return;
    const { failures, triedAt } = known;
    const now = this.#now();
    if (now - triedAt >= OPEN_MS) {
      this.#unreachable.set(region, { failures, triedAt: now });
      return;
    }
    const message = `skipped: ${region} was already unreachable from ${failures} other accounts`;
    throw new Failure("unreachable", "functions", "RegionUnreachable", message);
  }

  /** Records how a read of the region ended; any response at all closes the breaker again. */
  record(region: string, failure: Failure | undefined): void {
    if (failure?.status === "unreachable") {
      const failures = (this.#unreachable.get(region)?.failures ?? 0) + 1;
      this.#unreachable.set(region, { failures, triedAt: this.#now() });
    } else if (failure?.status !== "timeout" && failure?.status !== "not-attempted") {
      this.#unreachable.delete(region);
    }
  }
}
