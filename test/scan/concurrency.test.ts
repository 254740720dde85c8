/** `--concurrency auto` over a simulated clock: calls that take as long as a bottleneck makes them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { auto } from "../../src/scan/concurrency.ts";

interface World {
  readonly latencyMs: number;
  /** Between no longer and no shorter than this, by turns. */
  readonly jitterMs?: number;
  /** Calls a second that the bottleneck answers; more wait in its queue. */
  readonly perSecond?: number;
  /** The share of its time that the event loop works, for each call in flight. */
  readonly busyPerCall?: number;
  /** So many calls in flight are too many for a quota that all accounts have in common. */
  readonly throttledFrom?: number;
  /** The share of the calls that is throttled because the account's own quota is used up. */
  readonly throttledAccounts?: number;
}

/** Keeps every slot busy for some simulated seconds. Returns the limit at the end, and at each second before. */
function run(world: World, seconds: number, regions = ["eu-west-1/lambda"]): readonly number[] {
  let now = 0;
  let active = 0;
  const limit = auto({ clock: { now: () => now, active: () => active } });
  const ends: { at: number; latency: number }[] = [];
  let serverFreeAt = 0;
  let started = 0;
  const curve: number[] = [];
  const start = () => {
    const turn = (started++ % 21) / 10 - 1;
    const service = 1_000 / (world.perSecond ?? Number.POSITIVE_INFINITY);
    serverFreeAt = Math.max(serverFreeAt, now) + service;
    const at = serverFreeAt + world.latencyMs + turn * (world.jitterMs ?? 0);
    ends.push({ at, latency: at - now });
  };
  while (now < seconds * 1_000) {
    while (ends.length < limit.calls) start();
    limit.wanted(limit.calls + 1);
    ends.sort((a, b) => a.at - b.at);
    const next = ends.shift();
    if (!next) break;
    active += (next.at - now) * Math.min(1, limit.calls * (world.busyPerCall ?? 0));
    now = next.at;
    while (curve.length < Math.floor(now / 1_000)) curve.push(limit.calls);
    const peer = regions[started % regions.length] ?? "";
    // Of an account's calls, one in twenty assumes its role.
    const quota = started % 20 === 0 ? "common" : "own";
    limit.observe({ kind: "response", peer, quota, latencyMs: next.latency });
    const isThrottled =
      quota === "common"
        ? ends.length > (world.throttledFrom ?? Number.POSITIVE_INFINITY)
        : (started * 7) % 100 < (world.throttledAccounts ?? 0) * 100;
    if (isThrottled) limit.observe({ kind: "throttled", quota });
  }
  return curve;
}

test("far away, nothing in the way: the limit is at 1,024 within two seconds", () => {
  assert.deepEqual(run({ latencyMs: 180, jitterMs: 60 }, 4).slice(1), [1024, 1024, 1024]);
});

test("a bottleneck of 2,000 calls a second, 180 ms away: most of it is used, and its queue stays short", () => {
  const settled = run({ latencyMs: 180, jitterMs: 60, perSecond: 2_000 }, 40).slice(20);
  // 360 calls in flight are all that it can answer; with twice as many, each waits as long as it takes.
  assert.ok(Math.min(...settled) >= 360, String(settled));
  assert.ok(Math.max(...settled) <= 900, String(settled));
});

test("a bottleneck of 500 calls a second nearby: 64 calls in flight are enough, and it stays near them", () => {
  const settled = run({ latencyMs: 10, perSecond: 500 }, 20);
  assert.ok(Math.max(...settled) <= 128, String(settled));
});

test("an event loop without time for more ends the growth", () => {
  const settled = run({ latencyMs: 180, busyPerCall: 1 / 300 }, 10);
  assert.ok(Math.max(...settled) <= 600 && Math.min(...settled.slice(2)) >= 256, String(settled));
});

test("AssumeRole throttled from 200 calls in flight on keeps it between 64 and a little above", () => {
  const settled = run({ latencyMs: 100, throttledFrom: 200 }, 20).slice(5);
  assert.ok(Math.min(...settled) >= 64 && Math.max(...settled) <= 256, String(settled));
});

test("with most calls throttled because accounts are, the limit still comes to 1,024, for the others", () => {
  assert.deepEqual(run({ latencyMs: 100, throttledAccounts: 0.7 }, 4).slice(1), [1024, 1024, 1024]);
});

test("regions that are near and far are each compared with themselves", () => {
  let now = 0;
  const limit = auto({ clock: { now: () => now, active: () => 0 } });
  for (let call = 0; call < 4_000; call++) {
    now += 1;
    limit.wanted(5_000);
    const far = call % 2 === 1;
    limit.observe({
      kind: "response",
      peer: far ? "ap-south-1/lambda" : "eu-west-1/lambda",
      quota: "own",
      latencyMs: far ? 280 : 20,
    });
  }
  assert.equal(limit.calls, 1024);
});

test("jitter of few calls at a time is not a queue: regions that rarely answered at first are not expected to stay that fast", () => {
  let now = 0;
  let random = 1;
  const limit = auto({ clock: { now: () => now, active: () => 0 } });
  const answer = (latencyMs: number, everyMs: number) => {
    now += everyMs;
    random = (random * 48_271) % 2_147_483_647;
    const peer = `region-${random % 34}/lambda`;
    limit.observe({
      kind: "response",
      peer,
      quota: "own",
      latencyMs: latencyMs + (((random >> 8) % 121) - 60),
    });
  };
  limit.wanted(30);
  for (let call = 0; call < 3_000; call++) answer(180, 6);
  limit.wanted(5_000);
  for (let call = 0; call < 3_000; call++) answer(240, 1);
  assert.equal(limit.calls, 1024);
});
