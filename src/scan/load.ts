/** Functions read ahead of their turn in the order; beyond it no further account is begun. */
const FUNCTIONS_AHEAD = 5_000;
/** Targets begun or waiting for each slot of the limiter: enough to keep it full while accounts are being entered. */
const TARGETS_PER_SLOT = 2;

/** What a scan has taken on: by it is decided whether another account is begun, so that memory has a bound. */
export class Load {
  readonly #mostTargets: number;
  readonly #ended: () => void;
  #targets = 0;
  /** Read, and not yet handed on. */
  functionsAhead = 0;

  /** @param ended called whenever something that was counted is over */
  constructor(concurrency: number, ended: () => void) {
    this.#mostTargets = concurrency * TARGETS_PER_SLOT;
    this.#ended = ended;
  }

  get hasRoom(): boolean {
    return this.#targets < this.#mostTargets && this.functionsAhead < FUNCTIONS_AHEAD;
  }

  /** Counts what is begun or waiting as so many targets until it is over. */
  async count<T>(targets: number, read: () => Promise<T>): Promise<T> {
    this.#targets += targets;
    try {
      return await read();
    } finally {
      this.#targets -= targets;
      this.#ended();
    }
  }
}
