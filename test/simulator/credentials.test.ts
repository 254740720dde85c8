import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { GetMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { DescribeRegionsCommand } from "@aws-sdk/client-ec2";
import { ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { ListAccountsCommand } from "@aws-sdk/client-organizations";
import { AssumeRoleCommand, GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import fc from "fast-check";
import { estate, type KeyPair, type Simulator, startSimulator } from "../../simulator/index.ts";
import { accountOf, userKey } from "../../simulator/wire/keys.ts";
import { clients, failureOf, keyOf } from "../support/simulator/clients.ts";

let simulator: Simulator;
let now = new Date("2026-11-21T12:00:00Z");

before(async () => {
  simulator = await startSimulator({
    now: () => now,
    estate: estate({
      accounts: [
        { functions: { "eu-west-1": ["a"], "af-south-1": ["b"] } },
        { state: "CLOSED" },
        { functions: { "eu-west-1": ["c"] } },
      ],
    }),
  });
});
after(() => simulator.close());

/** One call to each service; the names of the errors. */
async function refusals(
  key: KeyPair,
  region = "eu-west-1",
): Promise<Record<string, [string, number | undefined]>> {
  const { sts, ec2, lambda, organizations, cloudwatch } = clients(simulator, { key, region });
  const range = { StartTime: new Date(0), EndTime: now, MetricDataQueries: [] };
  const calls = {
    sts: sts.send(new GetCallerIdentityCommand({})),
    ec2: ec2.send(new DescribeRegionsCommand({})),
    lambda: lambda.send(new ListFunctionsCommand({})),
    organizations: organizations.send(new ListAccountsCommand({})),
    cloudwatch: cloudwatch.send(new GetMetricDataCommand(range)),
  };
  const failures = Object.entries(calls).map(async ([name, call]) => {
    const failure = await failureOf(call);
    return [name, [failure.name, failure.status]] as const;
  });
  return Object.fromEntries(await Promise.all(failures)) as Record<string, [string, number | undefined]>;
}

const UNKNOWN = {
  sts: ["InvalidClientTokenId", 403],
  ec2: ["AuthFailure", 401],
  lambda: ["UnrecognizedClientException", 403],
  organizations: ["UnrecognizedClientException", 400],
  cloudwatch: ["UnrecognizedClientException", 400],
};

test("an access key that does not exist", async () => {
  assert.deepEqual(await refusals({ accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "x" }), UNKNOWN);
});

test("the key of a closed account", async () => {
  assert.deepEqual(await refusals(simulator.credentialsFor("222222222222")), UNKNOWN);
});

test("a region that is not enabled, or does not exist", async () => {
  assert.deepEqual(await refusals(simulator.credentialsFor("333333333333"), "af-south-1"), UNKNOWN);
  assert.deepEqual(await refusals(simulator.credentialsFor(), "eu-nowhere-1"), UNKNOWN);
});

test("a wrong secret", async () => {
  assert.deepEqual(await refusals({ ...simulator.credentialsFor(), secretAccessKey: "wrong" }), {
    sts: ["SignatureDoesNotMatch", 403],
    ec2: ["AuthFailure", 401],
    lambda: ["InvalidSignatureException", 403],
    organizations: ["InvalidSignatureException", 400],
    cloudwatch: ["InvalidSignatureException", 400],
  });
});

test("an expired session", async () => {
  const { sts } = clients(simulator);
  const role = { RoleArn: "arn:aws:iam::333333333333:role/LambdaInventoryReadOnly", RoleSessionName: "test" };
  const { Credentials } = await sts.send(new AssumeRoleCommand(role));
  const key = keyOf(Credentials);
  assert.equal(key.expiration.toISOString(), "2026-11-21T13:00:00.000Z");
  now = new Date("2026-11-21T13:00:00Z");
  const found = await refusals(key);
  now = new Date("2026-11-21T12:00:00Z");
  assert.deepEqual(found, {
    sts: ["ExpiredToken", 403],
    ec2: ["RequestExpired", 400],
    lambda: ["ExpiredTokenException", 403],
    organizations: ["ExpiredTokenException", 400],
    cloudwatch: ["ExpiredTokenException", 400],
  });
  assert.deepEqual(await refusals({ ...key, sessionToken: "forged.token" } as KeyPair), UNKNOWN);
});

test("every access key id names its account", () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 999_999_999_999n), (number) => {
      const id = number.toString().padStart(12, "0");
      const { accessKeyId } = userKey(id);
      assert.match(accessKeyId, /^AKIA[A-Z2-7]{16}$/);
      assert.equal(accountOf(accessKeyId), id);
    }),
  );
});

test("an unsigned request", async () => {
  const response = await fetch(simulator.url, {
    method: "POST",
    body: "Action=GetCallerIdentity&Version=2011-06-15",
  });
  assert.equal(response.status, 403);
  assert.match(await response.text(), /<Code>MissingAuthenticationToken<\/Code>/);
});
