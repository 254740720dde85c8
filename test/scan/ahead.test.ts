/** Reading ahead: enough to keep every slot busy, and within the bound on memory. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { type Fault, generateEstate, type Simulator, startSimulator } from "../../simulator/index.ts";
import { compilePatterns } from "../../src/config/patterns.ts";
import { fixed } from "../../src/scan/concurrency.ts";
import { createLimiter } from "../../src/scan/limiter.ts";
import { scan } from "../../src/scan/scan.ts";
import { Stop } from "../../src/scan/stop.ts";
import { account, connect, home } from "../support/aws/world.ts";

const REGION = "eu-west-1";

interface Estate {
  readonly accounts: number;
  /** In each account. */
  readonly functions: number;
  readonly faults?: readonly Fault[];
}

/** Scans accounts of one region each, two calls at a time, from a separate account. */
async function begin(t: TestContext, { accounts, functions, faults = [] }: Estate) {
  const estate = generateEstate({
    accounts: 1 + accounts,
    regions: [REGION],
    functionsPerTarget: functions,
  });
  const simulator = await startSimulator({ estate, faults });
  t.after(() => simulator.close());
  const [hub, ...ids] = estate.accounts.map(({ id }) => id);
  const stop = new Stop();
  const limiter = createLimiter(fixed(2), stop);
  const aws = connect(t, { ...home().env, ...simulator.env(hub) }, { limit: limiter.run });
  const regions = { include: compilePatterns([REGION]), exclude: undefined };
  const request = {
    accounts: ids.map((id) => account({ id, roles: ["LambdaInventoryReadOnly"], regions })),
    concurrency: fixed(2),
    timeoutMs: 60_000,
    versions: "latest",
    extras: [],
    wantsExtras: () => false,
    wants: () => true,
  } as const;
  return { simulator, results: scan(aws, request, stop) };
}

/** The accounts of which something was read. */
function read({ requests }: Simulator): number {
  return new Set(requests.of("lambda:ListFunctions").map(({ accountId }) => accountId)).size;
}

async function counted(results: ReturnType<typeof scan>): Promise<number> {
  let functions = 0;
  for await (const item of results) if (item.kind === "target") functions += item.result.functions.length;
  return functions;
}

test("while the account whose turn it is takes long, others are read", async (t) => {
  const slow: Fault = { kind: "slow", account: "100000000002", action: "ListFunctions", ms: 4_000 };
  const { simulator, results } = await begin(t, { accounts: 12, functions: 1, faults: [slow] });
  const first = await results.next();
  assert.equal(first.done, false);
  assert.equal(read(simulator), 12);
  assert.equal(await counted(results), 11);
});

test("when the consumer is slow, the scan waits, and loses nothing", async (t) => {
  const { simulator, results } = await begin(t, { accounts: 26, functions: 500 });
  const taken = async (items: number, least: number) => {
    for (let item = 0; item < items; item++) await results.next();
    const end = performance.now() + 30_000;
    while (read(simulator) < least && performance.now() < end) await sleep(10);
    assert.ok(read(simulator) >= least, `${read(simulator)} accounts were read`);
    for (let before = -1; before !== read(simulator); await sleep(300)) before = read(simulator);
    return read(simulator);
  };
  // 5,000 functions may wait, and what was in flight by then.
  const first = await taken(1, 10);
  assert.ok(first <= 16, `${first} accounts were read`);
  // A target and its account are an item each: as many accounts are read as were taken.
  const second = await taken(12, 16);
  assert.ok(second <= 22, `${second} accounts were read`);
  assert.equal(await counted(results), 19 * 500);
  assert.equal(read(simulator), 26);
});
