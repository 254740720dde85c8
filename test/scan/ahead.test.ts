/** Reading ahead: enough to keep every slot busy, and within the bound on memory. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import {
  type Call,
  generateEstate,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "../../simulator/index.ts";
import { compilePatterns } from "../../src/config/patterns.ts";
import { pause } from "../../src/scan/allowance.ts";
import { fixed } from "../../src/scan/concurrency.ts";
import { createLimiter } from "../../src/scan/limiter.ts";
import { scan } from "../../src/scan/scan.ts";
import { Stop } from "../../src/scan/stop.ts";
import { account, connect, home } from "../support/aws/world.ts";
import { idle, until } from "../support/simulator/waiting.ts";

const REGION = "eu-west-1";

interface Estate {
  readonly accounts: number;
  /** In each account. */
  readonly functions: number;
  readonly latencyMs?: SimulatorOptions["latencyMs"];
  readonly faults?: SimulatorOptions["faults"];
}

/** Scans accounts of one region each, two calls at a time, from a separate account. */
async function begin(t: TestContext, { accounts, functions, latencyMs = 0, faults = [] }: Estate) {
  const estate = generateEstate({
    accounts: 1 + accounts,
    regions: [REGION],
    functionsPerTarget: functions,
  });
  const simulator = await startSimulator({ estate, latencyMs, faults });
  t.after(() => simulator.close());
  const [hub, ...ids] = estate.accounts.map(({ id }) => id);
  const stop = new Stop();
  const limiter = createLimiter(fixed(2), stop);
  const aws = connect(t, { ...home().env, ...simulator.env(hub) }, { limit: limiter.run, pause });
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
  return { simulator, results: scan(aws, request, stop), stop };
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
  let allRead = () => false;
  const latencyMs = async ({ accountId, action }: Call) => {
    if (accountId === "100000000002" && action === "ListFunctions") await until(() => allRead());
    return 0;
  };
  const { simulator, results } = await begin(t, { accounts: 12, functions: 1, latencyMs });
  allRead = () => read(simulator) === 12;
  const first = await results.next();
  assert.equal(first.done, false);
  assert.equal(read(simulator), 12);
  assert.equal(await counted(results), 11);
});

test("while accounts are throttled, as many as calls in flight, others are read", async (t) => {
  const faults = ["100000000002", "100000000003"].map(
    (id) => ({ kind: "throttle", account: id, action: "ListFunctions", retryAfterSeconds: 120 }) as const,
  );
  const { simulator, results, stop } = await begin(t, { accounts: 12, functions: 1, faults });
  const first = results.next();
  await until(() => read(simulator) === 12);
  assert.equal(read(simulator), 12);
  stop.request("Interrupted", "the run was interrupted", 0);
  const { value } = await first;
  assert.ok(value?.kind === "target");
  assert.equal(value.result.row.status, "not-attempted");
  assert.equal(await counted(results), 10);
});

test("when the consumer is slow, the scan waits, and loses nothing", async (t) => {
  const { simulator, results } = await begin(t, { accounts: 26, functions: 500 });
  const taken = async (items: number, least: number) => {
    for (let item = 0; item < items; item++) await results.next();
    await until(() => read(simulator) >= least);
    assert.ok(read(simulator) >= least, `${read(simulator)} accounts were read`);
    await idle(simulator);
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
