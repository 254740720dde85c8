import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { cwd, read, run, simulator } from "../support/compare/organization.ts";
import { reportText } from "../support/compare/report-text.ts";
import { A, reportOf } from "../support/compare/reports.ts";
import { forget } from "../support/simulator/waiting.ts";

const EU = { accountId: A, region: "eu-west-1" };
const UNCHANGED = { ...EU, accountName: "hub", functions: [{ functionName: "orders" }] };

async function write(name: string, ...args: Parameters<typeof reportOf>): Promise<void> {
  writeFileSync(join(cwd, name), await reportText(reportOf(...args)));
}

test("diff of two reports prints what changed and exits 0, or 1 when --fail-on matches", async () => {
  await write("a.json", [UNCHANGED]);
  await write("b.json", [{ ...UNCHANGED, functions: [{ functionName: "orders", runtime: "python3.8" }] }]);
  const same = await run("diff", "a.json", "a.json", "--fail-on", "new-deprecated");
  assert.deepEqual([same.code, same.stderr], [0, ""]);
  assert.match(same.stdout, /\nno change; 1 unchanged\n$/);
  const worse = await run("diff", "a.json", "b.json", "--fail-on", "new-deprecated");
  assert.deepEqual([worse.code, worse.stderr], [1, ""]);
  assert.match(worse.stdout, /\n1 newly deprecated; 1 moved to another runtime; 0 unchanged\n/);
  assert.equal((await run("diff", "a.json", "b.json")).code, 0);
  const better = await run("diff", "b.json", "a.json", "--fail-on", "new-deprecated", "-f", "json");
  assert.deepEqual([better.code, JSON.parse(better.stdout).summary.newlyFixed], [0, 1]);
});

test("--fail-on with the values of a scan applies to the newer report", async () => {
  await write("a.json", [UNCHANGED]);
  await write("b.json", [{ ...UNCHANGED, functions: [{ functionName: "orders", runtime: "python3.8" }] }]);
  const codes = [];
  for (const [old, fresh, word] of [
    ["a.json", "b.json", "deprecated"],
    ["b.json", "b.json", "deprecated"],
    ["b.json", "a.json", "deprecated"],
    ["b.json", "b.json", "new-deprecated"],
    ["a.json", "b.json", "expiring,unknown"],
  ] as const)
    codes.push((await run("diff", old, fresh, "--fail-on", word)).code);
  assert.deepEqual(codes, [1, 1, 0, 0, 0]);
});

test("diff writes to a file", async () => {
  await write("a.json", [UNCHANGED]);
  const { code, stdout } = await run("diff", "a.json", "a.json", "-f", "html", "-o", "diff.html");
  assert.deepEqual([code, stdout], [0, ""]);
  assert.match(read("diff.html"), /^<!doctype html>[\s\S]*<\/html>\n$/);
});

test("diff with a fresh scan compares with the current state", async () => {
  await write("then.json", [UNCHANGED]);
  const { code, stdout, stderr } = await run("diff", "then.json", "-r", "eu-west-1", "-f", "json");
  assert.equal(code, 0);
  const { functions, scope } = JSON.parse(stdout);
  assert.deepEqual(scope, { accounts: { onlyOld: [], onlyNew: [] }, regions: { onlyOld: [], onlyNew: [] } });
  assert.deepEqual([functions.new, functions.gone], [[], []]);
  assert.match(stderr, /^targets +1: 1 read, 0 not read$/m);
});

test("a fresh scan that could not read everything exits 3, and nothing is gone", async () => {
  await write("then.json", [UNCHANGED]);
  simulator.faults.add({ kind: "deny", region: "eu-west-1", action: "lambda:*" });
  const scan = ["diff", "then.json", "-r", "eu-west-1", "-f", "json"];
  const ended = await run(...scan);
  const allowed = await run(...scan, "--allow-incomplete");
  simulator.faults.clear();
  const { gone, unread } = JSON.parse(ended.stdout).functions;
  assert.deepEqual([ended.code, gone.length, unread.length], [3, 0, 1]);
  assert.equal(allowed.code, 0);
});

test("an invalid report is refused before anything is scanned", async () => {
  writeFileSync(join(cwd, "broken.json"), '{"schemaVersion": 1, "functions": [');
  await forget(simulator);
  for (const argv of [
    ["diff", "broken.json"],
    ["merge", "broken.json"],
    ["diff", "broken.json", "nowhere.json"],
  ]) {
    const { code, stdout, stderr } = await run(...argv);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(
      stderr,
      /^lambda-inventory: broken\.json is cut off: it ends at line 1, after 0 functions\n/,
    );
  }
  assert.equal(simulator.requests.total, 0);
});
