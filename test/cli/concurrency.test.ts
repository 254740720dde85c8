/** `--concurrency auto` against the simulator: what it reaches, and that it loses nothing. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Fault, generateEstate, startSimulator } from "../../simulator/index.ts";
import { program } from "../support/cli/program.ts";

interface Weather {
  readonly accounts: number;
  readonly latencyMs: number;
  readonly faults?: readonly Fault[];
}

async function scanned({ accounts, latencyMs, faults = [] }: Weather, argv: readonly string[]) {
  const estate = generateEstate({ accounts, regions: 17, functionsPerTarget: 1 });
  const simulator = await startSimulator({ estate, latencyMs, faults, verifySignatures: false });
  try {
    const ended = await program(["--org", "-f", "tsv", "--columns", "functionName", "--no-header", ...argv], {
      env: simulator.env(),
    });
    return {
      ...ended,
      peak: simulator.requests.peakInFlight,
      functions: ended.stdout.split("\n").length - 1,
    };
  } finally {
    await simulator.close();
  }
}

test("from far away, more than 64 calls come to be in flight, and --verbose shows how many", async () => {
  const { peak, functions, stderr } = await scanned({ accounts: 40, latencyMs: 250 }, ["-v"]);
  assert.equal(functions, 40 * 17);
  assert.ok(peak > 64, `${peak} calls were in flight`);
  assert.match(stderr, /concurrency 64 → \d+$/m);
  // A busy machine does not get to use all of it.
  const [, most] = /concurrency: \d+ calls in flight at the end, (\d+) at most/.exec(stderr) ?? [];
  assert.ok(Number(most) > 100, stderr);
});

test("a number is exact, and --verbose reports no change", async () => {
  const { peak, stderr } = await scanned({ accounts: 5, latencyMs: 500 }, ["-v", "--concurrency", "20"]);
  assert.equal(peak, 20);
  assert.doesNotMatch(stderr, /concurrency \d/);
});

test("while AWS throttles, the limit stays low, and every function is read", async () => {
  const throttle = { kind: "throttle", action: "ListFunctions", probability: 0.3, seed: 5 } as const;
  const weather = { accounts: 10, latencyMs: 250, faults: [throttle] };
  // With six attempts, one of 170 targets would stay throttled in one of seven runs.
  const { functions, stderr, code } = await scanned(weather, ["-v", "--max-attempts", "20"]);
  assert.deepEqual([functions, code], [10 * 17, 0]);
  // Without the fault the limit has doubled by then.
  const [, atEnd] = /concurrency: (\d+) calls in flight at the end/.exec(stderr) ?? [];
  assert.ok(Number(atEnd) < 128, stderr);
});

test("with every account throttled at 10 calls a second, every function is read", async () => {
  const throttle = { kind: "throttle", action: "ListFunctions", perSecond: 10 } as const;
  const { functions, code, stderr } = await scanned({ accounts: 8, latencyMs: 20, faults: [throttle] }, [
    "-v",
  ]);
  assert.deepEqual([functions, code], [8 * 17, 0]);
  assert.match(stderr, / 429 /);
});
