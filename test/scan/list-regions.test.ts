/** Where DescribeRegions is denied, account:ListRegions names the regions of the account. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { estate, type Fault, startSimulator } from "../../simulator/index.ts";
import type { Report } from "../../src/model/report.ts";
import { program } from "../support/cli/program.ts";

const MEMBER = "222222222222";
const DENIED: readonly Fault[] = [{ kind: "deny", account: MEMBER, action: "ec2:DescribeRegions" }];
const BOTH: readonly Fault[] = [...DENIED, { kind: "deny", account: MEMBER, action: "account:ListRegions" }];
/** Of every member. */
const IDS = [2, 3, 4, 5, 6, 7].map((digit) => String(digit).repeat(12));
/** The hub, which the role is assumed from, is refused as well. */
const ALL: readonly Fault[] = [...DENIED, { kind: "deny", action: "account:ListRegions" }];
const OUTSIDE =
  "region found by account:ListRegions from account 111111111111, since ec2:DescribeRegions is denied";
const NOTE = "region found by account:ListRegions, since ec2:DescribeRegions is denied";

/** A hub, and a member with an opt-in region. */
async function simulated(faults: readonly Fault[]) {
  const functions = { "af-south-1": ["cape python3.14"], "eu-west-1": ["dublin python3.14"] };
  return startSimulator({
    estate: estate({ accounts: [{ name: "hub" }, { name: "shop", functions }] }),
    faults,
    pageSize: 7,
  });
}

async function scanned(faults: readonly Fault[], ...argv: string[]) {
  const simulator = await simulated(faults);
  try {
    const args = ["list", "--org", "--account", "shop", "-q", "-f", "json", ...argv];
    const { stdout, code } = await program(args, { env: simulator.env() });
    return { code, report: JSON.parse(stdout) as Report, simulator };
  } finally {
    await simulator.close();
  }
}

test("the opt-in regions are read, and each row of the account names the call", async () => {
  const { code, report, simulator } = await scanned(DENIED);
  assert.equal(code, 0);
  assert.deepEqual(
    report.functions.map(({ functionName }) => functionName),
    ["cape", "dublin"],
  );
  assert.ok(report.coverage.length > 1);
  for (const { region, status, message } of report.coverage)
    assert.deepEqual([region !== "", status, message], [true, "ok", NOTE]);
  assert.equal(simulator.requests.count("account:ListRegions"), 1);
  assert.equal(simulator.requests.of("account:ListRegions")[0]?.region, "us-east-1");
});

test("without a denial ListRegions is not called, and no row has a note", async () => {
  const { report, simulator } = await scanned([]);
  assert.equal(simulator.requests.count("account:ListRegions"), 0);
  assert.ok(report.coverage.every(({ message }) => message === ""));
});

test("a region that cannot be read keeps its own reason beside the note", async () => {
  const fault: Fault = { kind: "deny", account: MEMBER, action: "lambda:ListFunctions", region: "eu-west-1" };
  const { code, report } = await scanned([...DENIED, fault]);
  assert.equal(code, 3);
  const row = report.coverage.find(({ region }) => region === "eu-west-1");
  assert.equal(row?.status, "denied");
  assert.ok(row?.message.endsWith(`; ${NOTE}`), row?.message);
});

test("both calls denied in the account: its regions are found from the management account", async () => {
  const { code, report, simulator } = await scanned(BOTH);
  assert.equal(code, 0);
  assert.deepEqual(
    report.functions.map(({ functionName }) => functionName),
    ["cape", "dublin"],
  );
  for (const { status, message } of report.coverage) assert.deepEqual([status, message], ["ok", OUTSIDE]);
  const asking = simulator.requests.of("account:ListRegions").map(({ accountId }) => accountId);
  assert.deepEqual([...new Set(asking)], [MEMBER, "111111111111"]);
});

test("a region found from the management account counts as found: bad credentials there are not `disabled`", async () => {
  const { report } = await scanned([...BOTH, { kind: "disabled-region", region: "af-south-1" }]);
  const row = report.coverage.find(({ region }) => region === "af-south-1");
  assert.equal(row?.status, "unauthenticated");
});

test("the management account never names itself, and asks five times a second at most", async () => {
  const members = Array.from({ length: 6 }, (_, i) => ({
    name: `m${i}`,
    functions: { "eu-west-1": [`f${i}`] },
  }));
  const simulator = await startSimulator({
    estate: estate({ accounts: [{ name: "hub" }, ...members] }),
    faults: [
      { kind: "deny", action: "ec2:DescribeRegions" },
      ...IDS.map((id): Fault => ({ kind: "deny", action: "account:ListRegions", account: id })),
    ],
  });
  try {
    const args = ["list", "--org", "-q", "-f", "json", "-r", "eu-*"];
    const { stdout, code } = await program(args, { env: simulator.env() });
    assert.equal(code, 0);
    assert.equal(JSON.parse(stdout).functions.length, 6);
    const asked = simulator.requests
      .of("account:ListRegions")
      .filter(({ accountId }) => accountId.startsWith("1"));
    assert.equal(asked.length, 1 + 6);
    const times = asked.map(({ at }) => at.getTime()).sort((a, b) => a - b);
    // One of them is the account's own, which waits for nobody.
    assert.ok((times.at(-1) ?? 0) - (times[0] ?? 0) >= 900, `${times}`);
  } finally {
    await simulator.close();
  }
});

test("a call that was refused from outside is not repeated, and the first denial is the reason", async () => {
  const members = IDS.map((_, i) => ({ name: `m${i}`, functions: { "eu-west-1": [`f${i}`] } }));
  const simulator = await startSimulator({
    estate: estate({ accounts: [{ name: "hub" }, ...members] }),
    faults: [
      ...IDS.map((id): Fault => ({ kind: "deny", action: "ec2:DescribeRegions", account: id })),
      { kind: "deny", action: "account:ListRegions" },
    ],
  });
  try {
    const args = ["list", "--org", "-q", "-f", "json", "-r", "eu-*"];
    const { stdout, code } = await program(args, { env: simulator.env() });
    assert.equal(code, 3);
    const calls = simulator.requests.of("account:ListRegions");
    const outside = calls.filter((call) => call.accountId.startsWith("1")).length;
    // A call begins every 200 ms: on a busy machine another one or two before the first is answered.
    assert.ok(outside >= 1 && outside <= 3, `${outside} calls for ${IDS.length} accounts`);
    const report = JSON.parse(stdout) as Report;
    assert.equal(report.functions.length, IDS.length);
    const gaps = report.coverage.filter(({ region, status }) => region === "" && status === "denied");
    assert.equal(gaps.length, IDS.length);
    for (const { message } of gaps) assert.match(message, /ec2:DescribeRegions/);
  } finally {
    await simulator.close();
  }
});

test("all of them denied: the default regions, and a row that says why others may be missing", async () => {
  const { code, report } = await scanned(ALL);
  assert.equal(code, 3);
  const [row] = report.coverage;
  assert.deepEqual([row?.region, row?.status, row?.stage], ["", "denied", "regions"]);
  assert.match(row?.message ?? "", /^only default-enabled regions were scanned.*ec2:DescribeRegions/);
});

test("ListRegions is not called when DescribeRegions fails otherwise", async () => {
  const fault: Fault = { kind: "throttle", account: MEMBER, action: "ec2:DescribeRegions" };
  const { code, simulator } = await scanned([fault], "--max-attempts", "1");
  assert.equal(code, 3);
  assert.equal(simulator.requests.count("account:ListRegions"), 0);
});

test("check counts the regions as listed", async () => {
  const simulator = await simulated(DENIED);
  try {
    const args = ["check", "--all", "--org", "--account", "shop", "-f", "json"];
    const { stdout, code } = await program(args, { env: simulator.env() });
    assert.equal(code, 0);
    assert.match(stdout, /denied, and not needed: account:ListRegions listed the regions/);
    assert.match(stdout, /af-south-1/);
  } finally {
    await simulator.close();
  }
});
