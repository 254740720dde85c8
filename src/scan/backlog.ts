/** Targets started or waiting, for each slot of the limiter: enough to keep it full while accounts are being accessed. */
const TARGETS_PER_SLOT = 2;
/** Functions read before their turn in the report; at this number no further account is started. */
const FUNCTIONS_AHEAD = 5_000;
/**
 * The same while accounts are still being listed, when it is nobody's turn. They do not count as ahead later, since their
 * turn may come last. Accounts with few functions are as far away as those with many, and need little memory: the more of them
 * have started, the more functions are read. The most is those of the accounts that AWS lists in ten seconds from far away.
 */
const FUNCTIONS_EARLY = { inAll: 20_000, forEachAccount: 150, most: 50_000 };

/** Targets that are throttled, and use no slot until they repeat their call. */
const TARGETS_THROTTLED = 1_024;

/** The work that a scan has started and not yet finished. It decides when the next account starts, and so bounds memory. */
export class Backlog {
  readonly #slots: { readonly calls: number };
  readonly #onEnd: () => void;
  #targets = 0;
  /** Targets that are throttled, and wait. */
  throttled = 0;
  /** Read, and not yet yielded, of accounts that started once all were listed. */
  functionsAhead = 0;
  /** Read of accounts that started before. */
  functionsEarly = 0;

  /** @param onEnd called whenever counted work has ended */
  constructor(slots: { readonly calls: number }, onEnd: () => void) {
    this.#slots = slots;
    this.#onEnd = onEnd;
  }

  get hasRoom(): boolean {
    return this.#hasSlots && this.functionsAhead < FUNCTIONS_AHEAD;
  }

  /**
   * Whether another account may start while accounts are still being listed. The only slot is needed for the listing.
   * @param begun accounts that have started so far
   */
  hasRoomEarly(begun: number): boolean {
    const { inAll, forEachAccount, most } = FUNCTIONS_EARLY;
    const functions = Math.min(inAll + begun * forEachAccount, most);
    return this.#slots.calls > 1 && this.#hasSlots && this.functionsEarly < functions;
  }

  get #hasSlots(): boolean {
    return this.#targets < this.#slots.calls * TARGETS_PER_SLOT && this.throttled < TARGETS_THROTTLED;
  }

  /** Counts the work as this many targets until it ends. */
  async count<T>(targets: number, work: () => Promise<T>): Promise<T> {
    this.#targets += targets;
    try {
      return await work();
    } finally {
      this.#targets -= targets;
      this.#onEnd();
    }
  }
}
