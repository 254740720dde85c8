import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ALL_REGIONS,
  account,
  complaint,
  connect,
  type Env,
  enter,
  home,
  keysSection,
  logIn,
  profile,
  refusal,
  simulate,
} from "./world.ts";

const HUB = "111111111111";
const ONE = "222222222222";
const TWO = "333333333333";
const REGIONS = ["us-east-1", "eu-west-1"];

const SPEC = {
  accounts: [
    { name: "hub", regions: REGIONS, roles: [{ name: "Machine" }], permissionSets: ["ReadOnly"] },
    {
      name: "one",
      regions: REGIONS,
      roles: [
        { name: "Reader" },
        { name: "Guarded", externalId: "sesame" },
        { name: "Pod", webIdentitySubjects: ["*"] },
      ],
      permissionSets: ["ReadOnly"],
    },
    {
      name: "two",
      regions: REGIONS,
      roles: [{ name: "Inner", trusts: [`arn:aws:iam::${ONE}:role/Reader`] }],
    },
  ],
};

type Started = Awaited<ReturnType<typeof simulate>>;

/** The environment that points at the simulator and holds no key. */
function keyless(simulator: Started): Env {
  const { AWS_ACCESS_KEY_ID: _, AWS_SECRET_ACCESS_KEY: __, ...env } = simulator.env(HUB);
  return env;
}

const role = (accountId: string, name: string) => `role_arn = arn:aws:iam::${accountId}:role/${name}`;
const caller = (simulator: Started) => {
  const { accessKeyId, secretAccessKey } = simulator.credentialsFor(ONE);
  return JSON.stringify({ Version: 1, AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey });
};
const SSO = "[sso-session corp]\nsso_region = eu-central-1\nsso_start_url = https://corp.awsapps.com/start\n";

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
  const { writeFileSync } = await import("node:fs");
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

test("a profile of a sovereign partition asks that partition's STS, whatever AWS_REGION says", async (t) => {
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

interface Broken {
  readonly config: string;
  /** Message | hint */
  readonly said: RegExp;
}

const BROKEN: Readonly<Record<string, Broken>> = {
  "that is misspelt": {
    config: "[profile hubs]\nregion = us-east-1\n[profile prod]\nregion = us-east-1\n",
    said: /^no profile "x" in \S+config and \S+credentials \| `aws configure list-profiles` shows the profiles there are\.$/,
  },
  "in a loop": {
    config: `[profile x]\n${role(ONE, "A")}\nsource_profile = y\n[profile y]\n${role(ONE, "B")}\nsource_profile = z\n[profile z]\n${role(ONE, "C")}\nsource_profile = x\n`,
    said: /^the profiles form a loop: x → y → z → x \| Let one of them hold credentials of its own instead of source_profile, in /,
  },
  "that is its own source and has no keys": {
    config: `[profile x]\n${role(ONE, "A")}\nsource_profile = x\n`,
    said: /^the profiles form a loop: x → x \|/,
  },
  "whose source_profile is missing": {
    config: `[profile x]\n${role(ONE, "A")}\nsource_profile = prodd\n[profile prod]\nregion = us-east-1\n`,
    said: /^no profile "prodd" \(source_profile of "x"\) in .* \| Did you mean "prod"\?$/,
  },
  "with a role and no source": {
    config: `[profile x]\n${role(ONE, "A")}\n`,
    said: /^profile "x": role_arn needs source_profile, credential_source or web_identity_token_file \|/,
  },
  "with a role and two sources": {
    config: `[profile x]\n${role(ONE, "A")}\nsource_profile = x\ncredential_source = Environment\n`,
    said: /^profile "x": role_arn needs source_profile, credential_source or web_identity_token_file: one of them, not 2 \|/,
  },
  "with a role that is no ARN": {
    config: "[profile x]\nrole_arn = Reader\ncredential_source = Environment\n",
    said: /^profile "x": role_arn "Reader" is no role ARN \|/,
  },
  "with an unknown credential_source": {
    config: `[profile x]\n${role(ONE, "A")}\ncredential_source = Vault\n`,
    said: /^profile "x": credential_source "Vault" is none of Environment, Ec2InstanceMetadata, EcsContainer \|/,
  },
  "with half a key": {
    config: "[profile x]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n",
    said: /^profile "x": aws_access_key_id and aws_secret_access_key belong together \| Change the profile, or run: aws configure --profile x$/,
  },
  "with an sso-session that is missing": {
    config:
      "[profile x]\nsso_session = crop\nsso_account_id = 1\nsso_role_name = R\n[sso-session corp]\nsso_region = eu-west-1\n",
    said: /^no sso-session "crop" \(sso_session of profile "x"\) in .* \| Did you mean "corp"\?$/,
  },
  "with half of an SSO login": {
    config: "[profile x]\nsso_start_url = https://corp\nsso_region = eu-west-1\n",
    said: /^profile "x": sso_account_id and sso_role_name missing \|/,
  },
};

for (const [name, { config, said }] of Object.entries(BROKEN)) {
  test(`a profile ${name} is told before AWS is asked`, async (t) => {
    const simulator = await simulate(t, SPEC);
    const { env } = home({ config });
    const aws = connect(t, { ...env, ...keyless(simulator) });
    const of = account({ base: profile("x") });
    assert.match(await complaint(aws.verify([of])), said);
    assert.match(await refusal(aws, of), /^unauthenticated credentials InvalidProfile: /);
    assert.equal(simulator.requests.total, 0);
  });
}

test("a credential_process that fails says why, and not what was run", async (t) => {
  const simulator = await simulate(t, SPEC);
  for (const [command, why] of [
    ["sh -c 'echo vault: permission denied >&2; exit 3' --token=hush", "vault: permission denied"],
    ["echo not json", "Profile x credential_process returned invalid JSON."],
    ["false --token=hush", "the command failed"],
  ] as const) {
    const { env } = home({ config: `[profile x]\ncredential_process = ${command}\n` });
    const said = await refusal(
      connect(t, { ...env, ...keyless(simulator) }),
      account({ base: profile("x") }),
    );
    assert.equal(
      said,
      `unauthenticated credentials CredentialProcessFailed: the credential_process of profile x gave no credentials: ${why}`,
    );
  }
});

for (const [what, login] of [
  ["never opened", undefined],
  ["expired, and not to be renewed", { accessToken: "t", expiresAt: "2020-01-01T00:00:00Z" }],
] as const) {
  test(`an SSO session ${what}: the command that opens it`, async (t) => {
    const simulator = await simulate(t, SPEC);
    const own = home({
      config: `${SSO}[profile sso]\nsso_session = corp\nsso_account_id = ${HUB}\nsso_role_name = ReadOnly\n[profile x]\n${role(ONE, "Reader")}\nsource_profile = sso\n`,
    });
    if (login) logIn(own, "corp", login);
    const aws = connect(t, { ...own.env, ...keyless(simulator) });
    assert.equal(
      await refusal(aws, account({ base: profile("x") })),
      "unauthenticated credentials SsoSessionExpired: the SSO session of profile x has expired or was never opened: run aws sso login --profile sso",
    );
  });
}

test("a profile that only sets a region takes the environment's role, and says so when there is none", async (t) => {
  const simulator = await simulate(t, SPEC);
  const { env } = home({ config: "[profile x]\nregion = eu-west-1\n" });
  const said = await refusal(connect(t, { ...env, ...keyless(simulator) }), account({ base: profile("x") }));
  assert.equal(
    said,
    "unauthenticated credentials NoCredentials: profile x holds no credentials, and neither container nor instance has a role: run aws configure --profile x",
  );
  const machine = {
    ...simulator.instanceEnv(`arn:aws:iam::${HUB}:role/Machine`),
    AWS_EC2_METADATA_DISABLED: undefined,
  };
  const aws = connect(t, { ...env, ...keyless(simulator), ...machine });
  assert.equal((await enter(aws, account({ base: profile("x") }))).via, "profile x");
});

test("--all-profiles: each account once, by the first profile; what leads nowhere stays and is reported", async (t) => {
  const simulator = await simulate(t, SPEC);
  const config = [
    `[profile reader]\n${role(ONE, "Reader")}\nsource_profile = hub\n`,
    `[profile guarded]\n${role(ONE, "Guarded")}\nsource_profile = hub\nexternal_id = sesame\n`,
    `[profile broken]\n${role(ONE, "Nobody")}\nsource_profile = hub\n`,
    "[profile region-only]\nregion = eu-west-1\n",
    SSO,
    "[services dev]\nsts =\n  endpoint_url = http://localhost:1\n",
  ].join("");
  const { env } = home({
    config,
    credentials: keysSection(simulator, "hub", HUB) + keysSection(simulator, "also-one", ONE),
  });
  const aws = connect(t, { ...env, ...keyless(simulator) });
  assert.deepEqual(await aws.profiles(), ["also-one", "broken", "guarded", "hub", "reader"]);
  const { accounts, skipped } = await aws.profileAccounts({
    names: undefined,
    roles: [],
    regions: ALL_REGIONS,
  });
  assert.deepEqual(
    accounts.map(({ id, name }) => [id, name]),
    [
      [ONE, "also-one"],
      [undefined, "broken"],
      [HUB, "hub"],
    ],
  );
  assert.deepEqual(
    skipped.map(({ id, name, via, reason }) => [id, name, via, reason]),
    ["guarded", "reader"].map((name) => [
      ONE,
      name,
      `profile ${name}`,
      "read with profile also-one, which leads to the same account",
    ]),
  );
  const broken = accounts.find(({ name }) => name === "broken");
  assert.match(
    await refusal(aws, broken ?? account()),
    /^denied credentials AccessDenied: .* may not assume arn:aws:iam::222222222222:role\/Nobody: /,
  );
});

test("one good profile is enough to begin with; when none is, nothing is scanned", async (t) => {
  const simulator = await simulate(t, SPEC);
  const config = `[profile broken]\n${role(ONE, "Nobody")}\nsource_profile = hub\n`;
  const { env } = home({ config, credentials: keysSection(simulator, "hub", HUB) });
  const aws = connect(t, { ...env, ...keyless(simulator) });
  const list = (names: readonly string[]) => aws.profileAccounts({ names, roles: [], regions: ALL_REGIONS });
  assert.equal((await list(["hub", "broken"])).accounts.length, 2);
  assert.match(await complaint(list(["broken"])), /may not assume arn:aws:iam::222222222222:role\/Nobody/);
  assert.match(
    await complaint(list(["hub", "brokken"])),
    /^no profile "brokken" in .* \| Did you mean "broken"\?$/,
  );
});

test("hundreds of profiles of Identity Center are asked a few at a time", async (t) => {
  const ids = Array.from({ length: 40 }, (_, i) => String(400000000000 + i));
  const accounts = ids.map((id) => ({ id, permissionSets: ["ReadOnly"] }));
  const simulator = await simulate(t, { accounts }, { latencyMs: 20 });
  const section = (id: string) =>
    `[profile p${id}]\nsso_session = corp\nsso_account_id = ${id}\nsso_role_name = ReadOnly\n`;
  const own = home({ config: SSO + ids.map(section).join("") });
  logIn(own, "corp", simulator.portalLogin());
  const aws = connect(t, { ...own.env, ...keyless(simulator) }, { maxAttempts: 1 });
  const listed = await aws.profileAccounts({ names: undefined, roles: [], regions: ALL_REGIONS });
  assert.deepEqual(
    listed.accounts.map(({ id }) => id),
    ids,
  );
  assert.equal(simulator.requests.peakInFlight, 8);
});

test("no profile at all", async (t) => {
  const { env } = home();
  const aws = connect(t, env);
  const said = await complaint(aws.profileAccounts({ names: undefined, roles: [], regions: ALL_REGIONS }));
  assert.match(
    said,
    /^no profile with credentials in \S+ and \S+ \| Run: aws configure, or aws configure sso$/,
  );
});

test("one run spans partitions when its accounts bring their own profiles", async (t) => {
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
  // AWS_REGION lies in another partition than the profile, whose own region is taken then.
  assert.deepEqual(
    gov.requests.calls.map(({ region }) => region),
    ["us-gov-east-1"],
  );
});
