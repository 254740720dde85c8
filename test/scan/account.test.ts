/** Accounts and their ledgers: what of an account was read, what was not and why, and what is counted meanwhile. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { compilePatterns } from "../../src/config/patterns.ts";
import type { CoverageRow } from "../../src/model/coverage.ts";
import type { ReportAccount } from "../../src/model/report.ts";
import { createLimiter } from "../../src/scan/limiter.ts";
import { newProgress, scan } from "../../src/scan/scan.ts";
import { Stop } from "../../src/scan/stop.ts";
import type { Fault } from "../../src/simulator/index.ts";
import { type AccountLike, ALL_REGIONS, account, connect, home, simulate } from "../aws/world.ts";

const HUB = "111111111111";
const ONE = "222222222222";
const REGIONS = ["ap-northeast-1", "eu-west-1", "us-east-1"];
const TWO_EACH = Object.fromEntries(REGIONS.map((region) => [region, ["a", "b"]]));
const SPEC = {
  accounts: [
    { id: HUB, regions: REGIONS },
    { id: ONE, regions: REGIONS, functions: TWO_EACH },
  ],
};

interface Scanned {
  readonly rows: readonly string[];
  readonly coverage: readonly CoverageRow[];
  readonly account: ReportAccount | undefined;
  readonly progress: ReturnType<typeof newProgress>;
}

interface Asked {
  readonly faults?: readonly Fault[];
  readonly of?: AccountLike;
  readonly wants?: (accountId: string, region: string) => boolean;
  readonly timeoutMs?: number;
  readonly stop?: Stop;
}

/** Scans account ONE, entered from HUB. */
async function scanOne(t: TestContext, { faults = [], of = {}, ...options }: Asked = {}): Promise<Scanned> {
  const simulator = await simulate(t, SPEC, { faults });
  const { stop = new Stop(), timeoutMs = 60_000, wants = () => true } = options;
  const limiter = createLimiter(8, stop);
  const aws = connect(t, { ...home().env, ...simulator.env(HUB) }, { maxAttempts: 1, limit: limiter.run });
  const one = account({ id: ONE, name: "one", roles: ["LambdaInventoryReadOnly"], ...of });
  const progress = newProgress();
  const coverage: CoverageRow[] = [];
  const accounts: ReportAccount[] = [];
  const extras = { extras: [], wantsExtras: () => true, versions: "latest" } as const;
  const request = { accounts: [one], concurrency: 8, timeoutMs, wants, ...extras };
  for await (const item of scan(aws, request, limiter, stop, progress)) {
    if (item.kind === "account") accounts.push(item.account);
    else coverage.push(item.result.row);
  }
  assert.equal(accounts.length, 1);
  return {
    rows: coverage.map(({ region, status, stage, code }) => `${region} ${status} ${stage} ${code}`.trim()),
    coverage,
    account: accounts[0],
    progress,
  };
}

const regions = (include: string[] | undefined, exclude?: string[]) => ({
  regions: {
    include: include && compilePatterns(include),
    exclude: exclude && compilePatterns(exclude),
  },
});

test("an account that was read whole", async (t) => {
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

test("an account with a region that was not read is incomplete, and says how many", async (t) => {
  const { rows, account, progress } = await scanOne(t, { faults: [{ kind: "deny", region: "eu-west-1" }] });
  assert.deepEqual(rows, [
    "ap-northeast-1 ok functions",
    "eu-west-1 denied functions AccessDeniedException",
    "us-east-1 ok functions",
  ]);
  assert.deepEqual([account?.status, account?.message], ["incomplete", "1 of 3 not read"]);
  assert.deepEqual([progress.targetsDone, progress.functions, progress.failures], [3, 4, 1]);
});

test("an account that cannot be entered is one row, and failed for that reason", async (t) => {
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

test("an account whose number is not known has none in its row either", async (t) => {
  const of = { id: undefined, name: "", roles: ["NotThere"] };
  const { coverage, account } = await scanOne(t, { of });
  assert.deepEqual([coverage[0]?.accountId, account?.accountId, account?.status], ["", "", "failed"]);
});

test("regions that cannot be asked for are a row of their own, and the default ones are tried", async (t) => {
  const { rows, coverage, account } = await scanOne(t, {
    faults: [{ kind: "deny", action: "DescribeRegions" }],
  });
  assert.equal(rows[0], "denied regions UnauthorizedOperation");
  assert.match(
    coverage[0]?.message ?? "",
    /^only the default-enabled regions were tried, what this account opted in to is not known: /,
  );
  assert.ok(rows.includes("eu-west-1 ok functions"));
  assert.equal(account?.status, "incomplete");
  assert.equal(
    account?.message,
    `${coverage.filter(({ status }) => status !== "ok").length} of ${rows.length} not read`,
  );
});

test("credentials that are refused when the regions are asked for fail the account: no region is tried", async (t) => {
  const { rows, account } = await scanOne(t, { faults: [{ kind: "expired", action: "DescribeRegions" }] });
  assert.deepEqual(rows, ["unauthenticated regions RequestExpired"]);
  assert.equal(account?.status, "failed");
});

test("an account none of whose regions is wanted is read, and says so", async (t) => {
  for (const choice of [regions(["me-*"]), regions(["eu-west-1"], ["eu-*"])]) {
    const { rows, account, progress } = await scanOne(t, { of: choice });
    assert.deepEqual(rows, ["disabled regions NoMatchingRegion"]);
    assert.deepEqual([account?.status, progress.targets], ["ok", 0]);
  }
});

test("cells that an earlier report holds are not read", async (t) => {
  const wants = (accountId: string, region: string) => accountId === ONE && region === "us-east-1";
  const { rows, account } = await scanOne(t, { wants });
  assert.deepEqual(rows, ["us-east-1 ok functions"]);
  assert.equal(account?.status, "ok");
});

test("what hangs on the way into an account ends with its time, at the stage where it was", async (t) => {
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

test("an account that is not begun any more has a row, one for each region that was asked for by name", async (t) => {
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
