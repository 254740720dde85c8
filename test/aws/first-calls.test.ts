import assert from "node:assert/strict";
import { test } from "node:test";
import { compilePatterns } from "../../src/config/patterns.ts";
import { PARTITIONS } from "../../src/model/partitions.ts";
import type { RegionChoice } from "../../src/model/patterns.ts";
import { HUB, ONE, SPEC } from "../support/aws/chain.ts";
import { account, calm, connect, enter, home, profile, simulate } from "../support/aws/world.ts";
import { idle, together } from "../support/simulator/waiting.ts";

test("GetCallerIdentity and DescribeRegions are sent at the same time when regions will be needed", async (t) => {
  const simulator = await simulate(t, SPEC, { latencyMs: together(2) });
  const aws = connect(t, { ...home().env, ...simulator.env(HUB) }, { early: { regions: true } });
  const of = account();
  await aws.verify([of]);
  const entered = await enter(aws, of);
  const regions = await entered.enabledRegions(new AbortController().signal);
  assert.deepEqual(
    regions.map(({ name }) => name),
    ["eu-west-1", "us-east-1"],
  );
  assert.deepEqual(simulator.requests.byAction, { "sts:GetCallerIdentity": 1, "ec2:DescribeRegions": 1 });
  assert.equal(simulator.requests.peakInFlight, 2);
});

test("with literal regions DescribeRegions is not sent", async (t) => {
  const simulator = await simulate(t, SPEC);
  const aws = connect(t, { ...home().env, ...simulator.env(HUB) }, { early: { regions: true } });
  const include = { source: ["eu-west-1"], literal: true, matches: (name: string) => name === "eu-west-1" };
  const of = account({ regions: { include, exclude: undefined } });
  await aws.verify([of]);
  await enter(aws, of);
  assert.deepEqual(simulator.requests.byAction, { "sts:GetCallerIdentity": 1 });
});

test("without a configured region the partition is inferred from the given region or role", async (t) => {
  const simulator = await simulate(t, {
    partition: "aws-cn",
    accounts: [
      { name: "hub", regions: ["cn-north-1", "cn-northwest-1"] },
      { name: "one", regions: ["cn-north-1", "cn-northwest-1"], roles: [{ name: "Reader" }] },
    ],
  });
  const { AWS_REGION: _, AWS_DEFAULT_REGION: __, ...env } = simulator.env(HUB);
  const include = { source: ["cn-north-1"], literal: true, matches: (name: string) => name === "cn-north-1" };
  for (const of of [
    account({ regions: { include, exclude: undefined } }),
    account({ id: ONE, roles: [`arn:aws-cn:iam::${ONE}:role/Reader`] }),
  ]) {
    const aws = connect(t, { ...home().env, ...env });
    await aws.verify([of]);
    assert.equal((await enter(aws, of)).partition, "aws-cn");
  }
  assert.deepEqual(
    new Set(simulator.requests.calls.map(({ region }) => region)),
    new Set(["cn-northwest-1"]),
  );
});

test("what is needed later is loaded once, while the first request is on its way", async (t) => {
  const simulator = await simulate(t, SPEC, { latencyMs: 500 });
  const seen: string[] = [];
  const waiting = () => void seen.push("waiting");
  const aws = connect(t, { ...home().env, ...simulator.env(HUB) }, { early: { regions: true }, waiting });
  const of = account();
  await aws.verify([of]);
  seen.push("identity known");
  await (await enter(aws, of)).enabledRegions(new AbortController().signal);
  assert.deepEqual(seen, ["waiting", "identity known"]);
});

const DEFAULT_REGIONS = [...PARTITIONS.aws.regions];
const ALL = [...DEFAULT_REGIONS, "af-south-1"];
const EVERYWHERE = {
  accounts: [{ name: "hub", functions: Object.fromEntries(ALL.map((region) => [region, ["a", "b", "c"]])) }],
};
const EARLY = { regions: true, functions: "latest" } as const;
const FIRST = { marker: undefined, versions: "latest" } as const;

test("the functions of the only account are listed before its identity is known, in each region that every account has", async (t) => {
  // GetCallerIdentity, DescribeRegions and a page for each region; no response before all of them have come.
  const latencyMs = together(2 + DEFAULT_REGIONS.length);
  const simulator = await simulate(t, EVERYWHERE, { latencyMs, pageSize: 2 });
  const aws = connect(t, { ...home().env, ...simulator.env(HUB) }, { early: EARLY });
  const of = account();
  await aws.verify([of]);
  const session = await enter(aws, of);
  const names = async (region: string, marker?: string) => {
    const { functions, nextMarker } = await session.listFunctions(region, { ...FIRST, marker }, calm());
    return { names: functions.map(({ functionName }) => functionName), nextMarker };
  };
  const first = await names("eu-west-1");
  assert.deepEqual(first.names, ["a", "b"]);
  assert.deepEqual((await names("eu-west-1", first.nextMarker)).names, ["c"]);
  assert.deepEqual((await names("af-south-1")).names, ["a", "b"], "a region that accounts opt in to");
  assert.deepEqual(
    simulator.requests
      .of("lambda:ListFunctions")
      .map(({ region }) => region)
      .toSorted(),
    [...DEFAULT_REGIONS, "eu-west-1", "af-south-1"].toSorted(),
  );
  await names("eu-west-1");
  assert.equal(simulator.requests.count("lambda:ListFunctions"), DEFAULT_REGIONS.length + 3, "used once");
});

for (const { what, regions, listed } of [
  {
    what: "given by name",
    regions: patterns(["eu-west-1", "af-south-1"]),
    listed: ["af-south-1", "eu-west-1"],
  },
  { what: "given by pattern", regions: patterns(["ca-*", "af-*"]), listed: ["ca-central-1"] },
]) {
  test(`with regions ${what}, the functions of no other region are listed early`, async (t) => {
    const simulator = await simulate(t, EVERYWHERE, { latencyMs: 50 });
    const aws = connect(t, { ...home().env, ...simulator.env(HUB) }, { early: EARLY });
    const of = account({ regions });
    await aws.verify([of]);
    const session = await enter(aws, of);
    for (const region of listed) await session.listFunctions(region, FIRST, calm());
    const called = simulator.requests.of("lambda:ListFunctions").map(({ region }) => region);
    assert.deepEqual(called.toSorted(), listed);
  });
}

for (const [what, accounts, early] of [
  ["when one of several accounts is read", [account(), account({ base: profile("two") })], EARLY],
  ["when a certain account is expected", [account({ id: HUB })], EARLY],
  ["when a role is assumed first", [account({ roles: ["Reader"] })], EARLY],
  ["when perhaps not every region is read", [account()], { regions: true }],
] as const) {
  test(`no functions are listed before the identity is known ${what}`, async (t) => {
    const simulator = await simulate(t, SPEC);
    const { env } = home({ config: "[profile two]\nregion = eu-west-1\ncredential_source = Environment\n" });
    const aws = connect(t, { ...env, ...simulator.env(HUB) }, { early });
    await aws.verify(accounts).catch(() => {});
    await idle(simulator);
    assert.equal(simulator.requests.count("lambda:ListFunctions"), 0);
  });
}

function patterns(source: readonly string[]): RegionChoice {
  return { include: compilePatterns(source), exclude: undefined };
}
