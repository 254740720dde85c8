/** Every way a read can fail has its own row in the ledger, and no failure affects another result. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { estate, type Fault, type Simulator, startSimulator } from "../../simulator/index.ts";
import type { CoverageRow } from "../../src/model/coverage.ts";
import type { Report } from "../../src/model/report.ts";
import { program } from "../support/cli/program.ts";

const REGIONS = ["ap-northeast-1", "eu-west-1", "us-east-1"];
const BROKEN = "eu-west-1";

function threeRegions() {
  const functions = Object.fromEntries(
    REGIONS.map((region) => [
      region,
      [`a-${region} nodejs20.x`, `b-${region} nodejs24.x`, `c-${region} python3.13`],
    ]),
  );
  return estate({ organization: false, accounts: [{ name: "one", functions }] });
}

async function scanWith(
  faults: readonly Fault[],
  ...argv: string[]
): Promise<{ report: Report; code: number; stderr: string; simulator: Simulator }> {
  const simulator = await startSimulator({ estate: threeRegions(), pageSize: 2, faults });
  try {
    const regions = ["-r", REGIONS.join(",")];
    const ended = await program(
      ["-f", "json", ...regions, ...(argv.length > 0 ? argv : ["--max-attempts", "2"])],
      {
        env: simulator.env(),
      },
    );
    return { report: JSON.parse(ended.stdout), code: ended.code, stderr: ended.stderr, simulator };
  } finally {
    await simulator.close();
  }
}

const CASES: readonly {
  fault: Fault;
  argv?: string[];
  expected: Partial<CoverageRow>;
  message: RegExp;
  code?: number;
}[] = [
  {
    fault: { kind: "deny" },
    expected: { status: "denied", code: "AccessDeniedException" },
    message: /lambda:ListFunctions/,
  },
  {
    fault: { kind: "scp-deny" },
    expected: { status: "denied", code: "AccessDeniedException" },
    message: /service control policy/,
  },
  { fault: { kind: "disabled-region" }, expected: { status: "disabled" }, message: /./, code: 0 },
  {
    fault: { kind: "throttle" },
    expected: { status: "throttled", code: "TooManyRequestsException" },
    message: /./,
  },
  { fault: { kind: "server-error" }, expected: { status: "error" }, message: /./ },
  { fault: { kind: "reset" }, expected: { status: "unreachable", code: "ECONNRESET" }, message: /./ },
  { fault: { kind: "hang" }, argv: ["--timeout", "2"], expected: { status: "timeout" }, message: /2 s/ },
  { fault: { kind: "html" }, expected: { status: "error" }, message: /./ },
  { fault: { kind: "cut-json" }, expected: { status: "error" }, message: /./ },
  { fault: { kind: "truncate" }, expected: { status: "error" }, message: /./ },
  {
    fault: { kind: "repeat-marker" },
    expected: { status: "error", code: "RepeatedMarker" },
    message: /marker/,
  },
  { fault: { kind: "expired" }, expected: { status: "unauthenticated" }, message: /./ },
];

for (const { fault, argv = [], expected, message, code: wanted = 3 } of CASES) {
  test(`${fault.kind} in one region is that region's row, and the others are read`, async () => {
    const { report, code, stderr } = await scanWith(
      [{ action: "lambda:ListFunctions", region: BROKEN, ...fault }],
      ...argv,
    );
    assert.equal(code, wanted, stderr);
    const [row] = report.coverage.filter(({ region }) => region === BROKEN);
    assert.deepEqual({ ...row, ...expected }, row, JSON.stringify(row));
    assert.match(row?.message ?? "", message);
    assert.doesNotMatch(row?.message ?? "", /\n/);
    for (const region of REGIONS.filter((name) => name !== BROKEN)) {
      const names = report.functions.filter((fn) => fn.region === region).map((fn) => fn.functionName);
      assert.deepEqual(names, [`a-${region}`, `b-${region}`, `c-${region}`]);
    }
    const { targets, read, notRead } = report.summary;
    assert.deepEqual([targets, read + notRead], [3, 3]);
  });
}

test("empty pages in the middle are followed to the end", async () => {
  const { report, code } = await scanWith([{ kind: "empty-pages", region: BROKEN }]);
  assert.deepEqual([code, report.functions.length], [0, 9]);
});

test("a temporary failure costs only retries", async () => {
  const { report, code } = await scanWith([{ kind: "throttle", action: "lambda:ListFunctions", times: 1 }]);
  assert.deepEqual([code, report.functions.length, report.summary.notRead], [0, 9, 0]);
});

test("permanent 429 ends after --max-attempts requests as throttled", async () => {
  const { report, simulator } = await scanWith(
    [{ kind: "throttle", region: BROKEN, action: "lambda:ListFunctions" }],
    "--max-attempts",
    "3",
  );
  const asked = simulator.requests.of("lambda:ListFunctions").filter(({ region }) => region === BROKEN);
  assert.equal(asked.length, 3);
  assert.equal(report.coverage.find(({ region }) => region === BROKEN)?.status, "throttled");
});

test("the same error in every region means bad credentials, not disabled regions", async () => {
  const { report, code } = await scanWith([{ kind: "disabled-region", action: "lambda:ListFunctions" }]);
  assert.equal(code, 3);
  assert.deepEqual(
    report.coverage.map(({ region, status, stage }) => [region, status, stage]),
    REGIONS.map((region) => [region, "unauthenticated", "credentials"]),
  );
});

test("a region that an SCP denies is requested once", async () => {
  const { simulator } = await scanWith([
    { kind: "scp-deny", region: BROKEN, action: "lambda:ListFunctions" },
  ]);
  assert.equal(
    simulator.requests.of("lambda:ListFunctions").filter(({ region }) => region === BROKEN).length,
    1,
  );
});

test("DescribeRegions and ListRegions denied: the default-enabled regions are read, with a note in the ledger and on stderr", async (t) => {
  const simulator = await startSimulator({
    estate: threeRegions(),
    faults: [
      { kind: "deny", action: "ec2:DescribeRegions" },
      { kind: "deny", action: "account:ListRegions" },
    ],
  });
  t.after(() => simulator.close());
  const { stdout, stderr, code } = await program(["-f", "json"], { env: simulator.env() });
  const report: Report = JSON.parse(stdout);
  assert.equal(code, 3, stderr);
  assert.deepEqual([report.functions.length, report.coverage.length], [9, 18]);
  const [note] = report.coverage;
  assert.deepEqual([note?.region, note?.status, note?.stage], ["", "denied", "regions"]);
  assert.match(note?.message ?? "", /only default-enabled regions were scanned.*ec2:DescribeRegions/);
  assert.match(stderr, /only default-enabled regions were scanned/);
});

test("literal region names only: DescribeRegions is not called", async () => {
  const { simulator } = await scanWith([]);
  assert.equal(simulator.requests.count("ec2:DescribeRegions"), 0);
});

test("invalid base credentials: nothing is scanned", async (t) => {
  const simulator = await startSimulator({ estate: threeRegions() });
  t.after(() => simulator.close());
  const env = { ...simulator.env(), AWS_SECRET_ACCESS_KEY: "wrong" };
  const { code, stdout, stderr } = await program([], { env });
  assert.deepEqual([code, stdout], [2, ""]);
  assert.match(stderr, /^lambda-inventory: /);
  assert.equal(simulator.requests.count("lambda:ListFunctions"), 0);
});

test("the deadline ends the run, and what was not read is listed", async () => {
  const started = performance.now();
  const { report, code } = await scanWith(
    [{ kind: "hang", region: BROKEN, action: "lambda:ListFunctions" }],
    "--deadline",
    "3",
  );
  assert.ok(performance.now() - started < 20_000);
  assert.equal(code, 3);
  const row = report.coverage.find(({ region }) => region === BROKEN);
  assert.deepEqual([row?.status, row?.code], ["not-attempted", "DeadlineExceeded"]);
  assert.equal(report.functions.length, 6);
});

test("a host that refuses connections is unreachable, and is named", async (t) => {
  const simulator = await startSimulator({ estate: threeRegions() });
  t.after(() => simulator.close());
  const env = { ...simulator.env(), AWS_ENDPOINT_URL_LAMBDA: "http://127.0.0.1:9" };
  const { stdout, code } = await program(["-f", "json", "-r", REGIONS.join(",")], { env });
  const report: Report = JSON.parse(stdout);
  assert.equal(code, 3);
  assert.deepEqual(
    report.coverage.map(({ status, code: reason }) => [status, reason]),
    REGIONS.map(() => ["unreachable", "ECONNREFUSED"]),
  );
});
