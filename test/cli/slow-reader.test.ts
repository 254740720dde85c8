/** A reader that is slower than the scan holds the scan back: what is ahead of it is bounded, and nothing is lost. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { PassThrough, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { generateEstate, startSimulator } from "../../simulator/index.ts";
import type { Io } from "../../src/cli/io.ts";
import { run } from "../../src/cli/run.ts";
import { cleanEnv } from "../support/cli/program.ts";

const MAIN = join(import.meta.dirname, "../../dist/main.js");
const [ACCOUNTS, REGIONS, FUNCTIONS] = [12, 10, 300];
/** `--concurrency`: as many targets are read at once. */
const AT_ONCE = 8;
/** What an account counts as until its regions are known (`scan.ts`). */
const TARGETS_EXPECTED = 4;

for (const format of ["ndjson", "csv"]) {
  test(`${format}: a reader that stops reading stops the scan, and then gets everything`, async (t) => {
    const estate = generateEstate({
      accounts: ACCOUNTS,
      regions: REGIONS,
      functionsPerTarget: FUNCTIONS,
      seed: 3,
    });
    const simulator = await startSimulator({ estate, verifySignatures: false });
    t.after(() => simulator.close());
    const argv = [MAIN, "--org", "--concurrency", String(AT_ONCE), "-f", format, "-q"];
    const env = cleanEnv({ ...simulator.env(), NODE_OPTIONS: "" });
    const child = spawn(process.execPath, argv, { env, stdio: ["ignore", "pipe", "inherit"] });
    t.after(() => child.kill("SIGKILL"));

    const pages = () => simulator.requests.count("lambda:ListFunctions");
    for (let before = -1; before !== pages() || before === 0; await sleep(1_500)) before = pages();
    // 5,000 functions ahead of their turn, the accounts that had started by then, and what the pipe and its streams hold.
    const started = (AT_ONCE * 2) / TARGETS_EXPECTED;
    const most = 5_000 + started * REGIONS * FUNCTIONS + 3_000;
    assert.ok(pages() * 50 <= most, `${pages() * 50} functions were requested, ${most} expected at most`);

    const [written] = await Promise.all([text(child.stdout), once(child, "close")]);
    const header = format === "csv" ? 1 : 0;
    assert.equal(written.split("\n").length - 1 - header, ACCOUNTS * REGIONS * FUNCTIONS);
    assert.equal(child.exitCode, 0);
  });
}

test("the heap is kept smaller once most of the time is spent waiting for the reader", async () => {
  assert.deepEqual(await heapLimits(0), ["twice"]);
  assert.deepEqual(await heapLimits(100), ["twice", "fifth"]);
});

/** How the heap is limited while the demo is written to a reader that takes so long for each chunk. */
async function heapLimits(waitMs: number): Promise<string[]> {
  const limits: string[] = [];
  const write = (_chunk: unknown, _encoding: unknown, done: () => void) =>
    waitMs === 0 ? done() : setTimeout(done, waitMs);
  const io: Io = {
    stdin: new PassThrough(),
    stdout: new Writable({ highWaterMark: 1, write }),
    stderr: new Writable({ write: (_chunk, _encoding, done) => done() }),
    env: cleanEnv(),
    cwd: process.cwd(),
    now: () => new Date(),
    onSignal: () => () => {},
    limitHeap(growth) {
      limits.push(growth);
    },
  };
  await run(["demo", "-f", "ndjson", "-q"], io);
  return limits;
}
