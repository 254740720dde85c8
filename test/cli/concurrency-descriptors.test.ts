/** A process that may open fewer files than the program would like to have connections. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { generateEstate, startSimulator } from "../../simulator/index.ts";
import { execute, MAIN } from "../support/cli/child.ts";
import { cleanEnv } from "../support/cli/program.ts";

test("when file descriptors run out, the limit is lowered, and every function is read", async (t) => {
  const estate = generateEstate({ accounts: 12, regions: 17, functionsPerTarget: 1 });
  const simulator = await startSimulator({ estate, latencyMs: 250, verifySignatures: false });
  t.after(() => simulator.close());
  // Enough to load the program, too few for 64 connections.
  const argv = `${process.execPath} ${MAIN} --org -f tsv --columns functionName --no-header -v`;
  const env = cleanEnv(simulator.env());
  const { code, stdout, stderr } = await execute("bash", ["-c", `ulimit -n 80; exec ${argv}`], env);
  assert.deepEqual([code, stdout.split("\n").length - 1], [0, 12 * 17], stderr.slice(-2_000));
  assert.match(stderr, /concurrency \d+ → \d+: file descriptors ran out/);
});
