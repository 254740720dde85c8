/**
 * The law of `--concurrency auto`: a limit and what an interval showed enter, the next limit leaves. Nothing else is
 * known here, not even the time.
 *
 * It is the law of TCP: the limit doubles with each round trip until the first sign of congestion (slow start), and from
 * then on grows by a fixed step and shrinks by a factor (AIMD), which settles at a fair share of whatever is the
 * bottleneck. The first sign is latency, as in TCP Vegas and Netflix's concurrency-limits: a call that takes twice as long
 * as usual spent half of its time in some queue (AWS, a proxy, or our own event loop, whose lag is part of what
 * we measure), so that a higher limit would only make the queue longer.
 *
 * AWS throttles each account on its own. A throttled target waits, longer each time, and uses no slot meanwhile; calls to
 * other accounts make no difference to it, and its own come one after the other. So its throttling does not
 * shrink the limit; but what was throttled lets nothing grow either. A quota that all accounts have in common, such as
 * that of AssumeRole, is different: the more accounts are accessed at once, the more calls are refused, and an account whose
 * attempts are used up is lost. Throttling of these calls shrinks the limit.
 *
 * The limit is not lowered to less than it began with because of latency or throttling: AWS bears that many calls easily.
 * Connections that fail, or that this process may not open, are another matter: a small router or a low `ulimit -n`
 * may bear less.
 */

const START = 64;
export const MAX = 1_024;
const MIN = 8;
/** The most calls that an interval adds after the first sign of congestion. */
const STEP = 32;

/** How much longer than usual calls may take: up to the first the limit grows, from the second on it shrinks. */
const GROWS_UP_TO = 1.5;
const SHRINKS_FROM = 2;
/** A busier event loop has no time for more calls. */
const BUSY = 0.9;
/** The share of calls from which failures, or the throttling of a common quota, concern the whole scan. */
const WIDESPREAD = 0.1;
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

/** Responses, and how many of them said no more than that the call is throttled. */
export interface Usage {
  readonly responses: number;
  readonly throttled: number;
}

/** About one round trip. */
export interface Interval {
  /** Of calls that count against a quota of the account being read. */
  readonly own: Usage;
  /** Of calls that count against a quota that all accounts have in common. */
  readonly common: Usage;
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

export function congestionIn({ own, common, failed, exhausted, slowdown }: Interval): Congestion | undefined {
  if (exhausted) return "file descriptors ran out";
  if (failed > (own.responses + common.responses + failed) * WIDESPREAD) return "connections fail";
  if (common.throttled > common.responses * WIDESPREAD) return "AWS throttles";
  return slowdown >= SHRINKS_FROM ? "responses slow down" : undefined;
}

export function nextLimit(limit: Limit, seen: Interval): Limit {
  const congestion = congestionIn(seen);
  if (congestion) return shrunk(limit, seen, congestion);
  const mayGrow = seen.slowdown <= GROWS_UP_TO && seen.busy < BUSY && seen.wanted >= limit.calls * IN_USE;
  if (!mayGrow) return limit;
  const more = Math.min(answered(seen), limit.doubling ? limit.calls : STEP);
  return { ...limit, calls: Math.min(limit.max, limit.calls + more) };
}

/** A call whose response began in the interval before may turn out to be throttled in this one. */
function answered({ own, common }: Interval): number {
  return Math.max(0, own.responses + common.responses - own.throttled - common.throttled);
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
