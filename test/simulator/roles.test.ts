import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DescribeRegionsCommand } from "@aws-sdk/client-ec2";
import { ListFunctionsCommand } from "@aws-sdk/client-lambda";
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  AssumeRoleWithWebIdentityCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
} from "@aws-sdk/client-sts";
import { estate, type KeyPair, type Simulator, startSimulator } from "../../simulator/index.ts";
import { clients, failureOf, keyOf } from "../support/simulator/clients.ts";

let simulator: Simulator;
const MEMBER = "arn:aws:iam::222222222222:role/";
const HOP = `${MEMBER}ops/Hop`;

before(async () => {
  simulator = await startSimulator({
    estate: estate({
      accounts: [
        { functions: { "eu-west-1": [] } },
        {
          functions: { "eu-west-1": ["a"], "us-east-1": ["b"] },
          controlPolicies: [{ actions: ["lambda:*"], regions: ["us-*"] }],
          roles: [
            { name: "Plain", maxSessionSeconds: 7200 },
            { name: "Secret", externalId: "tea" },
            { name: "Device", mfa: true },
            { name: "ops/Hop" },
            { name: "Pod", trusts: [], webIdentitySubjects: ["system:serviceaccount:inventory:*"] },
            { name: "Narrow", allows: ["ec2:DescribeRegions"] },
          ],
        },
        { functions: { "eu-west-1": ["c"] }, roles: [{ name: "End", trusts: [HOP] }] },
        { state: "SUSPENDED", roles: ["Plain"] },
      ],
    }),
  });
});
after(() => simulator.close());

async function assume(input: Partial<AssumeRoleCommandInput>, key?: KeyPair) {
  const { sts } = clients(simulator, key ? { key } : {});
  const answer = await sts.send(new AssumeRoleCommand({ RoleArn: "", RoleSessionName: "test", ...input }));
  return { key: keyOf(answer.Credentials), arn: answer.AssumedRoleUser?.Arn };
}

async function identity(key: KeyPair): Promise<string | undefined> {
  return (await clients(simulator, { key }).sts.send(new GetCallerIdentityCommand({}))).Arn;
}

const denied = (roleArn: string) => ({
  name: "AccessDenied",
  message: `User: arn:aws:iam::111111111111:user/inventory is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
  status: 403,
});

test("the user, and a role it assumes", async () => {
  assert.equal(await identity(simulator.credentialsFor()), "arn:aws:iam::111111111111:user/inventory");
  const { key, arn } = await assume({ RoleArn: `${MEMBER}Plain` });
  assert.equal(arn, "arn:aws:sts::222222222222:assumed-role/Plain/test");
  assert.equal(await identity(key), arn);
});

for (const [what, input] of [
  ["a role that does not exist", { RoleArn: `${MEMBER}Nope` }],
  ["an account that does not exist", { RoleArn: "arn:aws:iam::999999999999:role/Plain" }],
  ["a suspended account", { RoleArn: "arn:aws:iam::444444444444:role/Plain" }],
  ["no external id", { RoleArn: `${MEMBER}Secret` }],
  ["a wrong external id", { RoleArn: `${MEMBER}Secret`, ExternalId: "coffee" }],
  ["no MFA", { RoleArn: `${MEMBER}Device` }],
  ["a role without its path", { RoleArn: `${MEMBER}Hop` }],
  ["a role that trusts another role", { RoleArn: "arn:aws:iam::333333333333:role/End" }],
  ["another partition", { RoleArn: "arn:aws-cn:iam::222222222222:role/Plain" }],
] as const) {
  test(`AssumeRole is denied: ${what}`, async () => {
    assert.deepEqual(await failureOf(assume(input)), denied(input.RoleArn));
  });
}

test("the right external id is accepted", async () => {
  const { arn } = await assume({ RoleArn: `${MEMBER}Secret`, ExternalId: "tea" });
  assert.equal(arn, "arn:aws:sts::222222222222:assumed-role/Secret/test");
});

test("a chain of roles, an hour at most", async () => {
  const { key } = await assume({ RoleArn: HOP });
  const end = { RoleArn: "arn:aws:iam::333333333333:role/End" };
  assert.equal((await assume(end, key)).arn, "arn:aws:sts::333333333333:assumed-role/End/test");
  const failure = await failureOf(assume({ ...end, DurationSeconds: 3601 }, key));
  assert.match(failure.message, /exceeds the 1 hour session limit for roles assumed by role chaining/);
});

test("durations and session names have limits", async () => {
  const RoleArn = `${MEMBER}Plain`;
  assert.match((await failureOf(assume({ RoleArn, DurationSeconds: 7201 }))).message, /MaxSessionDuration/);
  assert.equal((await failureOf(assume({ RoleArn, DurationSeconds: 899 }))).name, "ValidationError");
  assert.equal((await failureOf(assume({ RoleArn, RoleSessionName: "no spaces" }))).name, "ValidationError");
  await assume({ RoleArn, DurationSeconds: 7200 });
});

test("an MFA code works once, for a role or for the user's own session", async () => {
  const device = { RoleArn: `${MEMBER}Device`, SerialNumber: "arn:aws:iam::111111111111:mfa/me" };
  const code = (TokenCode: string) => failureOf(assume({ ...device, TokenCode }));
  await assume({ ...device, TokenCode: "123456" });
  assert.match((await code("123456")).message, /invalid MFA one time pass code/);
  assert.match((await code("000000")).message, /invalid MFA one time pass code/);
  const { sts } = clients(simulator);
  const session = await sts.send(
    new GetSessionTokenCommand({ SerialNumber: device.SerialNumber, TokenCode: "654321" }),
  );
  const key = keyOf(session.Credentials);
  assert.equal(await identity(key), "arn:aws:iam::111111111111:user/inventory");
  await assume({ RoleArn: device.RoleArn }, key);
});

test("a web identity may assume the roles that trust its subject", async () => {
  const { sts } = clients(simulator);
  const enter = (token: string, RoleArn = `${MEMBER}Pod`) =>
    sts.send(
      new AssumeRoleWithWebIdentityCommand({ RoleArn, RoleSessionName: "pod", WebIdentityToken: token }),
    );
  const subject = "system:serviceaccount:inventory:reader";
  const { Credentials } = await enter(simulator.webIdentityToken(subject));
  assert.equal(await identity(keyOf(Credentials)), "arn:aws:sts::222222222222:assumed-role/Pod/pod");
  const name = async (call: Promise<unknown>) => (await failureOf(call)).name;
  assert.equal(
    await name(enter(simulator.webIdentityToken("system:serviceaccount:other:x"))),
    "AccessDenied",
  );
  assert.equal(await name(enter(simulator.webIdentityToken(subject), `${MEMBER}Plain`)), "AccessDenied");
  assert.match(await name(enter(simulator.webIdentityToken(subject, -1))), /^ExpiredToken/);
  assert.match(await name(enter("not.ours")), /^InvalidIdentityToken/);
});

test("a role may do what its policies allow", async () => {
  const { key } = await assume({ RoleArn: `${MEMBER}Narrow` });
  const { lambda, ec2 } = clients(simulator, { key });
  await ec2.send(new DescribeRegionsCommand({}));
  assert.deepEqual(await failureOf(lambda.send(new ListFunctionsCommand({}))), {
    name: "AccessDeniedException",
    message:
      "User: arn:aws:sts::222222222222:assumed-role/Narrow/test is not authorized to perform: lambda:ListFunctions on resource: * because no identity-based policy allows the lambda:ListFunctions action",
    status: 403,
  });
});

test("a service control policy denies a region", async () => {
  const { key } = await assume({ RoleArn: `${MEMBER}Plain` });
  await clients(simulator, { key }).lambda.send(new ListFunctionsCommand({}));
  const { lambda } = clients(simulator, { key, region: "us-east-1" });
  const failure = await failureOf(lambda.send(new ListFunctionsCommand({})));
  assert.match(failure.message, / with an explicit deny in a service control policy$/);
});
