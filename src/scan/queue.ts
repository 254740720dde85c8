/**
 * Which accounts are read when. Accounts enter, first those that are listed while others are still unknown, then all in
 * the order of the report; the reading of each leaves when its turn has come.
 */
import type { Account } from "../model/account.ts";
import type { AccountRead } from "./account.ts";
import type { Backlog } from "./backlog.ts";

/** What the functions of an account count as until they are yielded. */
export type Counter = "functionsAhead" | "functionsEarly";

/** AWS lists this many accounts at once: with no more of them, nothing is gained by starting before the list ends. */
const ONE_PAGE = 20;

interface Reading {
  readonly read: AccountRead;
  readonly counter: Counter;
}

export class Queue {
  readonly #backlog: Backlog;
  readonly #start: (account: Account, counter: Counter) => AccountRead;
  /** Started before all accounts were known. */
  readonly #begun = new Map<Account, Reading>();
  /** In the order of the report. */
  readonly #reading: Reading[] = [];
  #listed: Account[] = [];
  #waiting: Account[] | undefined;

  constructor(backlog: Backlog, start: (account: Account, counter: Counter) => AccountRead) {
    this.#backlog = backlog;
    this.#start = start;
  }

  /** An account that has been listed, and whose place in the order is still unknown. */
  add(account: Account): void {
    this.#listed.push(account);
    this.advance();
  }

  /** All accounts are known now. */
  order(accounts: readonly Account[]): void {
    this.#listed = [];
    this.#waiting = [...accounts];
    this.advance();
  }

  /** The account whose turn it is. */
  next(): Reading | undefined {
    return this.#reading.shift();
  }

  /** Starts accounts while there is room, and always the one whose turn is next; to be called whenever something ended. */
  advance(): void {
    if (!this.#waiting) this.#advanceEarly();
    while (this.#waiting && (this.#reading.length === 0 || this.#backlog.hasRoom)) {
      const next = this.#waiting.shift();
      if (!next) return;
      this.#reading.push(this.#begun.get(next) ?? this.#started(next, "functionsAhead"));
      this.#begun.delete(next);
    }
  }

  /** Resolves when accounts that were begun and never had their turn have ended. */
  async abandoned(): Promise<void> {
    this.#listed = [];
    await Promise.all([...this.#begun.values()].map(({ read }) => read.summary));
  }

  #advanceEarly(): void {
    if (this.#begun.size === 0 && this.#listed.length <= ONE_PAGE) return;
    while (this.#backlog.hasRoomEarly(this.#begun.size)) {
      const next = this.#listed.shift();
      if (!next) return;
      this.#begun.set(next, this.#started(next, "functionsEarly"));
    }
  }

  #started(account: Account, counter: Counter): Reading {
    return { read: this.#start(account, counter), counter };
  }
}
