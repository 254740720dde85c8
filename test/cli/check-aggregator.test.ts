/** `check --aggregator`: a row for the aggregator, which is not an account, and its three calls. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Fault } from "../../simulator/index.ts";
import { HUB, simulated, type World } from "../support/cli/aggregator.ts";
import { type Ended, program } from "../support/cli/program.ts";

async function checked(world: World, ...argv: readonly string[]): Promise<Ended> {
  const simulator = await simulated(world);
  try {
    return await program(["check", "--org", "-r", "us-east-1", "--aggregator", "org", ...argv], {
      env: simulator.env(),
    });
  } finally {
    await simulator.close();
  }
}

test("the aggregator is counted apart from the accounts", async () => {
  const { code, stdout, stderr } = await checked({ open: true });
  assert.deepEqual([code, stdout], [0, ""]);
  assert.equal(stderr, "1 aggregator, 3 accounts, 3 regions: all checks passed\n");
});

test("with --aggregator-only nothing else is checked", async () => {
  const { code, stderr } = await checked({}, "--aggregator-only");
  assert.deepEqual([code, stderr], [0, "1 aggregator: all checks passed\n"]);
});

test("its row has the account and region of the aggregator, and a result for each call", async () => {
  const { stdout } = await checked({}, "--aggregator-only", "--all", "-f", "json");
  const [row] = JSON.parse(stdout);
  assert.deepEqual(
    [row.accountId, row.region, row.via, row.status],
    [HUB, "us-east-1", "environment variables → aggregator org", "ok"],
  );
  assert.deepEqual(
    row.checks.map(({ action, ok }: { action: string; ok: boolean }) => [action, ok]),
    [
      ["config:DescribeConfigurationAggregators", true],
      ["config:DescribeConfigurationAggregatorSourcesStatus", true],
      ["config:SelectAggregateResourceConfig", true],
    ],
  );
});

test("a call that is refused is a failed check of the aggregator", async () => {
  const faults: Fault[] = [{ kind: "deny", action: "config:Select*" }];
  const { code, stdout, stderr } = await checked({ faults, open: true });
  assert.equal(code, 3);
  assert.match(
    stdout,
    /✗ config:SelectAggregateResourceConfig: 111111111111 \(us-east-1\)\n {4}AccessDenied/,
  );
  assert.equal(stderr, "1 aggregator, 3 accounts, 3 regions: 1 with failed checks\n");
});

test("an aggregator that may not be described: the other calls are not tried", async () => {
  const faults: Fault[] = [{ kind: "deny", action: "config:*" }];
  const { code, stdout } = await checked({ faults }, "--aggregator-only", "-f", "tsv", "--all");
  assert.equal(code, 3);
  const cells = stdout.split("\n").map((line) => line.split("\t").slice(4, 7).join(" "));
  assert.deepEqual(cells.slice(1, 4), [
    "config:DescribeConfigurationAggregators false AccessDeniedException",
    "config:DescribeConfigurationAggregatorSourcesStatus  NotTried",
    "config:SelectAggregateResourceConfig  NotTried",
  ]);
});

test("an aggregator that does not exist is an error", async () => {
  const { code, stderr } = await checked({ aggregator: "none" });
  assert.equal(code, 2);
  assert.match(stderr, /--aggregator: there is no aggregator "org" in account 111111111111, us-east-1/);
});
