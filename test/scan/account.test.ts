/** One account: which targets were read, which were not and why, and the progress counters. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { regionsToRead } from "../../src/scan/region-plan.ts";
import { Stop } from "../../src/scan/stop.ts";
import { ALL_REGIONS } from "../support/aws/world.ts";
import { ONE, REGIONS, regions, scanOne } from "../support/scan/one-account.ts";

test("an account that was read completely", async (t) => {
  const { rows, account, progress } = await scanOne(t);
  assert.deepEqual(
    rows,
    REGIONS.map((region) => `${region} ok functions`),
  );
  assert.deepEqual(account, {
    accountId: ONE,
    accountName: "one",
    partition: "aws",
    via: `environment variables → arn:aws:iam::${ONE}:role/LambdaInventoryReadOnly`,
    status: "ok",
    message: "",
  });
  assert.deepEqual(progress, {
    accounts: 1,
    accountsDone: 1,
    targets: 3,
    targetsDone: 3,
    functions: 6,
    failures: 0,
  });
});

test("an account with a region that was not read is incomplete; its message counts them", async (t) => {
  const { rows, account, progress } = await scanOne(t, { faults: [{ kind: "deny", region: "eu-west-1" }] });
  assert.deepEqual(rows, [
    "ap-northeast-1 ok functions",
    "eu-west-1 denied functions AccessDeniedException",
    "us-east-1 ok functions",
  ]);
  assert.deepEqual([account?.status, account?.message], ["incomplete", "1 of 3 not read"]);
  assert.deepEqual([progress.targetsDone, progress.functions, progress.failures], [3, 4, 1]);
});

test("credentials that no region accepts are invalid", async (t) => {
  const all = await scanOne(t, { faults: [{ kind: "disabled-region", action: "ListFunctions" }] });
  for (const row of all.coverage) {
    assert.deepEqual([row.status, row.stage], ["unauthenticated", "credentials"]);
    assert.match(row.message, /\S \(no region of this account accepts these credentials\)$/);
  }
  assert.equal(all.account?.message, "3 of 3 not read");
});

test("an account that cannot be accessed is one row, and fails with the same message", async (t) => {
  const { rows, coverage, account } = await scanOne(t, { of: { roles: ["NotThere"] } });
  assert.deepEqual(rows, ["denied credentials AccessDenied"]);
  const [row] = coverage;
  assert.deepEqual([row?.accountId, row?.accountName, row?.functions], [ONE, "one", 0]);
  assert.deepEqual(account, {
    accountId: ONE,
    accountName: "one",
    partition: "",
    via: "",
    status: "failed",
    message: row?.message,
  });
  assert.match(row?.message ?? "", /NotThere/);
});

test("an account whose id is unknown has an empty id in its row", async (t) => {
  const of = { id: undefined, name: "", roles: ["NotThere"] };
  const { coverage, account } = await scanOne(t, { of });
  assert.deepEqual([coverage[0]?.accountId, account?.accountId, account?.status], ["", "", "failed"]);
});

test("when the regions cannot be listed, a row says so and the default regions are read", async (t) => {
  const { rows, coverage, account } = await scanOne(t, {
    faults: [
      { kind: "deny", action: "DescribeRegions" },
      { kind: "deny", action: "ListRegions" },
    ],
  });
  assert.equal(rows[0], "denied regions UnauthorizedOperation");
  assert.match(
    coverage[0]?.message ?? "",
    /^only default-enabled regions were scanned; opt-in regions are unknown because /,
  );
  assert.ok(rows.includes("eu-west-1 ok functions"));
  assert.equal(account?.status, "incomplete");
  assert.equal(
    account?.message,
    `${coverage.filter(({ status }) => status !== "ok").length} of ${rows.length} not read`,
  );
});

test("credentials refused by DescribeRegions fail the account: no region is read", async (t) => {
  const { rows, account } = await scanOne(t, { faults: [{ kind: "expired", action: "DescribeRegions" }] });
  assert.deepEqual(rows, ["unauthenticated regions RequestExpired"]);
  assert.equal(account?.status, "failed");
});

test("an account without a matching region counts as read, with a row that says so", async (t) => {
  for (const choice of [regions(["me-*"]), regions(["eu-west-1"], ["eu-*"])]) {
    const { rows, account, progress } = await scanOne(t, { of: choice });
    assert.deepEqual(rows, ["disabled regions NoMatchingRegion"]);
    assert.deepEqual([account?.status, progress.targets], ["ok", 0]);
  }
});

test("targets that an earlier report contains are not read", async (t) => {
  const wants = (accountId: string, region: string) => accountId === ONE && region === "us-east-1";
  const { rows, account } = await scanOne(t, { wants });
  assert.deepEqual(rows, ["us-east-1 ok functions"]);
  assert.equal(account?.status, "ok");
});

test("a call that hangs ends at the time limit, and its row has the stage of the call", async (t) => {
  const entry = await scanOne(t, { faults: [{ kind: "hang", action: "AssumeRole" }], timeoutMs: 400 });
  assert.deepEqual(entry.rows, ["timeout credentials TargetTimeout"]);
  const asking = await scanOne(t, {
    faults: [{ kind: "hang", action: "DescribeRegions" }],
    timeoutMs: 1_000,
  });
  assert.equal(asking.rows[0], "timeout regions TargetTimeout");
  const reading = await scanOne(t, {
    faults: [{ kind: "hang", region: "us-east-1", action: "ListFunctions" }],
    timeoutMs: 1_000,
  });
  assert.equal(reading.rows.at(-1), "us-east-1 timeout functions TargetTimeout");
});

test("an account that is not started because of a stop has one row, or one for each literal region", async (t) => {
  const cases = [
    { regions: ALL_REGIONS, names: [""] },
    { ...regions(["us-east-1", "eu-west-1", "us-east-1"]), names: ["eu-west-1", "us-east-1"] },
    { ...regions(["eu-*"]), names: [""] },
    { ...regions(["eu-west-1"], ["eu-*"]), names: [""] },
  ];
  for (const { names, ...choice } of cases) {
    const stop = new Stop();
    stop.request("DeadlineExceeded", "the deadline passed", 0);
    const { rows, account } = await scanOne(t, { of: choice, stop });
    assert.deepEqual(
      rows,
      names.map((name) => `${name} not-attempted credentials DeadlineExceeded`.trim()),
    );
    assert.deepEqual([account?.status, account?.message], ["failed", "the deadline passed"]);
  }
});

test("the regions of an account are sorted by code point, each once, without the excluded ones", () => {
  const choice = regions(undefined, ["eu-west-1"]).regions;
  const names = ["us-east-1", "ap-south-1", "eu-west-1", "us-east-1"];
  assert.deepEqual(regionsToRead(names, choice), ["ap-south-1", "us-east-1"]);
});
