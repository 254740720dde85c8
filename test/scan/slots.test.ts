import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { Allowance, pause, timed } from "../../src/scan/allowance.ts";
import { Backlog } from "../../src/scan/backlog.ts";
import { fixed } from "../../src/scan/concurrency.ts";
import { Slots } from "../../src/scan/slots.ts";
import { Stop } from "../../src/scan/stop.ts";

/** What a test resolves or rejects. */
function pending() {
  let resolve = () => {};
  let reject = (_: Error) => {};
  const promise = new Promise<void>((...each) => {
    [resolve, reject] = each;
  });
  return { promise, resolve, reject };
}

/** One slot, and targets that write what they do to a list. */
function oneSlot() {
  const events: string[] = [];
  const backlog = new Backlog({ calls: 1 }, () => {});
  const slots = new Slots(fixed(1), backlog);
  const bounds = { stop: new Stop(), timeoutMs: 60_000 };
  const run = (work: (signal: AbortSignal) => Promise<void>) =>
    slots.run((slot) => timed("functions", { ...bounds, slot }, work));
  const target = (name: string, wait: Promise<void>) =>
    run(async (signal) => {
      events.push(`${name} begins`);
      await pause(() => wait, signal);
      events.push(`${name} goes on`);
    });
  return { events, backlog, run, target };
}

test("a throttled target leaves its slot to the next, and goes on when there is one again", async () => {
  const { events, backlog, run, target } = oneSlot();
  const [wait, work] = [pending(), pending()];
  const first = target("first", wait.promise);
  const second = run(async () => {
    events.push("second begins");
    await work.promise;
    events.push("second ends");
  });
  await turn();
  assert.deepEqual([events, backlog.throttled], [["first begins", "second begins"], 1]);
  wait.resolve();
  await turn();
  assert.deepEqual([events.length, backlog.throttled], [2, 0]);
  work.resolve();
  await Promise.all([first, second]);
  assert.deepEqual(events, ["first begins", "second begins", "second ends", "first goes on"]);
});

test("a target that goes on keeps its slot until it ends", async () => {
  const { events, run, target } = oneSlot();
  const work = pending();
  const first = run(async (signal) => {
    await pause(async () => {}, signal);
    await work.promise;
    events.push("first ends");
  });
  await turn();
  const second = target("second", Promise.resolve());
  await turn();
  assert.deepEqual(events, []);
  work.resolve();
  await Promise.all([first, second]);
  assert.deepEqual(events, ["first ends", "second begins", "second goes on"]);
});

test("there are as many slots as calls in flight, also when their number grows", async () => {
  let grow = (_: number) => {};
  const concurrency = {
    ...fixed(1),
    follow(listener: typeof grow) {
      grow = listener;
    },
  };
  const slots = new Slots(concurrency, new Backlog({ calls: 1 }, () => {}));
  const work = pending();
  let running = 0;
  const all = [1, 2, 3].map(() =>
    slots.run(() => {
      running++;
      return work.promise;
    }),
  );
  await turn();
  assert.equal(running, 1);
  grow(2);
  await turn();
  assert.equal(running, 2);
  work.resolve();
  await Promise.all(all);
  assert.equal(running, 3);
});

test("a target that fails while it waits occupies nothing", async () => {
  const { events, backlog, target } = oneSlot();
  const wait = pending();
  const first = target("first", wait.promise);
  wait.reject(new Error("interrupted"));
  await assert.rejects(first, /interrupted/);
  await target("second", Promise.resolve());
  assert.deepEqual(events, ["first begins", "second begins", "second goes on"]);
  assert.deepEqual([backlog.throttled, backlog.hasRoom], [0, true]);
});

test("a target that ended while it waited for a slot gives it back", async () => {
  const { backlog, run, target } = oneSlot();
  const [work, wait] = [pending(), pending()];
  const gaveUp = run(async (signal) => {
    void pause(() => wait.promise, signal);
    wait.resolve();
    await turn();
  });
  const other = run(() => work.promise);
  await gaveUp;
  work.resolve();
  await other;
  await target("last", Promise.resolve());
  assert.deepEqual([backlog.throttled, backlog.hasRoom], [0, true]);
});

test("of two calls that wait at once, only the last takes a slot", async () => {
  const { events, backlog, run, target } = oneSlot();
  const [one, two] = [pending(), pending()];
  const both = run(async (signal) => {
    await Promise.all([pause(() => one.promise, signal), pause(() => two.promise, signal)]);
    events.push("both go on");
  });
  await turn();
  one.resolve();
  await target("other", Promise.resolve());
  assert.deepEqual([events, backlog.throttled], [["other begins", "other goes on"], 1]);
  two.resolve();
  await both;
  assert.deepEqual([events.at(-1), backlog.throttled], ["both go on", 0]);
});

test("time in the queue for a slot does not count, the wait before it does", async () => {
  const allowance = new Allowance(200, "functions", { leave() {}, enter: () => entered.promise });
  const entered = pending();
  const paused = allowance.pause(async () => {});
  await turn();
  assert.equal(allowance.leftMs, 200);
  entered.resolve();
  await paused;
  allowance.end();
  assert.equal(allowance.signal.aborted, false);
});

test("1,024 throttled targets may wait; with more, no account starts", () => {
  const backlog = new Backlog({ calls: 64 }, () => {});
  backlog.throttled = 1_023;
  assert.deepEqual([backlog.hasRoom, backlog.hasRoomEarly(0)], [true, true]);
  backlog.throttled++;
  assert.deepEqual([backlog.hasRoom, backlog.hasRoomEarly(0)], [false, false]);
});
