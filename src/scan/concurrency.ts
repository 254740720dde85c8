/**
 * How many AWS calls may be in flight: a fixed number, or one that follows what calls meet. Observations of the aws room
 * enter; the number is read by everything that keeps that many things under way. The law is in `concurrency-law.ts`.
 */
import { performance } from "node:perf_hooks";
import type { Observe, Quota } from "../model/observation.ts";
import { congestionIn, FIRST_LIMIT, type Interval, nextLimit, type Usage } from "./concurrency-law.ts";

export interface Concurrency {
  readonly calls: number;
  /** The highest number so far. */
  readonly peak: number;
  readonly observe: Observe;
  /** Tells how many calls are in flight or wait for a slot. */
  wanted(calls: number): void;
  /** Calls back with each new number. */
  follow(listener: (calls: number) => void): void;
}

export function fixed(calls: number): Concurrency {
  return { calls, peak: calls, observe() {}, wanted() {}, follow() {} };
}

/** What an interval of observations is read off. */
interface Clock {
  /** Milliseconds of any monotonic clock. */
  now(): number;
  /** Milliseconds since any moment in which the event loop was at work. */
  active(): number;
}

const PROCESS: Clock = {
  now: () => performance.now(),
  active: () => performance.eventLoopUtilization().active,
};

/** An interval is a round trip, and at least this long. */
const SHORTEST_MS = 100;

interface AutoOptions {
  readonly clock?: Clock;
  /** One line for each change. */
  readonly log?: ((line: string) => void) | undefined;
}

/** Needs no timer: an interval ends with the first observation after its time. */
export function auto({ clock = PROCESS, log }: AutoOptions = {}): Concurrency {
  const listeners: ((calls: number) => void)[] = [];
  const usual = new UsualLatency();
  let limit = FIRST_LIMIT;
  let peak = limit.calls;
  let inFlight = 0;
  let seen = new Gathering(clock, inFlight);

  function adjust(): void {
    const interval = seen.interval(clock, usual);
    const before = limit.calls;
    limit = nextLimit(limit, interval);
    seen = new Gathering(clock, inFlight);
    if (limit.calls === before) return;
    peak = Math.max(peak, limit.calls);
    log?.(`concurrency ${before} → ${limit.calls}${reason(interval)}`);
    for (const listener of listeners) listener(limit.calls);
  }

  return {
    get calls() {
      return limit.calls;
    },
    get peak() {
      return peak;
    },
    observe(what) {
      if (what.kind === "response") seen.response(what.peer, what.quota, what.latencyMs);
      else if (what.kind === "throttled") seen.quotas[what.quota].throttled++;
      else seen[what.kind]++;
      if (clock.now() - seen.startedAt >= Math.max(SHORTEST_MS, seen.meanLatency)) adjust();
    },
    wanted(calls) {
      inFlight = calls;
      seen.wanted = Math.max(seen.wanted, calls);
    },
    follow: (listener) => void listeners.push(listener),
  };
}

function reason(interval: Interval): string {
  const congestion = congestionIn(interval);
  return congestion ? `: ${congestion}` : "";
}

/** One interval while it lasts. */
class Gathering {
  readonly startedAt: number;
  readonly byPeer = new Map<string, Latencies>();
  readonly #activeBefore: number;
  readonly #all: Latencies = { count: 0, sumMs: 0 };
  readonly quotas = {
    own: { responses: 0, throttled: 0 },
    common: { responses: 0, throttled: 0 },
  } satisfies Record<Quota, Usage>;
  failed = 0;
  exhausted = 0;
  wanted: number;

  constructor(clock: Clock, wanted: number) {
    this.startedAt = clock.now();
    this.#activeBefore = clock.active();
    this.wanted = wanted;
  }

  get meanLatency(): number {
    return meanOf(this.#all);
  }

  response(peer: string, quota: Quota, latencyMs: number): void {
    this.quotas[quota].responses++;
    const own = this.byPeer.get(peer) ?? { count: 0, sumMs: 0 };
    this.byPeer.set(peer, own);
    for (const each of [own, this.#all]) {
      each.count++;
      each.sumMs += latencyMs;
    }
  }

  interval(clock: Clock, usual: UsualLatency): Interval {
    const { quotas, failed, exhausted, wanted } = this;
    return {
      ...quotas,
      failed,
      exhausted: exhausted > 0,
      slowdown: usual.slowdown(this.byPeer),
      busy: (clock.active() - this.#activeBefore) / (clock.now() - this.startedAt),
      wanted,
    };
  }
}

interface Latencies {
  count: number;
  sumMs: number;
}

function meanOf({ count, sumMs }: Latencies): number {
  return count === 0 ? 0 : sumMs / count;
}

/** How far it follows responses that were faster, or slower: a queue must not become what is usual. */
const DOWN = 0.3;
const UP = 0.002;
/** So many responses are averaged first: the mean of one or two is often low by chance, which is jitter. */
const ENOUGH = 16;

interface Usual extends Latencies {
  /** Undefined until there were enough responses. */
  ms: number | undefined;
}

/** The usual latency of each peer: near the lower ones, since in the others calls may have waited in a queue. */
class UsualLatency {
  readonly #usual = new Map<string, Usual>();

  /** The latencies of an interval through what was usual before it. */
  slowdown(byPeer: ReadonlyMap<string, Latencies>): number {
    let [took, expected] = [0, 0];
    for (const [peer, latencies] of byPeer) {
      took += latencies.sumMs;
      expected += latencies.count * this.#usually(peer, latencies);
    }
    return expected === 0 ? 1 : took / expected;
  }

  #usually(peer: string, { count, sumMs }: Latencies): number {
    const usual = this.#usual.get(peer) ?? { count: 0, sumMs: 0, ms: undefined };
    this.#usual.set(peer, usual);
    usual.count += count;
    usual.sumMs += sumMs;
    const mean = meanOf(usual);
    const before = usual.ms ?? mean;
    if (usual.count >= ENOUGH) {
      usual.ms = before + (mean - before) * (mean < before ? DOWN : UP);
      usual.count = usual.sumMs = 0;
    }
    return before;
  }
}
