/**
 * Applies waivers. In: the entries of a waivers file and the day. Out: for a function, the active waiver; at the end, which
 * entries have expired and which matched nothing. A waiver never removes a function from a report.
 */
import type { Waiver } from "../model/triage.ts";
import { matches, type Subject } from "./match.ts";

interface Waived {
  readonly waivedUntil: string;
  readonly waiverReason?: string;
}

export class Waivers {
  readonly #inForce: readonly Waiver[];
  readonly #expired: readonly Waiver[];
  readonly #used = new Set<Waiver>();

  /** @param today UTC day; a waiver holds through its `until` day */
  constructor(waivers: readonly Waiver[], today: string) {
    this.#inForce = waivers.filter(({ until }) => until >= today);
    this.#expired = waivers.filter(({ until }) => until < today);
  }

  /** The matching waiver that lasts longest; undefined when none is active. */
  of(subject: Subject): Waived | undefined {
    let best: Waiver | undefined;
    for (const waiver of this.#inForce) {
      if (!matches(waiver.match, subject)) continue;
      this.#used.add(waiver);
      if (best === undefined || waiver.until > best.until) best = waiver;
    }
    if (best === undefined) return undefined;
    const { until, reason } = best;
    return { waivedUntil: until, ...(reason !== undefined && { waiverReason: reason }) };
  }

  /** One sentence for each entry without effect, to be read after the last function. */
  warnings(): readonly string[] {
    return [
      ...this.#expired.map(
        ({ place, until }) => `${place}: the waiver expired on ${until} and has no effect`,
      ),
      ...this.#inForce
        .filter((waiver) => !this.#used.has(waiver))
        .map(({ place }) => `${place}: the waiver matches no function that was read`),
    ];
  }
}
