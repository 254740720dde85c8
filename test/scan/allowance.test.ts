import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { abortable } from "../../src/model/abortable.ts";
import { Failure } from "../../src/model/failure.ts";
import { Allowance } from "../../src/scan/allowance.ts";
import { fixed } from "../../src/scan/concurrency.ts";
import { createLimiter } from "../../src/scan/limiter.ts";
import { Stop } from "../../src/scan/stop.ts";

test("a target that does not respond in time is a timeout that names the limit", async () => {
  const allowance = new Allowance(30, "functions");
  const limiter = createLimiter(fixed(1), new Stop());
  const call = limiter.run(() => new Promise(() => {}), allowance.signal);
  await assert.rejects(abortable(call, allowance.signal), {
    status: "timeout",
    stage: "functions",
    code: "TargetTimeout",
    message: "no complete response within 0.03 s (--timeout)",
  });
});

test("time in the queue behind a call that hangs does not count", async () => {
  const limiter = createLimiter(fixed(1), new Stop());
  const hanging = new Allowance(200, "functions");
  const queued = new Allowance(50, "functions");
  const slow = limiter.run(() => abortable(new Promise(() => {}), hanging.signal), hanging.signal);
  const quick = limiter.run(async () => "read", queued.signal);
  await assert.rejects(slow);
  assert.equal(await quick, "read");
  queued.end();
});

test("time between two calls counts, such as the wait before a retry", async () => {
  const allowance = new Allowance(40, "regions");
  const limiter = createLimiter(fixed(1), new Stop());
  await limiter.run(async () => "first", allowance.signal);
  await sleep(80);
  assert.equal(allowance.signal.aborted, true);
});

test("after a stop no call starts, and those in flight are aborted after a moment", async () => {
  const stop = new Stop();
  const limiter = createLimiter(fixed(1), stop);
  const allowance = new Allowance(60_000, "functions");
  stop.govern(allowance);
  const inFlight = abortable(
    limiter.run(() => new Promise(() => {}), allowance.signal),
    allowance.signal,
  );
  stop.request("Interrupted", "interrupted", 10);
  stop.request("DeadlineExceeded", "the first reason stays", 10);
  await assert.rejects(inFlight, { status: "not-attempted", code: "Interrupted" });
  const late = createLimiter(fixed(1), stop).run(async () => "never");
  await assert.rejects(late, (error) => error instanceof Failure && error.code === "Interrupted");
});

test("a call that starts after the end of its target starts no clock", async () => {
  const allowance = new Allowance(20, "credentials");
  const limiter = createLimiter(fixed(1), new Stop());
  allowance.end();
  await limiter.run(() => sleep(60), allowance.signal);
  assert.equal(allowance.signal.aborted, false);
});

/** A target of so much time, under a limiter whose one slot others may hold. */
function target(limiter: ReturnType<typeof createLimiter>, limitMs: number) {
  const allowance = new Allowance(limitMs, "functions");
  const call = (work: () => Promise<unknown>) => limiter.run(work, allowance.signal);
  return { allowance, call };
}

/** In the stopped time, which `sleep` does not know. */
const lasting = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** From here on, time passes only when the returned function is called. */
function stopTime(t: TestContext): (ms: number) => Promise<void> {
  let now = 0;
  t.mock.method(performance, "now", () => now);
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const settle = () => new Promise<void>((done) => setImmediate(done));
  return async (ms) => {
    await settle();
    now += ms;
    t.mock.timers.tick(ms);
    await settle();
  };
}

test("time in the queue between two calls does not count; time already used does", async (t) => {
  const pass = stopTime(t);
  const limiter = createLimiter(fixed(1), new Stop());
  const { allowance, call } = target(limiter, 600);
  const first = call(() => lasting(100));
  await pass(100);
  await first;
  const other = limiter.run(() => lasting(900));
  const next = call(async () => "the next page");
  await pass(900);
  await Promise.all([other, next]);
  await pass(499);
  assert.equal(allowance.signal.aborted, false);
  await pass(1);
  assert.equal(allowance.signal.aborted, true);
});

test("the clock pauses when the last running call ends and all others wait", async (t) => {
  const pass = stopTime(t);
  const limiter = createLimiter(fixed(1), new Stop());
  const { allowance, call } = target(limiter, 600);
  const first = call(() => lasting(100));
  const other = limiter.run(() => lasting(900));
  const last = call(async () => "read");
  await pass(100);
  await pass(900);
  await Promise.all([first, other]);
  assert.equal(await last, "read");
  await pass(499);
  assert.equal(allowance.signal.aborted, false);
  await pass(1);
  assert.equal(allowance.signal.aborted, true);
});

test("the clock runs while one call runs and another waits", async () => {
  const limiter = createLimiter(fixed(1), new Stop());
  const { allowance, call } = target(limiter, 50);
  const hanging = call(() => abortable(new Promise(() => {}), allowance.signal));
  const waiting = call(async () => "never");
  await assert.rejects(hanging, { code: "TargetTimeout" });
  await assert.rejects(waiting, { code: "TargetTimeout" });
});
