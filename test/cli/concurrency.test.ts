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
  const { peak, functions, stderr } = await scanned({ accounts: 25, latencyMs: 700 }, ["-v"]);
  assert.equal(functions, 25 * 17);
  assert.ok(peak > 64, `${peak} calls were in flight`);
  assert.match(stderr, /concurrency 64 → \d+$/m);
  const [, most] = /concurrency: \d+ calls in flight at the end, (\d+) at most/.exec(stderr) ?? [];
  assert.ok(Number(most) > 64, stderr);
});

test("a number is exact, and --verbose reports no change", async () => {
  const { peak, stderr } = await scanned({ accounts: 5, latencyMs: 500 }, ["-v", "--concurrency", "20"]);
  assert.equal(peak, 20);
  assert.doesNotMatch(stderr, /concurrency \d/);
});

test("while AWS throttles the access to accounts, the limit grows in steps at most, and every function is read", async () => {
  const throttle = { kind: "throttle", action: "AssumeRole", perSecond: 5 } as const;
  const { functions, stderr, code } = await scanned({ accounts: 30, latencyMs: 250, faults: [throttle] }, [
    "-v",
  ]);
  assert.deepEqual([functions, code], [30 * 17, 0]);
  for (const [, before, after] of stderr.matchAll(/concurrency (\d+) → (\d+)/g)) {
    assert.ok(Number(after) - Number(before) <= 32, stderr);
  }
});

test("accounts that are throttled do not hold back the others", async () => {
  const throttle = { kind: "throttle", action: "ListFunctions", targets: 0.5, seed: 5, times: 200 } as const;
  const weather = { accounts: 40, latencyMs: 250, faults: [throttle] };
  const { functions, stderr, code } = await scanned(weather, ["-v", "--max-attempts", "10"]);
  assert.deepEqual([functions, code], [40 * 17, 0]);
  assert.match(stderr, / 429 /);
  assert.doesNotMatch(stderr, /AWS throttles/);
});

test("with every account throttled at 10 calls a second, every function is read", async () => {
  const throttle = { kind: "throttle", action: "ListFunctions", perSecond: 10 } as const;
  const { functions, code, stderr } = await scanned({ accounts: 8, latencyMs: 20, faults: [throttle] }, [
    "-v",
  ]);
  assert.deepEqual([functions, code], [8 * 17, 0]);
  assert.match(stderr, / 429 /);
});
