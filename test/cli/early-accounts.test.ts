/** With --org, accounts are read while others are still being listed. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { type Fault, generateEstate, type RecordedCall, startSimulator } from "../../simulator/index.ts";
import { program } from "../support/cli/program.ts";

interface Weather {
  readonly argv?: readonly string[];
  readonly faults?: readonly Fault[];
}

const ORGANIZATION = { accounts: 40, regions: 3, functionsPerTarget: 2, seed: 3 };
const LIST = ["-f", "json", "--no-progress"];

/** Lists an organization of six pages of accounts. */
async function listed(t: TestContext, { argv = LIST, faults = [] }: Weather = {}) {
  const estate = generateEstate(ORGANIZATION);
  // As AWS lists them: in no order.
  (estate.accounts as unknown[]).reverse();
  const simulator = await startSimulator({ estate, pageSize: 2, latencyMs: 60, faults });
  t.after(() => simulator.close());
  const ended = await program(["--org", ...argv], { env: simulator.env() });
  const calls = simulator.requests.calls as readonly RecordedCall[];
  const at = (action: string) =>
    calls.map((call, i) => (call.action === action ? i : -1)).filter((i) => i >= 0);
  return { ...ended, pages: at("organizations:ListAccounts"), reads: at("lambda:ListFunctions"), simulator };
}

test("accounts are read before the last page of accounts has come, in the same order of the report", async (t) => {
  const { code, stdout, stderr, pages, reads } = await listed(t);
  assert.equal(code, 0, stderr);
  assert.equal(pages.length, 20);
  assert.ok(
    (reads[0] ?? Number.POSITIVE_INFINITY) < (pages.at(-1) ?? 0),
    "a region is read before the last page",
  );
  assert.equal(reads.length, 40 * 3);
  const report = JSON.parse(stdout);
  const ids = report.coverage.map(({ accountId }: { accountId: string }) => accountId);
  assert.deepEqual(ids, ids.toSorted());
  assert.deepEqual([report.summary.accounts, report.summary.functions], [40, 40 * 3 * 2]);
});

test("when an account is selected by its id, and one does not exist, none is read", async (t) => {
  const argv = ["--account", "999999999999", ...LIST];
  const { code, stderr, reads } = await listed(t, { argv });
  assert.equal(code, 2);
  assert.match(stderr, /no account "999999999999" among the 40 accounts found/);
  assert.deepEqual(reads, []);
});

test("filters and shards apply to accounts that start early, each of which is read once", async (t) => {
  const all = JSON.parse((await listed(t)).stdout);
  const { stdout, simulator } = await listed(t, {
    argv: ["--shard", "1/2", "--exclude-account", "*1", ...LIST],
  });
  const report = JSON.parse(stdout);
  const ids = new Set(report.coverage.map(({ accountId }: { accountId: string }) => accountId));
  const called = new Set(simulator.requests.of("lambda:ListFunctions").map(({ accountId }) => accountId));
  assert.deepEqual([...called].toSorted(), [...ids]);
  assert.ok(ids.size > 0 && ids.size < all.summary.accounts);
  assert.equal(simulator.requests.count("lambda:ListFunctions"), ids.size * 3);
});

test("when a later page of accounts is refused, the error is the only output, and nothing is left running", async (t) => {
  const refused = { kind: "deny", action: "ListAccounts", after: 17 } as const;
  const hangs = { kind: "hang", action: "ListFunctions", times: 9 } as const;
  const startedAt = performance.now();
  const { code, stdout, stderr, reads } = await listed(t, { faults: [refused, hangs] });
  assert.deepEqual([code, stdout], [2, ""]);
  assert.match(stderr, /may not list the accounts of the organization/);
  assert.ok(reads.length > 0);
  assert.ok(performance.now() - startedAt < 25_000);
});

test("when the output cannot be written, the scan that has begun is stopped", async (t) => {
  const hangs = { kind: "hang", action: "ListFunctions", times: 9 } as const;
  const argv = [...LIST, "-o", "/nowhere/report.json"];
  const { code, stderr } = await listed(t, { argv, faults: [hangs] });
  assert.equal(code, 2);
  assert.match(stderr, /\/nowhere/);
});
