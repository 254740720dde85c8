import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { test } from "node:test";
import { HUB, ONE, role, SPEC, SSO, TWO } from "../support/aws/profiles.ts";
import {
  account,
  connect,
  type Env,
  enter,
  home,
  keyless,
  keysSection,
  logIn,
  profile,
  refusal,
  simulate,
} from "../support/aws/world.ts";

type Started = Awaited<ReturnType<typeof simulate>>;

const caller = (simulator: Started) => {
  const { accessKeyId, secretAccessKey } = simulator.credentialsFor(ONE);
  return JSON.stringify({ Version: 1, AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey });
};

interface Way {
  /** Sections of the config file; the credentials file holds `[hub]`. */
  readonly config: (simulator: Started) => string;
  readonly env?: (simulator: Started) => Env;
  readonly session?: (simulator: Started) => object;
  readonly is: string;
  readonly calls: Record<string, number>;
}

const WAYS: Readonly<Record<string, Way>> = {
  "source_profile and role_arn": {
    config: () => `[profile x]\n${role(ONE, "Reader")}\nsource_profile = hub\nrole_session_name = me\n`,
    is: `assumed-role/Reader/me`,
    calls: { "sts:AssumeRole": 1 },
  },
  external_id: {
    config: () => `[profile x]\n${role(ONE, "Guarded")}\nsource_profile = hub\nexternal_id = sesame\n`,
    is: "assumed-role/Guarded/lambda-inventory",
    calls: { "sts:AssumeRole": 1 },
  },
  "a source_profile that has a source_profile itself": {
    config: () =>
      `[profile x]\n${role(TWO, "Inner")}\nsource_profile = middle\n[profile middle]\n${role(ONE, "Reader")}\nsource_profile = hub\n`,
    is: "assumed-role/Inner/lambda-inventory",
    calls: { "sts:AssumeRole": 2 },
  },
  "credential_source = Environment": {
    config: () => `[profile x]\n${role(ONE, "Reader")}\ncredential_source = Environment\n`,
    env: (simulator) => simulator.env(HUB),
    is: "assumed-role/Reader/lambda-inventory",
    calls: { "sts:AssumeRole": 1 },
  },
  "credential_source = EcsContainer": {
    config: () => `[profile x]\n${role(ONE, "Reader")}\ncredential_source = EcsContainer\n`,
    env: (simulator) => simulator.containerEnv(`arn:aws:iam::${HUB}:role/Machine`),
    is: "assumed-role/Reader/lambda-inventory",
    calls: { "container:GetCredentials": 1, "sts:AssumeRole": 1 },
  },
  "credential_source = Ec2InstanceMetadata": {
    config: () => `[profile x]\n${role(ONE, "Reader")}\ncredential_source = Ec2InstanceMetadata\n`,
    env: (simulator) => simulator.instanceEnv(`arn:aws:iam::${HUB}:role/Machine`),
    is: "assumed-role/Reader/lambda-inventory",
    calls: { "imds:GetToken": 1, "imds:ListRoles": 1, "imds:GetCredentials": 1, "sts:AssumeRole": 1 },
  },
  credential_process: {
    config: (simulator) => `[profile x]\ncredential_process = echo '${caller(simulator)}'\n`,
    is: "user/",
    calls: { "sts:GetCallerIdentity": 1 },
  },
  sso_session: {
    config: () =>
      `${SSO}[profile x]\nsso_session = corp\nsso_account_id = ${ONE}\nsso_role_name = ReadOnly\n`,
    session: (simulator) => simulator.portalLogin(),
    is: "assumed-role/AWSReservedSSO_ReadOnly_",
    calls: { "sso:GetRoleCredentials": 1, "sts:GetCallerIdentity": 1 },
  },
};

for (const [name, { config, env, session, is, calls }] of Object.entries(WAYS)) {
  test(`a profile with ${name}`, async (t) => {
    const simulator = await simulate(t, SPEC);
    const own = home({ config: config(simulator), credentials: keysSection(simulator, "hub", HUB) });
    if (session) logIn(own, "corp", session(simulator));
    const aws = connect(t, { ...own.env, ...keyless(simulator), ...env?.(simulator) });
    const entered = await enter(aws, account({ base: profile("x") }));
    assert.ok(entered.arn.includes(`:${entered.accountId}:${is}`), entered.arn);
    assert.equal(entered.via, "profile x");
    assert.deepEqual(simulator.requests.byAction, calls);
  });
}

test("a profile with web_identity_token_file", async (t) => {
  const simulator = await simulate(t, SPEC);
  const own = home();
  const file = logIn(own, "token", {});
  writeFileSync(file, simulator.webIdentityToken("anyone"));
  writeFileSync(
    `${own.path}/.aws/config`,
    `[profile x]\n${role(ONE, "Pod")}\nweb_identity_token_file = ${file}\n`,
  );
  const aws = connect(t, { ...own.env, ...keyless(simulator) });
  assert.equal(
    (await enter(aws, account({ base: profile("x") }))).arn,
    `arn:aws:sts::${ONE}:assumed-role/Pod/lambda-inventory`,
  );
  assert.deepEqual(simulator.requests.byAction, { "sts:AssumeRoleWithWebIdentity": 1 });
});

test("a profile of another partition calls STS there, whatever AWS_REGION is", async (t) => {
  const simulator = await simulate(t, {
    partition: "aws-us-gov",
    accounts: [
      { name: "hub", regions: ["us-gov-west-1"] },
      { name: "one", regions: ["us-gov-west-1"], roles: [{ name: "Reader" }] },
    ],
  });
  const config = `[profile gov]\nrole_arn = arn:aws-us-gov:iam::${ONE}:role/Reader\nsource_profile = hub\n`;
  const { env } = home({ config, credentials: keysSection(simulator, "hub", HUB) });
  const aws = connect(t, { ...env, AWS_ENDPOINT_URL: simulator.url, AWS_REGION: "eu-west-1" });
  const entered = await enter(aws, account({ base: profile("gov") }));
  assert.deepEqual([entered.accountId, entered.partition], [ONE, "aws-us-gov"]);
  assert.deepEqual(entered.defaultRegions(), ["us-gov-east-1", "us-gov-west-1"]);
  assert.deepEqual(
    simulator.requests.calls.map(({ region }) => region),
    ["us-gov-west-1"],
  );
});

test("a profile with only a region uses the role of the container, and fails when there is none", async (t) => {
  const simulator = await simulate(t, SPEC);
  const { env } = home({ config: "[profile x]\nregion = eu-west-1\n" });
  const said = await refusal(connect(t, { ...env, ...keyless(simulator) }), account({ base: profile("x") }));
  assert.equal(
    said,
    "unauthenticated credentials NoCredentials: profile x has no credentials, and there is no container or instance role: run aws configure --profile x",
  );
  const machine = {
    ...simulator.instanceEnv(`arn:aws:iam::${HUB}:role/Machine`),
    AWS_EC2_METADATA_DISABLED: undefined,
  };
  const aws = connect(t, { ...env, ...keyless(simulator), ...machine });
  assert.equal((await enter(aws, account({ base: profile("x") }))).via, "profile x");
});

test("one run spans partitions when each account has its own profile", async (t) => {
  const simulator = await simulate(t, SPEC);
  const gov = await simulate(t, {
    partition: "aws-us-gov",
    accounts: [{ id: TWO, regions: ["us-gov-east-1"] }],
  });
  const config = `[profile hub]\nendpoint_url = ${simulator.url}\n[profile gov]\nregion = us-gov-east-1\nendpoint_url = ${gov.url}\n`;
  const { env } = home({
    config,
    credentials: keysSection(simulator, "hub", HUB) + keysSection(gov, "gov", TWO),
  });
  const aws = connect(t, { ...env, AWS_REGION: "eu-west-1" });
  const accounts = [
    account({ base: profile("hub") }),
    account({ id: ONE, base: profile("hub"), roles: ["Reader"] }),
    account({ base: profile("gov") }),
  ];
  const sessions = await Promise.all(accounts.map((each) => enter(aws, each)));
  assert.deepEqual(
    sessions.map(({ accountId, partition }) => `${partition} ${accountId}`),
    [`aws ${HUB}`, `aws ${ONE}`, `aws-us-gov ${TWO}`],
  );
  // AWS_REGION is in another partition than the profile, whose own region is taken then.
  assert.deepEqual(
    gov.requests.calls.map(({ region }) => region),
    ["us-gov-east-1"],
  );
});
