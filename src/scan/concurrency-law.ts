/**
 * The law of `--concurrency auto`: a limit and what an interval showed enter, the next limit leaves. Nothing else is
 * known here, not even the time.
 *
 * It is the law of TCP: the limit doubles with each round trip until the first sign of congestion (slow start), and from
 * then on grows by a fixed step and shrinks by a factor (AIMD), which settles at a fair share of whatever is the
 * bottleneck. The first sign is latency, as in TCP Vegas and Netflix's concurrency-limits: a call that takes twice as long
 * as usual spent half of its time in some queue (AWS, a proxy, or our own event loop, whose lag is part of what
 * we measure), so that a higher limit would only make the queue longer. The limit is not lowered to less than it began
 * with because of latency or throttling: AWS bears that many calls easily, and a target or account that is throttled
 * waits on its own (each account × region is read page after page). Connections that fail, or that this process may
 * not open, are another matter: a small router or a low `ulimit -n` may bear less.
 */

const START = 64;
export const MAX = 1_024;
const MIN = 8;
/** Calls added by each interval after the first sign of congestion. */
const STEP = 32;

/** How much longer than usual calls may take: up to the first the limit grows, from the second on it shrinks. */
const GROWS_UP_TO = 1.5;
const SHRINKS_FROM = 2;
/** A busier event loop has no time for more calls. */
const BUSY = 0.9;
/** The share of calls from which throttling and failures concern the whole scan, rather than one account or region. */
const COMMON = 0.1;
/** The limit is in use when so much of it is. */
const IN_USE = 0.75;

export interface Limit {
  readonly calls: number;
  /** No sign of congestion so far: the limit doubles. */
  readonly doubling: boolean;
  /** Lower than MAX once file descriptors have run out. */
  readonly max: number;
}

export const FIRST_LIMIT: Limit = { calls: START, doubling: true, max: MAX };

/** About one round trip. */
export interface Interval {
  readonly responses: number;
  readonly throttled: number;
  readonly failed: number;
  /** The process could not open a socket. */
  readonly exhausted: boolean;
  /** Latency through what is usual for the same region and service, on average. */
  readonly slowdown: number;
  /** The share of its time in which the event loop was at work, 0 to 1. */
  readonly busy: number;
  /** The most calls that were in flight or waited for a slot. */
  readonly wanted: number;
}

/** Why a limit shrinks. */
type Congestion = "file descriptors ran out" | "connections fail" | "AWS throttles" | "responses slow down";

export function congestionIn({
  responses,
  throttled,
  failed,
  exhausted,
  slowdown,
}: Interval): Congestion | undefined {
  if (exhausted) return "file descriptors ran out";
  if (failed > (responses + failed) * COMMON) return "connections fail";
  if (throttled > responses * COMMON) return "AWS throttles";
  return slowdown >= SHRINKS_FROM ? "responses slow down" : undefined;
}

export function nextLimit(limit: Limit, seen: Interval): Limit {
  const congestion = congestionIn(seen);
  if (congestion) return shrunk(limit, seen, congestion);
  const mayGrow = seen.slowdown <= GROWS_UP_TO && seen.busy < BUSY && seen.wanted >= limit.calls * IN_USE;
  if (!mayGrow) return limit;
  const more = limit.doubling ? Math.min(seen.responses, limit.calls) : STEP;
  return { ...limit, calls: Math.min(limit.max, limit.calls + more) };
}

function shrunk(limit: Limit, { slowdown }: Interval, congestion: Congestion): Limit {
  const to = (factor: number, least: number): number =>
    Math.max(Math.min(least, limit.calls), Math.floor(limit.calls * factor));
  switch (congestion) {
    case "file descriptors ran out": {
      const calls = to(0.5, MIN);
      return { calls, doubling: false, max: calls };
    }
    case "connections fail":
      return { ...limit, calls: to(0.5, MIN), doubling: false };
    case "AWS throttles":
      return { ...limit, calls: to(0.7, START), doubling: false };
    case "responses slow down":
      return { ...limit, calls: to(Math.max(0.5, GROWS_UP_TO / slowdown), START), doubling: false };
  }
}
