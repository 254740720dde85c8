import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { abortable } from "../../src/model/abortable.ts";

test("without a signal the promise itself is returned", async () => {
  assert.equal(await abortable(Promise.resolve("read"), undefined), "read");
});

test("an aborted signal rejects at once; a settled promise no longer listens to it", async () => {
  const controller = new AbortController();
  const removed: string[] = [];
  const { signal } = controller;
  const remove = signal.removeEventListener;
  signal.removeEventListener = function (...listener: Parameters<typeof remove>) {
    removed.push(listener[0]);
    return remove.apply(this, listener);
  };
  assert.equal(await abortable(Promise.resolve("read"), signal), "read");
  await sleep(1);
  assert.deepEqual(removed, ["abort"]);
  controller.abort(new Error("over"));
  await assert.rejects(abortable(new Promise(() => {}), signal), /over/);
});

test("a promise that fails after it was abandoned is not an unhandled rejection", async (t) => {
  const faults: unknown[] = [];
  const note = (fault: unknown) => faults.push(fault);
  process.on("unhandledRejection", note);
  t.after(() => process.off("unhandledRejection", note));
  const controller = new AbortController();
  const late = () => sleep(5).then(() => Promise.reject(new Error("late")));
  const before = abortable(late(), controller.signal);
  controller.abort(new Error("over"));
  await assert.rejects(before, /over/);
  await assert.rejects(abortable(late(), controller.signal), /over/);
  await sleep(20);
  assert.deepEqual(faults, []);
});
