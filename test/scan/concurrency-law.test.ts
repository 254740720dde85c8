/** The law of `--concurrency auto`, interval by interval. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { FIRST_LIMIT, type Interval, type Limit, MAX, nextLimit } from "../../src/scan/concurrency-law.ts";

/** Responses as fast as ever, an event loop with time left, and calls waiting for a slot. */
const CALM: Interval = {
  own: { responses: 4_750, throttled: 0 },
  common: { responses: 250, throttled: 0 },
  failed: 0,
  exhausted: false,
  slowdown: 1,
  busy: 0.3,
  wanted: 5_000,
};

function after(limit: Limit, seen: Partial<Interval>): Limit {
  return nextLimit(limit, { ...CALM, ...seen });
}

const SETTLED: Limit = { calls: 512, doubling: false, max: MAX };

test("it doubles from 64 to 1,024 while responses come as fast as usual", () => {
  const curve = [FIRST_LIMIT];
  for (let round = 0; round < 6; round++) curve.push(after(curve.at(-1) ?? FIRST_LIMIT, {}));
  assert.deepEqual(
    curve.map(({ calls }) => calls),
    [64, 128, 256, 512, 1024, 1024, 1024],
  );
});

test("it grows by no more than was answered in the interval", () => {
  const few = { own: { responses: 8, throttled: 0 }, common: { responses: 2, throttled: 0 } };
  assert.equal(after(FIRST_LIMIT, few).calls, 74);
  assert.equal(after(SETTLED, few).calls, 522);
});

test("responses that only say that an account is throttled let it grow no further, and lower nothing", () => {
  const throttled = (count: number) => ({ own: { responses: 4_750, throttled: count } });
  assert.equal(after(FIRST_LIMIT, throttled(4_000)).calls, 128);
  assert.equal(after(FIRST_LIMIT, throttled(4_990)).calls, 74);
  assert.equal(after(SETTLED, throttled(4_000)).calls, 544);
  for (const limit of [FIRST_LIMIT, SETTLED]) {
    // Some of these responses began in the interval before.
    assert.deepEqual(after(limit, throttled(5_010)), limit);
  }
});

test("it stays where it is unused, where the event loop is busy, and where responses are a little slower", () => {
  for (const seen of [{ wanted: 40 }, { busy: 0.95 }, { slowdown: 1.7 }]) {
    assert.deepEqual(after(FIRST_LIMIT, seen), FIRST_LIMIT);
  }
});

const BACKS_OFF: Readonly<Record<string, [seen: Partial<Interval>, calls: number]>> = {
  "responses take 2.5 times as long": [{ slowdown: 2.5 }, 307],
  "responses take 20 times as long": [{ slowdown: 20 }, 256],
  "a fifth of the calls on a common quota is throttled": [{ common: { responses: 250, throttled: 50 } }, 358],
  "a fifth of the connections fails": [{ failed: 1_250 }, 256],
  "file descriptors have run out": [{ exhausted: true }, 256],
};

for (const [name, [seen, calls]] of Object.entries(BACKS_OFF)) {
  test(`it backs off when ${name}, and then grows in steps`, () => {
    const lower = after(SETTLED, seen);
    assert.equal(lower.calls, calls);
    assert.equal(after(lower, {}).calls, seen.exhausted ? calls : calls + 32);
  });
}

test("one call in ten that is throttled, or one region that is down, lowers nothing", () => {
  const seen = { common: { responses: 250, throttled: 25 }, failed: 100, wanted: 0 };
  assert.equal(after(SETTLED, seen).calls, 512);
});

test("latency and throttling never lower it below 64; connections that fail and descriptors do, to 8", () => {
  const least = (seen: Partial<Interval>) => {
    let limit: Limit = SETTLED;
    for (let round = 0; round < 20; round++) limit = after(limit, seen);
    return limit.calls;
  };
  assert.equal(least({ slowdown: 9 }), 64);
  const throttled = { common: { responses: 250, throttled: 250 } };
  assert.equal(least(throttled), 64);
  assert.equal(least({ failed: 4_000 }), 8);
  assert.equal(least({ exhausted: true }), 8);
  const recovered = after({ calls: 8, doubling: false, max: MAX }, {});
  assert.equal(recovered.calls, 40);
  assert.equal(after({ calls: 20, doubling: false, max: MAX }, throttled).calls, 20);
});
