import assert from "node:assert/strict";
import { test } from "node:test";
import { HUB, ONE, SPEC } from "../support/aws/chain.ts";
import { account, connect, enter, home, simulate } from "../support/aws/world.ts";
import { together } from "../support/simulator/waiting.ts";

test("GetCallerIdentity and DescribeRegions are sent at the same time when regions will be needed", async (t) => {
  const simulator = await simulate(t, SPEC, { latencyMs: together(2) });
  const aws = connect(t, { ...home().env, ...simulator.env(HUB) }, { prefetchRegions: true });
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
  const aws = connect(t, { ...home().env, ...simulator.env(HUB) }, { prefetchRegions: true });
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
  const seen: number[] = [];
  const waiting = () => void seen.push(simulator.requests.peakInFlight);
  const aws = connect(t, { ...home().env, ...simulator.env(HUB) }, { prefetchRegions: true, waiting });
  const of = account();
  await aws.verify([of]);
  assert.deepEqual(seen, [0], "before the simulator had received anything");
  await (await enter(aws, of)).enabledRegions(new AbortController().signal);
  assert.equal(seen.length, 1, "not again");
});
