import assert from "node:assert/strict";
import { test } from "node:test";
import { Load } from "../../src/scan/load.ts";
import { chosenRegions } from "../../src/scan/plan.ts";

/** A read that ends when it is told to. */
function pending() {
  let end = () => {};
  const read = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { end, read: () => read };
}

test("two targets are begun or waiting for each slot, and whatever ends makes room and says so", async () => {
  let ended = 0;
  const load = new Load(2, () => ended++);
  const [account, target] = [pending(), pending()];
  assert.equal(load.hasRoom, true);
  const first = load.count(3, account.read);
  assert.equal(load.hasRoom, true);
  const second = load.count(1, target.read);
  assert.equal(load.hasRoom, false);
  account.end();
  await first;
  assert.deepEqual([load.hasRoom, ended], [true, 1]);
  target.end();
  await second;
  assert.equal(ended, 2);
});

test("a read that fails makes room, too, and fails", async () => {
  let ended = 0;
  const load = new Load(1, () => ended++);
  await assert.rejects(
    load.count(2, () => Promise.reject(new Error("refused"))),
    /refused/,
  );
  assert.deepEqual([load.hasRoom, ended], [true, 1]);
});

test("with 5,000 functions read ahead of their turn nothing more is begun", () => {
  const load = new Load(64, () => {});
  load.functionsAhead = 4_999;
  assert.equal(load.hasRoom, true);
  load.functionsAhead++;
  assert.equal(load.hasRoom, false);
});

test("the regions of a plan stand once each, by code point, without those that are left out", () => {
  const not = (name: string) => ({ source: [name], literal: true, matches: (it: string) => it === name });
  const enabled = ["us-east-1", "ap-south-1", "eu-west-1", "us-east-1"];
  const choice = { include: undefined, exclude: not("eu-west-1") };
  assert.deepEqual(chosenRegions(enabled, choice), ["ap-south-1", "us-east-1"]);
});
