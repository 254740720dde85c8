import { isPublished } from "../model/function.ts";
import { defaultOrder } from "../report/default-order.ts";

type Placed = Parameters<typeof defaultOrder>[0];

/** Notices, as rows come, whether the versions of a function are side by side. */
export class VersionOrder {
  #last: Placed | undefined;
  #isOrdered = true;
  #hasVersions = false;

  add(row: Placed): void {
    this.#isOrdered &&= this.#last === undefined || defaultOrder(this.#last, row) <= 0;
    this.#hasVersions ||= isPublished(row);
    this.#last = row;
  }

  /** Whether `--sort` may have parted them. What counts functions needs them side by side. */
  get isScattered(): boolean {
    return !this.#isOrdered && this.#hasVersions;
  }
}
