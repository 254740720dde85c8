import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { HUB, ONE, role, SPEC, type Started, SUBJECT, start, tokenFile } from "../support/aws/chain.ts";
import {
  account,
  connect,
  type Env,
  enter,
  home,
  keyless,
  keysSection,
  profile,
  simulate,
} from "../support/aws/world.ts";

const WAYS: Readonly<
  Record<
    string,
    {
      env: (simulator: Started, path: string) => Env;
      via: string;
      session: string;
      calls: Record<string, number>;
    }
  >
> = {
  "keys in the environment": {
    env: (simulator) => simulator.env(HUB),
    via: "environment variables",
    session: "user/",
    calls: { "sts:GetCallerIdentity": 1 },
  },
  "IRSA: a web identity token in a file": {
    env: (simulator, path) => ({
      ...keyless(simulator),
      AWS_ROLE_ARN: role("Pod"),
      AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile(path, simulator.webIdentityToken(SUBJECT)),
    }),
    via: "web identity token",
    session: "assumed-role/Pod/lambda-inventory",
    // The answer says whose they are.
    calls: { "sts:AssumeRoleWithWebIdentity": 1 },
  },
  "a container: ECS, or EKS Pod Identity": {
    env: (simulator) => ({ ...keyless(simulator), ...simulator.containerEnv(role("Task")) }),
    via: "container endpoint",
    session: "assumed-role/Task/pod",
    calls: { "container:GetCredentials": 1, "sts:GetCallerIdentity": 1 },
  },
  "a container whose token is in a file": {
    env: (simulator, path) => {
      const { AWS_CONTAINER_AUTHORIZATION_TOKEN: token = "", ...env } = simulator.containerEnv(role("Task"));
      return {
        ...keyless(simulator),
        ...env,
        AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: tokenFile(path, token),
      };
    },
    via: "container endpoint",
    session: "assumed-role/Task/pod",
    calls: { "container:GetCredentials": 1, "sts:GetCallerIdentity": 1 },
  },
  "an instance: IMDSv2": {
    env: (simulator) => ({
      ...keyless(simulator),
      ...simulator.instanceEnv(role("Machine")),
      AWS_EC2_METADATA_DISABLED: "false",
      AWS_EC2_METADATA_V1_DISABLED: "true",
    }),
    via: "instance metadata",
    session: "assumed-role/Machine/i-0123456789abcdef0",
    calls: { "imds:GetToken": 1, "imds:ListRoles": 1, "imds:GetCredentials": 1, "sts:GetCallerIdentity": 1 },
  },
};

for (const [name, { env, via, session, calls }] of Object.entries(WAYS)) {
  test(`the default chain: ${name}`, async (t) => {
    const simulator = await start(t);
    const { path, env: own } = home();
    const aws = connect(t, { ...own, ...env(simulator, path) });
    const entered = await enter(aws, account());
    assert.equal(entered.via, via);
    assert.ok(entered.arn.includes(`${HUB}:${session}`), entered.arn);
    assert.deepEqual(simulator.requests.byAction, calls);
    // The same credentials again lead on into another account, and are not looked up a second time.
    await enter(aws, account({ id: ONE, roles: ["Reader"] })).catch(() => {});
    assert.deepEqual(simulator.requests.byAction, { ...calls, "sts:AssumeRole": 1 });
  });
}

test("behind kube2iam, which supports only version 1 of the metadata service", async (t) => {
  const simulator = await simulate(t, SPEC, { metadataVersion: 1 });
  const env = {
    ...keyless(simulator),
    ...simulator.instanceEnv(role("Machine")),
    AWS_EC2_METADATA_DISABLED: "false",
  };
  const entered = await enter(connect(t, { ...home().env, ...env }), account());
  assert.equal(entered.arn, `arn:aws:sts::${HUB}:assumed-role/Machine/i-0123456789abcdef0`);
});

test("keys in the environment win over [default], and AWS_PROFILE over keys in the environment", async (t) => {
  const simulator = await start(t);
  const credentials = keysSection(simulator, "default", ONE) + keysSection(simulator, "one", ONE);
  const { env } = home({ credentials });
  const keys = { ...env, ...simulator.env(HUB) };
  assert.equal((await enter(connect(t, keys), account())).accountId, HUB);
  const chosen = await enter(connect(t, { ...keys, AWS_PROFILE: "one" }), account());
  assert.deepEqual([chosen.accountId, chosen.via], [ONE, "profile one"]);
  const plain = await enter(connect(t, { ...env, ...keyless(simulator) }), account());
  assert.deepEqual([plain.accountId, plain.via], [ONE, "profile default"]);
});

test("AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE set the paths of the files", async (t) => {
  const simulator = await start(t);
  const { path, env } = home();
  const files = {
    AWS_CONFIG_FILE: join(path, "elsewhere.ini"),
    AWS_SHARED_CREDENTIALS_FILE: join(path, "keys.ini"),
  };
  writeFileSync(files.AWS_CONFIG_FILE, "[profile x]\nregion = eu-west-1\n");
  writeFileSync(files.AWS_SHARED_CREDENTIALS_FILE, keysSection(simulator, "x", ONE));
  const { AWS_REGION: _, ...rest } = keyless(simulator);
  const aws = connect(t, { ...env, ...files, ...rest, AWS_DEFAULT_REGION: undefined });
  assert.equal((await enter(aws, account({ base: profile("x") }))).accountId, ONE);
  assert.deepEqual(
    simulator.requests.calls.map(({ region }) => region),
    ["eu-west-1"],
    "the profile's own region",
  );
});
