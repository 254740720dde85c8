import { Failure } from "../model/failure.ts";

/** So many accounts in a row must fail to reach a region's host before the others stop trying it. */
const ACCOUNTS_BEFORE_OPEN = 3;

/**
 * Remembers which region hosts proved unreachable. A region that is down costs a connect timeout and its
 * retries for every account; once several accounts found it so, the rest are told at once.
 */
export class RegionBreaker {
  readonly #failures = new Map<string, number>();

  /** Throws when the region's host has proved unreachable. */
  check(region: string): void {
    const failures = this.#failures.get(region) ?? 0;
    if (failures < ACCOUNTS_BEFORE_OPEN) return;
    throw new Failure(
      "unreachable",
      "functions",
      "RegionUnreachable",
      `not tried: the host of ${region} was unreachable from ${failures} accounts before`,
    );
  }

  /** Records how a read of the region ended; any answer at all closes the breaker again. */
  record(region: string, failure: Failure | undefined): void {
    if (failure?.status === "unreachable") this.#failures.set(region, (this.#failures.get(region) ?? 0) + 1);
    else if (failure?.status !== "timeout" && failure?.status !== "not-attempted")
      this.#failures.delete(region);
  }
}
