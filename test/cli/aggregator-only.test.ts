/** `--aggregator-only`: AWS Config in the place of Lambda, with a ledger that says what it cannot vouch for. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { type Fault, SECRET_MARK } from "../../simulator/index.ts";
import { CLOSED, HUB, SHOP, scanned, sources, type World } from "../support/cli/aggregator.ts";
import { program } from "../support/cli/program.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const ONLY = ["--aggregator", "org", "--aggregator-only"];
type Gap = NonNullable<NonNullable<Exclude<World["aggregator"], "none">>["gaps"]>[number]["gap"];

test("no role is assumed, Lambda is not called, and accounts without a role are read", async () => {
  const { code, report, simulator, stderr } = await scanned({}, ...ONLY);
  assert.equal(code, 0);
  assert.equal(simulator.requests.of("lambda:").length + simulator.requests.of("sts:AssumeRole").length, 0);
  assert.equal(report?.functions.length, 9);
  assert.ok(report?.functions.every(({ source }) => source === "config"));
  assert.ok(report?.coverage.every(({ status }) => status === "ok"));
  assert.equal(report?.summary.aggregator, undefined);
  assert.match(report?.accounts[2]?.via ?? "", / → aggregator org$/);
  assert.match(stderr, /targets {4}5: 5 read, 0 not read/);
});

test("without --aggregator it is an error wherever it was set: Lambda must not be called", async () => {
  const env = { LAMBDA_INVENTORY_AGGREGATOR_ONLY: "true" };
  const { code, stdout, stderr } = await program(["list"], { env });
  assert.deepEqual([code, stdout], [2, ""]);
  assert.match(stderr, /^lambda-inventory: LAMBDA_INVENTORY_AGGREGATOR_ONLY requires --aggregator\n/);
});

const AT = { account: CLOSED, region: "eu-west-1" };

for (const [gap, status, code, message, listed] of [
  ["no-recorder", "not-recorded", "NoRecorder", /no configuration recorder here: turn on AWS Config/, 0],
  ["recorder-off", "not-recorded", "RecorderOff", /recorder is off: start it/, 0],
  ["excluded", "not-recorded", "TypeNotRecorded", /excludes AWS::Lambda::Function: add it/, 0],
  ["not-included", "not-recorded", "TypeNotRecorded", /excludes AWS::Lambda::Function: add it/, 0],
  ["no-source", "not-aggregated", "NoSourceStatus", /received no data from 333333333333 in eu-west-1/, 0],
  [
    "failed",
    "error",
    "SourceFailed",
    /could not collect the data \(AccessDenied: The account 333333333333 has not/,
    3,
  ],
  ["outdated", "stale", "SourceOutdated", /data is outdated, of \d{4}-/, 3],
  ["stale", "stale", "SourceStale", /older than 48 hours is stale/, 3],
  ["short", "error", "FunctionsMissing", /returned 2 of 3 functions here: scan again/, 2],
] as const satisfies readonly (readonly [Gap, string, string, RegExp, number])[]) {
  test(`a target with the gap "${gap}" is ${status}, lists what is known, and counts as not read`, async () => {
    const argv = [...ONLY, "-r", "eu-west-1,us-east-1", "--account", "shop,closed"];
    const { code: exit, report } = await scanned({ aggregator: { gaps: [{ gap, ...AT }] } }, ...argv);
    assert.equal(exit, 3);
    const row = report?.coverage.find(
      ({ accountId, region }) => accountId === CLOSED && region === AT.region,
    );
    assert.deepEqual(
      [row?.status, row?.code, row?.stage, row?.functions],
      [status, code, "functions", listed],
    );
    assert.match(row?.message ?? "", message);
    const here = sources(report).filter((line) => line.startsWith("3/eu-west-1/"));
    assert.equal(here.length, listed);
    const others = report?.coverage.filter((each) => each !== row);
    assert.ok(others?.every((each) => each.status === "ok"));
    const { targets = 0, read = 0, notRead } = report?.summary ?? {};
    assert.deepEqual([targets, notRead], [read + 1, 1]);
  });
}

test("a recorder that was turned off leaves functions: they are listed, and the target is not read", async () => {
  const aggregator = {
    gaps: [{ gap: "recorder-off" as const, ...AT }],
    knows: { [`${CLOSED}/eu-west-1`]: ["left java8"] },
  };
  const { report } = await scanned({ aggregator }, ...ONLY, "-r", "eu-west-1", "--account", "closed");
  assert.deepEqual(sources(report), ["3/eu-west-1/left config"]);
  assert.deepEqual(
    report?.coverage.map(({ status, functions }) => [status, functions]),
    [["not-recorded", 1]],
  );
});

test("results without their configuration leave a target read", async () => {
  const gaps = [{ gap: "truncated" as const }];
  const { code, report } = await scanned({ aggregator: { gaps } }, ...ONLY, "-r", "us-east-1");
  assert.equal(code, 0);
  const own = report?.functions.find(({ functionName }) => functionName === "own");
  assert.equal(own?.runtimeStatus, "unknown");
});

for (const gap of ["daily", "daily-override"] as const) {
  test(`the gap "${gap}" leaves a target read, with a note that the last day may be missing`, async () => {
    const gaps = [{ gap, ...AT }];
    const argv = [...ONLY, "-r", "eu-west-1,us-east-1", "--account", "closed"];
    const { code, report, stderr } = await scanned({ aggregator: { gaps } }, ...argv);
    assert.equal(code, 0);
    assert.equal(report?.summary.notRead, 0);
    assert.deepEqual(
      report?.coverage.map(({ region, status, code, message }) => [region, status, code, message]),
      [
        [
          AT.region,
          "ok",
          "RecordedDaily",
          "AWS Config records functions here once a day: changes of the last 24 hours may be missing",
        ],
        ["us-east-1", "ok", "", ""],
      ],
    );
    assert.match(stderr, /^notes {6}1 target: AWS Config records functions here once a day/m);
  });
}

test("a recorder that records daily, but functions at once, has no such note", async () => {
  const gaps = [{ gap: "continuous-override" as const, ...AT }];
  const { report } = await scanned(
    { aggregator: { gaps } },
    ...ONLY,
    "-r",
    "eu-west-1",
    "--account",
    "closed",
  );
  assert.deepEqual(
    report?.coverage.map(({ status, code }) => [status, code]),
    [["ok", ""]],
  );
});

test("malformed results are missing from the count, so that their target is not read", async () => {
  const gaps = [{ gap: "malformed" as const, ...AT }];
  const { code, report } = await scanned({ aggregator: { gaps } }, ...ONLY);
  assert.equal(code, 3);
  const row = report?.coverage.find(({ accountId, region }) => accountId === CLOSED && region === AT.region);
  assert.deepEqual([row?.status, row?.code], ["error", "FunctionsMissing"]);
});

for (const [what, aggregator, code] of [
  ["its resource types leave out functions", { resourceTypes: ["AWS::S3::Bucket"] }, "TypeFiltered"],
  ["the account is not a source", { accountIds: [HUB, SHOP] }, "NotASource"],
  ["the region is not a source", { regions: ["us-east-1"] }, "RegionNotASource"],
] as const) {
  test(`${what}: not aggregated`, async () => {
    const { code: exit, report } = await scanned(
      { aggregator },
      ...ONLY,
      "-r",
      "eu-west-1",
      "--account",
      "closed",
    );
    assert.equal(exit, 3);
    assert.deepEqual(
      report?.coverage.map((row) => [row.status, row.code]),
      [["not-aggregated", code]],
    );
    assert.equal(report?.functions.length, 0);
  });
}

test("an aggregator that collects functions but no recorders cannot say where functions are recorded", async () => {
  const aggregator = { resourceTypes: ["AWS::Lambda::Function"] };
  const { report } = await scanned({ aggregator }, ...ONLY, "-r", "us-east-1");
  assert.ok(report?.coverage.every(({ status, code }) => status === "not-recorded" && code === "NoRecorder"));
  assert.equal(report?.functions.length, 3);
});

test("sources of an organization without rows of its accounts are taken for all of them", async () => {
  const { code } = await scanned({ aggregator: { sourceRows: "organization" } }, ...ONLY);
  assert.equal(code, 0);
});

test("regions: the literal ones, without a call", async () => {
  const { report, simulator } = await scanned({}, ...ONLY, "-r", "us-east-1");
  assert.equal(simulator.requests.of("account:").length + simulator.requests.of("ec2:").length, 0);
  assert.deepEqual(
    new Set(report?.coverage.map(({ region, message }) => region + message)),
    new Set(["us-east-1"]),
  );
});

test("regions: otherwise those of account:ListRegions, which the rows say", async () => {
  const { report, simulator } = await scanned({ more: { "af-south-1": ["cape java8"] } }, ...ONLY);
  assert.equal(simulator.requests.count("account:ListRegions"), 3);
  assert.equal(simulator.requests.of("ec2:").length, 0);
  assert.ok(sources(report).includes("2/af-south-1/cape config"));
  assert.ok(report?.coverage.every(({ message }) => message === "region found by account:ListRegions"));
});

test("regions: where that is refused those of the base account, and those with functions", async () => {
  const faults: Fault[] = [{ kind: "deny", action: "account:ListRegions" }];
  const { code, report } = await scanned({ faults, more: { "af-south-1": ["cape java8"] } }, ...ONLY);
  assert.equal(code, 0);
  assert.ok(sources(report).includes("2/af-south-1/cape config"));
  assert.match(
    report?.coverage[0]?.message ?? "",
    /^one of the regions of the account that runs the scan; those of this account are unknown because/,
  );
});

test("regions: where all is refused the default ones, and a row that says so", async () => {
  const faults = ["account:ListRegions", "ec2:DescribeRegions"].map(
    (action): Fault => ({ kind: "deny", action }),
  );
  const { code, report } = await scanned({ faults }, ...ONLY, "--account", "shop");
  assert.equal(code, 3);
  assert.deepEqual([report?.coverage[0]?.region, report?.coverage[0]?.status], ["", "denied"]);
});

for (const [what, faults] of [
  ["to name its aggregators", [{ kind: "deny", action: "config:DescribeConfigurationAggregators" }]],
  ["its sources", [{ kind: "deny", action: "config:DescribeConfigurationAggregatorSourcesStatus" }]],
  ["queries", [{ kind: "scp-deny", action: "config:SelectAggregateResourceConfig", account: HUB }]],
] as const) {
  test(`AWS Config refuses ${what}: exit 2 with the action and the remedy`, async () => {
    const { code, stdout, stderr } = await scanned({ faults }, ...ONLY);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, /--aggregator: could not read aggregator org of AWS Config: .*config:/);
    assert.match(stderr, /role --format hub-policy --aggregator NAME` prints the policy/);
  });
}

test("AWS Config throttles for good: every target has that reason", async () => {
  const faults: Fault[] = [{ kind: "throttle", action: "config:SelectAggregateResourceConfig" }];
  const { code, report } = await scanned({ faults }, ...ONLY, "--max-attempts", "1");
  assert.equal(code, 3);
  assert.ok(report?.coverage.every(({ status }) => status === "throttled"));
  assert.ok((report?.coverage.length ?? 0) > 2);
});

test("pages, throttling and empty pages change nothing", async () => {
  const faults: Fault[] = [
    { kind: "throttle", action: "config:*", times: 3 },
    { kind: "empty-pages", action: "config:*" },
  ];
  const plain = await scanned({}, ...ONLY);
  const hard = await scanned({ faults, pageSize: 1 }, ...ONLY);
  assert.deepEqual(hard.report?.functions, plain.report?.functions);
  assert.deepEqual(hard.report?.summary, plain.report?.summary);
});

test("extra columns that AWS Config lacks are empty with a note; tags it has", async () => {
  const { code, report } = await scanned({}, ...ONLY, "--with", "tags,lastInvoked", "--account", "shop");
  assert.equal(code, 0);
  assert.deepEqual(report?.functions.find(({ functionName }) => functionName === "api")?.tags, {
    team: "shop",
  });
  assert.ok(report?.functions.every(({ lastInvoked }) => lastInvoked === null));
  const row = report?.coverage.find(({ accountId }) => accountId === SHOP);
  assert.deepEqual([row?.status, row?.stage, row?.code], ["ok", "enrich", "NotInConfig"]);
});

const LACKS =
  "could not be read: AWS Config does not record this, and --aggregator-only makes no other calls";
for (const [argv, more, notes] of [
  ["tags", {}, []],
  ["lastInvoked,tags,invocations", {}, [`lastInvoked, invocations ${LACKS}`]],
  ["tags", { "eu-west-1": ["odd custom"] }, [`the dates of customer-managed runtimes ${LACKS}`]],
] as const)
  test(`--with ${argv}${Object.keys(more).join()}: the row says what could not be read`, async () => {
    const { report } = await scanned(
      { more },
      ...ONLY,
      "-r",
      "eu-west-1",
      "--with",
      argv,
      "--account",
      "shop",
    );
    const [row] = report?.coverage ?? [];
    assert.deepEqual(row?.message.split("; ").filter(Boolean), notes);
    assert.equal(row?.code, notes.length > 0 ? "NotInConfig" : "");
  });

test("the summary does not suggest what AWS Config cannot know, not even of the saved report", async () => {
  const { stdout, stderr } = await scanned({}, ...ONLY);
  const UNKNOWN = /^web {8}web functions are unknown: AWS Config does not record them$/m;
  assert.match(stderr, UNKNOWN);
  const cwd = temporaryDirectory("aggregator-only");
  try {
    writeFileSync(join(cwd, "saved.json"), stdout);
    const saved = await program(["report", "saved.json", "-f", "csv"], { env: {}, cwd });
    assert.match(saved.stderr, UNKNOWN);
  } finally {
  }
});

for (const [argv, message] of [
  [["--aggregator-only"], /--aggregator-only requires --aggregator/],
  [[...ONLY, "--versions", "all"], /--aggregator-only and --versions all cannot be combined/],
  [[...ONLY, "--with", "tags,aliases"], /--aggregator-only and --with aliases cannot be combined/],
  [[...ONLY, "--with", "tags, aliases"], /--aggregator-only and --with aliases cannot be combined/],
  [[...ONLY, "--with", "webFunctions"], /--aggregator-only and --with webFunctions cannot be combined/],
] as const) {
  test(`${argv.join(" ")} is refused before any call`, async () => {
    const { code, stderr, simulator } = await scanned({}, ...argv);
    assert.equal(code, 2);
    assert.match(stderr, message);
    assert.equal(simulator.requests.total, 0);
  });
}

test("of repeated --versions the last one counts", async () => {
  const { code, stderr } = await scanned({}, ...ONLY, "--versions", "all", "--versions", "latest");
  assert.notEqual(code, 2, stderr);
});

test("environment variables in AWS Config's answers reach no output", async () => {
  for (const format of ["json", "table", "html", "csv"]) {
    const { stdout, stderr } = await scanned({ aggregator: { leaky: true } }, ...ONLY, "-v", "-f", format);
    assert.match(stdout, /cleanup/);
    assert.ok(!(stdout + stderr).includes(SECRET_MARK), format);
  }
});
