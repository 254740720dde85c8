import assert from "node:assert/strict";
import { test } from "node:test";
import { Backlog } from "../../src/scan/backlog.ts";

/** A read that ends when `end` is called. */
function pending() {
  let end = () => {};
  const read = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { end, read: () => read };
}

test("two targets per slot are started or waiting; each end makes room and calls back", async () => {
  let ended = 0;
  const backlog = new Backlog({ calls: 2 }, () => ended++);
  const [account, target] = [pending(), pending()];
  assert.equal(backlog.hasRoom, true);
  const first = backlog.count(3, account.read);
  assert.equal(backlog.hasRoom, true);
  const second = backlog.count(1, target.read);
  assert.equal(backlog.hasRoom, false);
  account.end();
  await first;
  assert.deepEqual([backlog.hasRoom, ended], [true, 1]);
  target.end();
  await second;
  assert.equal(ended, 2);
});

test("a read that fails makes room, too, and passes on its error", async () => {
  let ended = 0;
  const backlog = new Backlog({ calls: 1 }, () => ended++);
  await assert.rejects(
    backlog.count(2, () => Promise.reject(new Error("refused"))),
    /refused/,
  );
  assert.deepEqual([backlog.hasRoom, ended], [true, 1]);
});

test("with 5,000 functions read ahead, nothing more is started", () => {
  const backlog = new Backlog({ calls: 64 }, () => {});
  backlog.functionsAhead = 4_999;
  assert.equal(backlog.hasRoom, true);
  backlog.functionsAhead++;
  assert.equal(backlog.hasRoom, false);
});

test("what is read while accounts are being listed has a separate bound, with more room for more accounts, and does not hold back the others", () => {
  const backlog = new Backlog({ calls: 64 }, () => {});
  for (const [accounts, bound] of [
    [1, 20_150],
    [100, 35_000],
    [200, 50_000],
    [10_000, 50_000],
  ] as const) {
    backlog.functionsEarly = bound;
    assert.deepEqual([backlog.hasRoomEarly(accounts), backlog.hasRoom], [false, true]);
    backlog.functionsEarly--;
    assert.equal(backlog.hasRoomEarly(accounts), true);
  }
});
