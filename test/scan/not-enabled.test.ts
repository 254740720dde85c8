/** Disabled region or bad credentials? By what the rest of the account shows, and end to end over real HTTP. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { CoverageStatus } from "../../src/model/coverage.ts";
import { Failure } from "../../src/model/failure.ts";
import type { Report } from "../../src/model/report.ts";
import { type Evidence, settled } from "../../src/scan/not-enabled.ts";
import type { TargetResult } from "../../src/scan/target.ts";
import { simulate } from "../support/aws/world.ts";
import { program } from "../support/cli/program.ts";
import { ONE, regions, scanOne } from "../support/scan/one-account.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const DEFAULT = ["eu-west-1", "us-east-1"];

function cell(
  region: string,
  status: CoverageStatus,
  unrecognized?: TargetResult["unrecognized"],
): TargetResult {
  const row = { accountId: ONE, accountName: "one", region, status, stage: "functions" as const };
  const rest = {
    code: "UnrecognizedClientException",
    message: "not recognized",
    functions: 0,
    durationMs: 1,
  };
  return { row: { ...row, ...rest }, functions: [], ...(unrecognized && { unrecognized }) };
}
const refused = (region: string) => cell(region, "unauthenticated", "at-once");
const unreachableSts = new Failure("unreachable", "identity", "ECONNREFUSED", "no connection");
const revoked = new Failure("unauthenticated", "identity", "InvalidClientTokenId", "invalid");

const CASES: readonly (readonly [string, TargetResult[], Partial<Evidence>, string])[] = [
  ["only a default region, which refused", [refused("eu-west-1")], {}, "unauthenticated credentials"],
  ["every region refused", [refused("af-south-1"), refused("eu-west-1")], {}, "unauthenticated credentials"],
  [
    "only opt-in regions, and STS accepts",
    [refused("af-south-1"), refused("me-south-1")],
    {},
    "disabled functions",
  ],
  ["STS cannot be asked", [refused("af-south-1")], { refusal: unreachableSts }, "unauthenticated functions"],
  [
    "STS cannot be asked, another region accepts",
    [refused("af-south-1"), cell("us-east-1", "ok")],
    { refusal: unreachableSts },
    "disabled functions",
  ],
  ["another region accepts", [refused("eu-west-1"), cell("us-east-1", "ok")], {}, "disabled functions"],
  [
    "another region denies, so it knows them",
    [refused("eu-west-1"), cell("us-east-1", "denied")],
    {},
    "disabled functions",
  ],
  [
    "no other region answered",
    [refused("eu-west-1"), cell("us-east-1", "unreachable")],
    {},
    "unauthenticated credentials",
  ],
  [
    "AWS lists the region as enabled",
    [refused("af-south-1"), cell("us-east-1", "ok")],
    { listed: new Set(["af-south-1"]) },
    "unauthenticated functions",
  ],
  [
    "the region answered before",
    [cell("af-south-1", "unauthenticated", "after-a-page"), cell("us-east-1", "ok")],
    {},
    "unauthenticated functions",
  ],
  [
    "STS refuses them",
    [refused("af-south-1"), cell("us-east-1", "ok")],
    { refusal: revoked },
    "unauthenticated credentials",
  ],
];

for (const [what, results, evidence, expected] of CASES) {
  test(`${what}: ${expected}`, () => {
    const [first] = results;
    assert.ok(first);
    const all = {
      results,
      listed: new Set<string>(),
      defaultRegions: DEFAULT,
      via: "profile hub",
      refusal: undefined,
      ...evidence,
    };
    const { status, stage } = settled(first, all).row;
    assert.equal(`${status} ${stage}`, expected);
  });
}

test("a region that DescribeRegions lists is never disabled, on whichever page it refuses the credentials", async (t) => {
  for (const after of [0, 1]) {
    const fault = { kind: "disabled-region", region: "eu-west-1", action: "ListFunctions", after } as const;
    const { rows, coverage, account } = await scanOne(t, { faults: [fault], pageSize: 1 });
    assert.deepEqual(rows, [
      "ap-northeast-1 ok functions",
      "eu-west-1 unauthenticated functions UnrecognizedClientException",
      "us-east-1 ok functions",
    ]);
    assert.equal(coverage[1]?.functions, after);
    assert.match(coverage[1]?.message ?? "", /^the region does not recognize .* The region is enabled /);
    assert.equal(account?.status, "incomplete");
  }
});

test("a literal region that answered a page is not disabled either", async (t) => {
  const fault = { kind: "disabled-region", region: "eu-west-1", action: "ListFunctions", after: 1 } as const;
  const { rows } = await scanOne(t, {
    faults: [fault],
    pageSize: 1,
    of: regions(["eu-west-1", "us-east-1"]),
  });
  assert.equal(rows[0], "eu-west-1 unauthenticated functions UnrecognizedClientException");
});

test("a literal region that is not enabled is disabled: STS and the other regions accept the credentials", async (t) => {
  for (const named of [["af-south-1", "us-east-1"], ["af-south-1"]]) {
    const { rows, account } = await scanOne(t, { of: regions(named) });
    assert.equal(rows[0], "af-south-1 disabled functions UnrecognizedClientException");
    assert.equal(account?.status, "ok");
  }
});

test("credentials that STS no longer accepts leave no region that looks disabled, and STS is called once", async (t) => {
  const faults = [{ kind: "disabled-region", action: "GetCallerIdentity", account: ONE }] as const;
  const { coverage, simulator } = await scanOne(t, {
    faults,
    of: regions(["af-south-1", "ap-east-1", "us-east-1"]),
  });
  for (const row of coverage.slice(0, 2)) {
    assert.deepEqual(
      [row.status, row.stage, row.code],
      ["unauthenticated", "credentials", "InvalidClientTokenId"],
    );
    assert.match(row.message, /^AWS no longer accepts the credentials of environment variables → arn:/);
  }
  assert.equal(
    simulator.requests.of("sts:GetCallerIdentity").filter(({ accountId }) => accountId === ONE).length,
    1,
  );
});

test("--resume reads a region again that rejected the credentials although it is enabled", async (t) => {
  const accounts = [{ id: ONE, regions: ["eu-west-1", "us-east-1"], functions: { "eu-west-1": ["a", "b"] } }];
  const simulator = await simulate(t, { accounts });
  simulator.faults.add({ kind: "disabled-region", region: "eu-west-1", action: "ListFunctions" });
  const path = join(temporaryDirectory("not-enabled"), "report.json");
  const scan = (...argv: string[]) => program([...argv, "-f", "json", "-o", path], { env: simulator.env() });
  const statuses = () => {
    const { coverage, functions }: Report = JSON.parse(readFileSync(path, "utf8"));
    const row = coverage.find(({ region }) => region === "eu-west-1");
    return [row?.status, functions.length];
  };
  assert.equal((await scan()).code, 3);
  assert.deepEqual(statuses(), ["unauthenticated", 0]);
  simulator.faults.clear();
  assert.equal((await scan("--resume", path)).code, 0);
  assert.deepEqual(statuses(), ["ok", 2]);
});
