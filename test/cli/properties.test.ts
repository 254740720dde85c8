/** Properties that hold for every estate, failure and order of responses. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Fault, generateEstate, SECRET_MARK, startSimulator } from "../../simulator/index.ts";
import type { Report } from "../../src/model/report.ts";
import { program } from "../support/cli/program.ts";

const ORGANIZATION = { accounts: 6, regions: 4, functionsPerTarget: 5 };

interface Weather {
  readonly seed: number;
  /** The maximum latency in milliseconds; each latency is derived from the seed. */
  readonly jitter: number;
  readonly faults?: readonly Fault[];
}

async function run({ seed, jitter, faults = [] }: Weather, argv: readonly string[]) {
  let state = seed;
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  const simulator = await startSimulator({
    estate: generateEstate({ seed: 7, ...ORGANIZATION }),
    pageSize: 2,
    latencyMs: () => Math.floor(random() * jitter),
    faults,
  });
  try {
    const ended = await program(["--org", "--max-attempts", "2", "--timeout", "5", ...argv], {
      env: simulator.env(),
    });
    return { ...ended, simulator };
  } finally {
    await simulator.close();
  }
}

test("any order of completion gives the same bytes", async () => {
  const calm = await run({ seed: 1, jitter: 0 }, ["-f", "tsv"]);
  assert.equal(calm.stdout.split("\n").length, 6 * 4 * 5 + 2, calm.stderr);
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.constantFrom(1, 3, 64),
      async (seed, concurrency) => {
        const { stdout } = await run({ seed, jitter: 15 }, [
          "-f",
          "tsv",
          "--concurrency",
          String(concurrency),
        ]);
        assert.equal(stdout, calm.stdout);
      },
    ),
    { numRuns: 6 },
  );
});

test("calls in flight never exceed --concurrency", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 12 }), fc.integer(), async (concurrency, seed) => {
      const { simulator } = await run({ seed: Math.abs(seed), jitter: 8 }, [
        "-f",
        "tsv",
        "--concurrency",
        String(concurrency),
      ]);
      assert.ok(
        simulator.requests.peakInFlight <= concurrency,
        `${simulator.requests.peakInFlight} > ${concurrency}`,
      );
      assert.ok(simulator.requests.peakInFlight >= Math.min(concurrency, 2), "and they are used");
    }),
    { numRuns: 5 },
  );
});

test("one AssumeRole and one DescribeRegions per account, one GetCallerIdentity in total", async () => {
  const { simulator } = await run({ seed: 3, jitter: 3 }, ["-f", "tsv"]);
  const { byAction } = simulator.requests;
  assert.deepEqual(
    [byAction["sts:AssumeRole"], byAction["ec2:DescribeRegions"], byAction["sts:GetCallerIdentity"]],
    [ORGANIZATION.accounts - 1, ORGANIZATION.accounts, 1],
  );
});

const FAULTS: fc.Arbitrary<Fault> = fc.record({
  kind: fc.constantFrom(
    "throttle",
    "server-error",
    "deny",
    "scp-deny",
    "disabled-region",
    "html",
    "cut-json",
    "reset",
    "truncate",
    "repeat-marker",
  ),
  action: fc.constantFrom("lambda:ListFunctions", "ec2:DescribeRegions", "sts:AssumeRole"),
  targets: fc.constantFrom(0.2, 0.5),
  seed: fc.integer({ min: 1, max: 1_000 }),
});

test("whatever fails: every account is listed, targets = read + not read, and nothing is counted twice", async () => {
  const whole: Report = JSON.parse((await run({ seed: 1, jitter: 0 }, ["-f", "json"])).stdout);
  const names = new Set(whole.functions.map((fn) => fn.functionArn));
  await fc.assert(
    fc.asyncProperty(fc.array(FAULTS, { minLength: 1, maxLength: 3 }), async (faults) => {
      const { stdout, code, stderr } = await run({ seed: 5, jitter: 2, faults }, ["-f", "json"]);
      const report: Report = JSON.parse(stdout);
      const { targets, read, notRead } = report.summary;
      assert.equal(targets, read + notRead);
      assert.equal(targets, report.coverage.length);
      assert.equal(code, notRead > 0 ? 3 : 0, stderr);
      assert.deepEqual(
        new Set(report.coverage.map((row) => row.accountId)),
        new Set(whole.coverage.map((row) => row.accountId)),
      );
      const arns = report.functions.map((fn) => fn.functionArn);
      assert.equal(new Set(arns).size, arns.length);
      assert.ok(arns.every((arn) => names.has(arn)));
      for (const row of report.coverage.filter(({ status }) => status === "ok")) {
        const here = (fn: { accountId: string; region: string }) =>
          fn.accountId === row.accountId && fn.region === row.region;
        assert.deepEqual(report.functions.filter(here), whole.functions.filter(here));
      }
    }),
    { numRuns: 12 },
  );
});

test("JSON, NDJSON and TSV contain the same functions", async () => {
  const [json, ndjson, tsv] = await Promise.all(
    ["json", "ndjson", "tsv"].map((format) => run({ seed: 2, jitter: 3 }, ["-f", format])),
  );
  const functions = JSON.parse(json?.stdout ?? "").functions;
  const lines = (ndjson?.stdout ?? "").trimEnd().split("\n");
  assert.deepEqual(
    lines.map((line) => JSON.parse(line)),
    functions,
  );
  const cells = (tsv?.stdout ?? "")
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t"));
  assert.deepEqual(new Set(cells.map((line) => line.length)), new Set([23]));
  const arn = cells[0]?.indexOf("functionArn") ?? -1;
  assert.deepEqual(
    cells.slice(1).map((line) => line[arn]),
    functions.map((fn: { functionArn: string }) => fn.functionArn),
  );
});

test("environment variables of functions appear in no format, log or file", async () => {
  for (const format of ["table", "tsv", "csv", "json", "ndjson", "markdown", "html"]) {
    const { stdout, stderr, simulator } = await run({ seed: 2, jitter: 0 }, [
      "-f",
      format,
      "-v",
      "--with",
      "tags,aliases,lastInvoked",
      "--shard",
      "1/3",
    ]);
    assert.ok(simulator.requests.count("lambda:ListFunctions") > 0 && stdout.length > 1_000);
    for (const secret of [SECRET_MARK, simulator.credentialsFor().secretAccessKey]) {
      assert.ok(!stdout.includes(secret) && !stderr.includes(secret), `${format} holds ${secret}`);
    }
  }
});
