import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import {
  account,
  complaint,
  connect,
  type Env,
  enter,
  home,
  keysSection,
  profile,
  refusal,
  simulate,
} from "./world.ts";

const HUB = "111111111111";
const ONE = "222222222222";
const SUBJECT = "system:serviceaccount:ops:inventory";
const role = (name: string) => `arn:aws:iam::${HUB}:role/${name}`;

const SPEC = {
  accounts: [
    {
      name: "hub",
      regions: ["us-east-1", "eu-west-1"],
      roles: [
        { name: "Pod", webIdentitySubjects: ["system:serviceaccount:ops:*"] },
        { name: "Task" },
        { name: "Machine" },
      ],
    },
    { name: "one", regions: ["us-east-1", "eu-west-1"], roles: [{ name: "Reader" }] },
  ],
};

const start = (t: TestContext) => simulate(t, SPEC);
type Started = Awaited<ReturnType<typeof start>>;

/** The environment that points at the simulator and holds no key. */
function keyless(simulator: Started): Env {
  const { AWS_ACCESS_KEY_ID: _, AWS_SECRET_ACCESS_KEY: __, ...env } = simulator.env(HUB);
  return env;
}

function tokenFile(path: string, token: string): string {
  const file = join(path, "token");
  writeFileSync(file, token);
  return file;
}

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
    // The same credentials again lead on into another account, and are not looked for a second time.
    await enter(aws, account({ id: ONE, roles: ["Reader"] })).catch(() => {});
    assert.deepEqual(simulator.requests.byAction, { ...calls, "sts:AssumeRole": 1 });
  });
}

test("behind kube2iam, which knows version 1 of the metadata alone", async (t) => {
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

test("AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE say where the files are", async (t) => {
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

const NOTHING =
  "no AWS credentials in environment, config files, container or instance: log in (aws configure, aws sso login) or name a --profile";

test("no credentials anywhere: one sentence, before anything is scanned", async (t) => {
  const simulator = await start(t);
  const aws = connect(t, { ...home().env, ...keyless(simulator) });
  assert.equal(await refusal(aws, account()), `unauthenticated credentials NoCredentials: ${NOTHING}`);
  assert.equal(await complaint(aws.verify([account()])), NOTHING);
  assert.equal(simulator.requests.total, 0);
});

test("a wrong secret, and a key that AWS does not know", async (t) => {
  const simulator = await start(t);
  for (const [wrong, code] of [
    [{ AWS_SECRET_ACCESS_KEY: "wrong" }, "SignatureDoesNotMatch"],
    [{ AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE" }, "InvalidClientTokenId"],
  ] as const) {
    const aws = connect(t, { ...home().env, ...simulator.env(HUB), ...wrong });
    assert.equal(
      await refusal(aws, account()),
      `unauthenticated identity ${code}: AWS does not accept the credentials from environment variables (${code}): check the access key and its secret, and AWS_REGION if they belong to another partition`,
    );
  }
});

test("a region that the account has not enabled, asked because it is configured", async (t) => {
  const simulator = await start(t);
  const aws = connect(t, { ...home().env, ...simulator.env(HUB), AWS_REGION: "af-south-1" });
  assert.equal(
    await refusal(aws, account()),
    "unauthenticated identity InvalidClientTokenId: AWS does not accept the credentials from environment variables (InvalidClientTokenId): check the access key and its secret, and whether the account has enabled af-south-1, which is asked (AWS_REGION)",
  );
});

test("an expired session in the environment: asked once, told how to renew it", async (t) => {
  const simulator = await start(t);
  simulator.faults.add({ kind: "expired" });
  const aws = connect(t, { ...home().env, ...simulator.env(HUB) });
  const expected =
    "the credentials from environment variables have expired: put new ones into AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN";
  assert.equal(await refusal(aws, account()), `unauthenticated identity ExpiredToken: ${expected}`);
  assert.equal(await complaint(aws.verify([account()])), expected);
  assert.equal(simulator.requests.total, 1);
});

for (const [what, env, expected] of [
  [
    "a token file that is missing",
    () => ({ AWS_WEB_IDENTITY_TOKEN_FILE: "/nowhere/token" }),
    /^unauthenticated credentials WebIdentityTokenMissing: the token file of web identity token cannot be read \(ENOENT.*\): check AWS_WEB_IDENTITY_TOKEN_FILE/,
  ],
  [
    "a token that has expired",
    (simulator: Started, path: string) => ({
      AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile(path, simulator.webIdentityToken(SUBJECT, -60)),
    }),
    /^unauthenticated credentials ExpiredTokenException: the web identity token may not assume arn:aws:iam::111111111111:role\/Pod: .*: check its trust policy/,
  ],
  [
    "a service account that the role does not trust",
    (simulator: Started, path: string) => ({
      AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile(path, simulator.webIdentityToken("system:serviceaccount:dev:x")),
    }),
    /^unauthenticated credentials AccessDenied: the web identity token may not assume arn:aws:iam::111111111111:role\/Pod: Not authorized to perform sts:AssumeRoleWithWebIdentity: check its trust policy \(OIDC provider, sub and aud\) and the service account$/,
  ],
] as const) {
  test(`IRSA with ${what}`, async (t) => {
    const simulator = await start(t);
    const { path, env: own } = home();
    const aws = connect(t, {
      ...own,
      ...keyless(simulator),
      AWS_ROLE_ARN: role("Pod"),
      ...env(simulator, path),
    });
    assert.match(await refusal(aws, account()), expected);
  });
}

test("identity and DescribeRegions are asked at the same time when regions will be needed", async (t) => {
  // The time that loading takes is none of the question.
  await import("@aws-sdk/client-ec2");
  const simulator = await simulate(t, SPEC, { latencyMs: 200 });
  const aws = connect(t, { ...home().env, ...simulator.env(HUB) }, { prefetchRegions: true });
  const of = account();
  await aws.verify([of]);
  const entered = await enter(aws, of);
  assert.deepEqual(await entered.enabledRegions(new AbortController().signal), ["eu-west-1", "us-east-1"]);
  assert.deepEqual(simulator.requests.byAction, { "sts:GetCallerIdentity": 1, "ec2:DescribeRegions": 1 });
  assert.equal(simulator.requests.peakInFlight, 2);
});

test("with literal regions DescribeRegions is not asked beforehand either", async (t) => {
  const simulator = await simulate(t, SPEC);
  const aws = connect(t, { ...home().env, ...simulator.env(HUB) }, { prefetchRegions: true });
  const include = { source: ["eu-west-1"], literal: true, matches: (name: string) => name === "eu-west-1" };
  const of = account({ regions: { include, exclude: undefined } });
  await aws.verify([of]);
  await enter(aws, of);
  assert.deepEqual(simulator.requests.byAction, { "sts:GetCallerIdentity": 1 });
});

test("without a configured region the partition is guessed from the region asked for, or the role", async (t) => {
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
