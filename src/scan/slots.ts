/**
 * The slots in which targets are read: as many as calls may be in flight, so that each page of a target is requested soon
 * after the one before. A target that is throttled needs none until it repeats its call: AWS throttles each account on
 * its own, so other accounts can be read meanwhile.
 */
import pLimit from "p-limit";
import type { Slot } from "./allowance.ts";
import type { Backlog } from "./backlog.ts";
import type { Concurrency } from "./concurrency.ts";

export class Slots {
  readonly #limit: ReturnType<typeof pLimit>;
  readonly #backlog: Backlog;

  constructor(concurrency: Concurrency, backlog: Backlog) {
    this.#limit = pLimit(concurrency.calls);
    this.#backlog = backlog;
    concurrency.follow((calls) => {
      this.#limit.concurrency = calls;
    });
  }

  /** Runs the work as soon as a slot is free. */
  async run<T>(work: (slot: Slot) => Promise<T>): Promise<T> {
    let [ended, isOutside] = [false, false];
    let release = await this.#taken();
    const comeBack = () => {
      if (isOutside) this.#backlog.throttled--;
      isOutside = false;
    };
    const slot: Slot = {
      leave: () => {
        release();
        isOutside = true;
        this.#backlog.throttled++;
      },
      enter: async () => {
        comeBack();
        const taken = await this.#taken();
        if (ended) taken();
        else release = taken;
      },
    };
    try {
      return await work(slot);
    } finally {
      ended = true;
      comeBack();
      release();
    }
  }

  /** Resolves, when the slot is taken, with what releases it. Until then it counts in the backlog. */
  #taken(): Promise<() => void> {
    return new Promise((taken) => {
      void this.#backlog.count(1, () => this.#limit(() => new Promise<void>(taken)));
    });
  }
}
