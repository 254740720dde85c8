import { accountKey, cellKey } from "../compare/keys.ts";
import { type CoverageStatus, isRead } from "../model/coverage.ts";
import type { Report } from "../model/report.ts";

/** Whether each target was read. */
export class Cells {
  readonly #status = new Map<string, CoverageStatus>();
  /** Targets that stand for a whole account, which could not be accessed: their keys, and the account. */
  readonly #accounts = new Map<string, string>();
  /** Accounts with a target that is a region. */
  readonly #withRegions = new Set<string>();

  constructor(coverage: Report["coverage"]) {
    for (const row of coverage) {
      const [key, account] = [cellKey(row), accountKey(row)];
      if (row.region === "") this.#accounts.set(key, account);
      else this.#withRegions.add(account);
      if (isRead(this.#status.get(key) ?? "ok")) this.#status.set(key, row.status);
    }
  }

  /**
   * Whether a target was read in both reports. A region that was disabled in one of them counts as read, but its
   * functions could not be seen: it is not compared with a region that was enabled.
   */
  comparable(other: Cells, key: string): boolean {
    const [a, b] = [this.#status.get(key), other.#status.get(key)];
    if (a === undefined || b === undefined || !isRead(a) || !isRead(b)) return false;
    return a === b || (a !== "disabled" && b !== "disabled");
  }

  /** Targets of either report that were not read in both. The row of an account without a region does not count in addition to its regions. */
  leftOut(other: Cells): number {
    const keys = new Set([...this.#status.keys(), ...other.#status.keys()]);
    let count = 0;
    for (const key of keys) {
      const account = this.#accounts.get(key) ?? other.#accounts.get(key);
      const isCovered =
        account !== undefined && (this.#withRegions.has(account) || other.#withRegions.has(account));
      if (!isCovered && !this.comparable(other, key)) count++;
    }
    return count;
  }
}
