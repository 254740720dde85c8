/** An interrupt while accounts are still being listed: the exit code is that of an interrupt even without a report. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { type Simulator, startSimulator } from "../../simulator/index.ts";
import type { Report } from "../../src/model/report.ts";
import { home, keysSection } from "../support/aws/world.ts";
import { smallOrganization } from "../support/cli/estates.ts";
import { program } from "../support/cli/program.ts";

/** Resolves after this many requests; never, if the program ends with fewer. */
async function requests(simulator: Simulator, count: number, t: TestContext): Promise<void> {
  let over = false;
  t.after(() => {
    over = true;
  });
  while (simulator.requests.total < count) {
    if (over) return new Promise(() => {});
    await sleep(1);
  }
}

/** Options that send requests before the accounts are known. */
const WAYS = {
  "the default credentials": [],
  "an organization": ["--org"],
  "two profiles": ["--profile", "one,two"],
} as const satisfies Record<string, readonly string[]>;

for (const [way, argv] of Object.entries(WAYS)) {
  for (const count of [0, 1, 2, 3]) {
    test(`${way}, interrupted after ${count} requests`, async (t) => {
      const simulator = await startSimulator({ estate: smallOrganization(), latencyMs: 5 });
      t.after(() => simulator.close());
      const sections = keysSection(simulator, "one") + keysSection(simulator, "two", "222222222222");
      const env = { ...simulator.env(), ...home({ credentials: sections }).env };
      const interrupt = requests(simulator, count, t);
      const { code, stdout, stderr } = await program([...argv, "-f", "json"], { env, interrupt });
      assert.equal(code, 130, stderr);
      if (stdout === "") return assert.match(stderr, /interrupted while accounts were still being listed/);
      const { summary, coverage }: Report = JSON.parse(stdout);
      assert.equal(summary.targets, summary.read + summary.notRead);
      assert.ok(coverage.length > 0);
    });
  }
}

const HEADER = "accountId\taccountName\tstatus\tvia\treason\ttags\n";
const COUNT = "1 account to read, 0 skipped; the run was interrupted\n";
const NOTHING = "lambda-inventory: interrupted while accounts were still being listed: nothing was read\n";
for (const [line, stdout, stderr] of [
  ["accounts -f tsv", `${HEADER}\t\tread\tenvironment variables\t\t\n`, COUNT],
  ["accounts -f tsv --role Reader", `${HEADER}\t\tread\tenvironment variables → Reader\t\t\n`, COUNT],
  ["accounts -f yaml", "", NOTHING],
] as const) {
  test(`${line}: an interrupt ends the wait for credentials that hang`, async (t) => {
    const faults = [{ kind: "hang", action: "sts:GetCallerIdentity" }] as const;
    const simulator = await startSimulator({ estate: smallOrganization(), faults });
    t.after(() => simulator.close());
    const surroundings = { env: simulator.env(), interrupt: requests(simulator, 1, t) };
    assert.deepEqual(await program(line.split(" "), surroundings), { code: 130, stdout, stderr });
  });
}
