import { Failure } from "../model/failure.ts";

/** So many accounts in a row must fail to reach a region's host before the others stop trying it. */
const ACCOUNTS_BEFORE_OPEN = 3;
/** After so long one more account tries it: what was a moment of ours, and not the region's, is over by then. */
const OPEN_MS = 30_000;

interface Unreachable {
  /** Accounts in a row. */
  readonly failures: number;
  readonly triedAt: number;
}

/**
 * Remembers which region hosts proved unreachable. A region that is down costs a connect timeout and its
 * retries for every account; once several accounts found it so, the rest are told at once.
 */
export class RegionBreaker {
  readonly #unreachable = new Map<string, Unreachable>();
  readonly #now: () => number;

  /** @param now milliseconds of any clock that only goes on */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Throws when the region's host has proved unreachable, and it is not time to see whether it still is. */
  check(region: string): void {
    const known = this.#unreachable.get(region);
    if (!known || known.failures < ACCOUNTS_BEFORE_OPEN) return;
    const { failures, triedAt } = known;
    const now = this.#now();
    if (now - triedAt >= OPEN_MS) {
      this.#unreachable.set(region, { failures, triedAt: now });
      return;
    }
    throw new Failure(
      "unreachable",
      "functions",
      "RegionUnreachable",
      `not tried: the host of ${region} was unreachable from ${failures} accounts before`,
    );
  }

  /** Records how a read of the region ended; any answer at all closes the breaker again. */
  record(region: string, failure: Failure | undefined): void {
    if (failure?.status === "unreachable") {
      const failures = (this.#unreachable.get(region)?.failures ?? 0) + 1;
      this.#unreachable.set(region, { failures, triedAt: this.#now() });
    } else if (failure?.status !== "timeout" && failure?.status !== "not-attempted") {
      this.#unreachable.delete(region);
    }
  }
}
