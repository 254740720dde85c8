import type { EstateFunction } from "../estate/estate.ts";
import { hash } from "../estate/random.ts";

const DAY = 86_400;
/** CloudWatch keeps hourly sums for 455 days. */
const KEPT_DAYS = 455;

interface Range {
  /** Seconds since 1970; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
  readonly now: number;
  readonly period: number;
}

interface Datapoint {
  /** The start of the period, in seconds since 1970. */
  readonly at: number;
  readonly value: number;
}

/** Sums of invocations, newest first; a period without invocations has no data point. */
export function datapoints(found: EstateFunction, { from, to, now, period }: Range): readonly Datapoint[] {
  const sums = new Map<number, number>();
  for (const { at, value } of invocations(found)) {
    const start = Math.floor(at / period) * period;
    const kept = at > now - KEPT_DAYS * DAY && at <= now + DAY;
    if (kept && start >= Math.floor(from / period) * period && start < to)
      sums.set(start, (sums.get(start) ?? 0) + value);
  }
  return [...sums].map(([at, value]) => ({ at, value })).sort((a, b) => b.at - a.at);
}

/** Noon of the last day, and of every third day of the two months before it. */
function invocations(found: EstateFunction): readonly Datapoint[] {
  if (found.lastInvoked === undefined) return [];
  const last = Date.parse(`${found.lastInvoked}T12:00:00Z`) / 1000;
  return Array.from({ length: 20 }, (_, index) => ({
    at: last - index * 3 * DAY,
    value: 1 + (hash(`${found.name} ${index}`) % 5000),
  }));
}
