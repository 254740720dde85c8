/** A run that ends early, at any moment: results so far are reported, the rest is listed as not attempted. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { generateEstate, type Simulator, startSimulator } from "../../simulator/index.ts";
import type { Report } from "../../src/model/report.ts";
import { Allowance } from "../../src/scan/allowance.ts";
import { Stop } from "../../src/scan/stop.ts";
import { cleanEnv, program } from "../support/cli/program.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const MAIN = join(import.meta.dirname, "../../dist/main.js");
const ORGANIZATION = { accounts: 5, regions: 3, functionsPerTarget: 4 };
const PAGE = 2;

function simulate(latencyMs: number): Promise<Simulator> {
  return startSimulator({ estate: generateEstate(ORGANIZATION), pageSize: PAGE, latencyMs });
}

async function requests(simulator: Simulator, count: number): Promise<void> {
  while (simulator.requests.total < count) await sleep(1);
}

/** What holds of a report whenever its run was ended. */
function assertWhole({ coverage, functions, accounts, summary }: Report): void {
  assert.equal(accounts.length, ORGANIZATION.accounts);
  assert.equal(new Set(coverage.map(({ accountId }) => accountId)).size, ORGANIZATION.accounts);
  assert.deepEqual([summary.targets, summary.read + summary.notRead], [coverage.length, coverage.length]);
  for (const row of coverage) {
    const here = functions.filter((fn) => fn.accountId === row.accountId && fn.region === row.region);
    assert.equal(here.length, row.functions);
    if (row.status === "ok") assert.equal(here.length, ORGANIZATION.functionsPerTarget);
    else assert.deepEqual([row.status, row.code], ["not-attempted", "Interrupted"]);
  }
}

// The organization is known after some 3 requests; all of it is read after some 40.
for (const count of [6, 9, 13, 18, 24, 30]) {
  test(`an interrupt after ${count} requests`, async () => {
    const simulator = await simulate(10);
    const interrupt = requests(simulator, count);
    const argv = ["--org", "--concurrency", "3", "--format", "json"];
    const { stdout, stderr, code } = await program(argv, { env: simulator.env(), interrupt });
    await simulator.close();
    assert.equal(code, 130, stderr);
    assertWhole(JSON.parse(stdout));
    assert.ok(simulator.requests.total < count + 10, "what was not begun is not begun any more");
  });
}

test("calls in flight may complete: responses within a second are in the report", async () => {
  const simulator = await simulate(200);
  const argv = ["-r", "us-east-1", "--format", "json"];
  const interrupt = requests(simulator, 2);
  const { stdout, code } = await program(argv, { env: simulator.env(), interrupt });
  await simulator.close();
  const report: Report = JSON.parse(stdout);
  assert.equal(code, 130);
  // The first of two pages was in flight; the second is not requested.
  assert.deepEqual([report.functions.length, report.coverage[0]?.status], [PAGE, "not-attempted"]);
});

test("a second signal ends the program at once, and leaves no partial report", async (t) => {
  const simulator = await simulate(30_000);
  t.after(() => simulator.close());
  const folder = temporaryDirectory("second-signal");
  const child = spawn(process.execPath, [MAIN, "-r", "us-east-1", "-o", "report.json", "-f", "json"], {
    env: cleanEnv(simulator.env()) as NodeJS.ProcessEnv,
    cwd: folder,
  });
  const ended = new Promise((done) => child.on("close", done));
  await requests(simulator, 1);
  // Which of them arrives first is up to the system. After a single one the report would be written.
  child.kill("SIGINT");
  child.kill("SIGTERM");
  const code = await ended;
  assert.ok(code === 130 || code === 143, `exit code ${code}`);
  assert.deepEqual(readdirSync(folder), []);
});

test("failures caused by the stop are distinguished from others", () => {
  const stop = new Stop();
  const own = new Error("refused");
  assert.equal(stop.caused(own), false);
  stop.request("DeadlineExceeded", "over", 0);
  assert.ok(stop.failure);
  for (const [error, caused] of [
    [stop.failure, true],
    [new Error("no answer", { cause: new Error("aborted", { cause: stop.failure }) }), true],
    [own, false],
    [undefined, false],
  ] as const) {
    assert.equal(stop.caused(error), caused);
  }
  stop.end();
});

test("a read that has ended is not aborted by the stop; the end of a run ends all others, and leaves no timer", async () => {
  const stop = new Stop();
  const [over, open, later] = [60_000, 60_000, 60_000].map((limit) => new Allowance(limit, "functions"));
  assert.ok(over && open && later);
  const release = stop.govern(over);
  stop.govern(open);
  release();
  stop.request("Interrupted", "interrupted", 1);
  await sleep(20);
  assert.deepEqual([over.signal.aborted, open.signal.aborted, stop.signal.aborted], [false, true, true]);
  assert.equal(stop.signal.reason, stop.failure);

  const ended = new Stop();
  ended.govern(later);
  ended.request("Interrupted", "interrupted", 1);
  ended.end();
  assert.equal(later.signal.reason, ended.failure);
  await sleep(20);
  assert.equal(ended.signal.aborted, false);

  const complete = new Stop();
  const unused = new Allowance(60_000, "functions");
  complete.govern(unused);
  complete.end();
  assert.match(String(unused.signal.reason), /the run has ended/);
});
