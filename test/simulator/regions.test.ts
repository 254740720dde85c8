import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DescribeRegionsCommand, type DescribeRegionsCommandInput } from "@aws-sdk/client-ec2";
import { ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { AssumeRoleCommand, GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { estate, generateEstate, type Simulator, startSimulator } from "../../simulator/index.ts";
import { clients, failureOf, keyOf } from "../support/simulator/clients.ts";

let simulator: Simulator;

before(async () => {
  const regions = ["us-east-1", "eu-west-1", "af-south-1"];
  simulator = await startSimulator({
    estate: estate({ accounts: [{ regions }, { regions: ["us-east-1"] }] }),
  });
});
after(() => simulator.close());

async function describe(input: DescribeRegionsCommandInput = {}): Promise<string[]> {
  const { Regions } = await clients(simulator).ec2.send(new DescribeRegionsCommand(input));
  return (Regions ?? []).map(({ RegionName, OptInStatus }) => `${RegionName} ${OptInStatus}`);
}

test("DescribeRegions names the enabled regions of the account", async () => {
  assert.deepEqual(await describe(), [
    "us-east-1 opt-in-not-required",
    "eu-west-1 opt-in-not-required",
    "af-south-1 opted-in",
  ]);
  const { Regions } = await clients(simulator).ec2.send(
    new DescribeRegionsCommand({ RegionNames: ["eu-west-1"] }),
  );
  assert.deepEqual(Regions, [
    { RegionName: "eu-west-1", Endpoint: "ec2.eu-west-1.amazonaws.com", OptInStatus: "opt-in-not-required" },
  ]);
});

test("AllRegions names those that could be enabled, too", async () => {
  const all = await describe({ AllRegions: true });
  assert.equal(all.filter((line) => line.endsWith(" not-opted-in")).length, 18);
  assert.ok(all.includes("me-south-1 not-opted-in"));
});

test("filters take globs; strange names are refused", async () => {
  const status = [{ Name: "opt-in-status", Values: ["opted-in", "opt-in-not-required"] }];
  assert.equal((await describe({ AllRegions: true, Filters: status })).length, 3);
  assert.deepEqual(await describe({ Filters: [{ Name: "region-name", Values: ["eu-*"] }] }), [
    "eu-west-1 opt-in-not-required",
  ]);
  const failure = await failureOf(describe({ RegionNames: ["eu-nowhere-1"] }));
  assert.deepEqual(
    [failure.name, failure.message],
    ["InvalidParameterValue", "Invalid value 'eu-nowhere-1' for region-name"],
  );
});

test("sessions of the global STS endpoint are not valid in opt-in regions", async () => {
  const world = estate({
    accounts: [
      { functions: { "us-east-1": [], "af-south-1": [] } },
      { functions: { "us-east-1": [], "af-south-1": [] } },
    ],
  });
  const other = await startSimulator({ estate: world });
  const { sts } = clients(other, { region: "us-east-1" });
  const role = { RoleArn: "arn:aws:iam::222222222222:role/LambdaInventoryReadOnly", RoleSessionName: "test" };
  const regional = keyOf((await sts.send(new AssumeRoleCommand(role))).Credentials);
  sts.middlewareStack.add(
    (next) => (args) => {
      const { request } = args as { request: { headers: Record<string, string> } };
      request.headers.host = "sts.amazonaws.com";
      return next(args);
    },
    { step: "build", priority: "low" },
  );
  const global = keyOf((await sts.send(new AssumeRoleCommand(role))).Credentials);
  const list = (key: typeof global, region: string) =>
    clients(other, { key, region }).lambda.send(new ListFunctionsCommand({}));
  await list(global, "us-east-1");
  await list(regional, "af-south-1");
  assert.equal((await failureOf(list(global, "af-south-1"))).name, "UnrecognizedClientException");
  await other.close();
});

for (const [partition, region] of [
  ["aws-cn", "cn-north-1"],
  ["aws-us-gov", "us-gov-west-1"],
  ["aws-eusc", "eusc-de-east-1"],
  ["aws-iso-b", "us-isob-east-1"],
] as const) {
  test(`the partition ${partition} is in every ARN`, async () => {
    const world = generateEstate({ accounts: 1, regions: 1, functionsPerTarget: 1, partition });
    const other = await startSimulator({ estate: world });
    const { sts, lambda } = clients(other, { region });
    const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
    const [found] = (await lambda.send(new ListFunctionsCommand({}))).Functions ?? [];
    await other.close();
    assert.equal(Arn, `arn:${partition}:iam::100000000001:user/inventory`);
    assert.ok(found?.FunctionArn?.startsWith(`arn:${partition}:lambda:${region}:100000000001:function:`));
    assert.ok(found?.Role?.startsWith(`arn:${partition}:iam::100000000001:role/`));
  });
}
