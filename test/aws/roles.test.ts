import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Aws } from "../../src/aws/aws.ts";
import type { Simulator, SimulatorOptions } from "../../src/simulator/index.ts";
import { account, calm, connect, enter, home, refusal, simulate } from "./world.ts";

const HUB = "111111111111";
const ONE = "222222222222";
const TWO = "333333333333";
const USER = `arn:aws:iam::${HUB}:user/`;

const REGIONS = ["us-east-1", "eu-central-1", "eu-west-1", "ap-southeast-2"];

const SPEC = {
  accounts: [
    { name: "hub", regions: [...REGIONS, "af-south-1"] },
    {
      name: "one",
      regions: REGIONS,
      roles: [
        { name: "Reader" },
        { name: "ops/readers/Inventory" },
        { name: "Guarded", externalId: "open-sesame" },
        { name: "Gate", externalId: "first" },
        { name: "Locked", mfa: true },
      ],
      functions: { "eu-west-1": ["a", "b"] },
    },
    {
      name: "two",
      regions: REGIONS,
      roles: [{ name: "Inner", trusts: [`arn:aws:iam::${ONE}:role/Gate`], externalId: "second" }],
      functions: { "eu-west-1": ["c"] },
    },
  ],
};

async function start(
  t: TestContext,
  options: Omit<SimulatorOptions, "estate"> = {},
): Promise<[Simulator, Aws]> {
  const simulator = await simulate(t, SPEC, options);
  return [simulator, connect(t, { ...home().env, ...simulator.env(HUB), AWS_REGION: "eu-central-1" })];
}

for (const [role, arn] of [
  ["Reader", `arn:aws:iam::${ONE}:role/Reader`],
  ["ops/readers/Inventory", `arn:aws:iam::${ONE}:role/ops/readers/Inventory`],
  ["/ops/readers/Inventory", `arn:aws:iam::${ONE}:role/ops/readers/Inventory`],
  [`arn:aws:iam::${ONE}:role/Reader`, `arn:aws:iam::${ONE}:role/Reader`],
] as const) {
  test(`the role ${role} is entered as ${arn}, with one AssumeRole`, async (t) => {
    const [simulator, aws] = await start(t);
    const session = await enter(aws, account({ id: ONE, roles: [role] }));
    const { accountId, partition, via } = session;
    assert.deepEqual(
      { accountId, partition, via },
      { accountId: ONE, partition: "aws", via: `environment variables → ${arn}` },
    );
    const name = role.split("/").at(-1);
    assert.equal(session.arn, `arn:aws:sts::${ONE}:assumed-role/${name}/lambda-inventory`);
    const page = await session.listFunctions("eu-west-1", { marker: undefined, versions: "latest" }, calm());
    assert.deepEqual(
      page.functions.map(({ functionName }) => functionName),
      ["a", "b"],
    );
    // Only a bare name needs the caller's partition.
    const asked = role.startsWith("arn:") ? {} : { "sts:GetCallerIdentity": 1 };
    assert.deepEqual(simulator.requests.byAction, {
      ...asked,
      "sts:AssumeRole": 1,
      "lambda:ListFunctions": 1,
    });
  });
}

test("a chain is one AssumeRole a hop, each with its own external id", async (t) => {
  const [simulator, aws] = await start(t);
  const roles = [
    { role: `arn:aws:iam::${ONE}:role/Gate`, externalId: "first" },
    { role: "Inner", externalId: "second", sessionName: "audit-2026" },
  ];
  const session = await enter(aws, account({ id: TWO, roles }));
  assert.equal(
    session.via,
    `environment variables → arn:aws:iam::${ONE}:role/Gate → arn:aws:iam::${TWO}:role/Inner`,
  );
  assert.equal(session.arn, `arn:aws:sts::${TWO}:assumed-role/Inner/audit-2026`);
  assert.deepEqual(
    simulator.requests.of("sts:AssumeRole").map(({ accountId, region }) => `${accountId} ${region}`),
    [`${HUB} eu-central-1`, `${ONE} eu-central-1`],
  );
});

test("many accounts: one GetCallerIdentity, one AssumeRole each, however often an account is entered", async (t) => {
  const many = Array.from({ length: 40 }, (_, i) => String(200000000000 + i));
  const simulator = await simulate(t, { accounts: [{ id: HUB }, ...many.map((id) => ({ id }))] });
  const aws = connect(t, { ...home().env, ...simulator.env(HUB) });
  const accounts = many.map((id) => account({ id, roles: ["LambdaInventoryReadOnly"] }));
  const sessions = await Promise.all([...accounts, ...accounts].map((each) => enter(aws, each)));
  assert.deepEqual(
    sessions.slice(0, 40).map(({ accountId }) => accountId),
    many,
  );
  assert.equal(sessions[0], sessions[40], "the same object, the same session");
  assert.deepEqual(simulator.requests.byAction, { "sts:GetCallerIdentity": 1, "sts:AssumeRole": 40 });
});

test("a role that leads on into many accounts is assumed once, and not for ever again when it is refused", async (t) => {
  const inner = [{ name: "Inner", trusts: [`arn:aws:iam::${ONE}:role/Gate`] }];
  const many = Array.from({ length: 20 }, (_, i) => String(300000000000 + i));
  const one = { id: ONE, roles: [{ name: "Gate", externalId: "first" }] };
  const simulator = await simulate(t, {
    accounts: [{ id: HUB }, one, ...many.map((id) => ({ id, roles: inner }))],
  });
  const aws = connect(t, { ...home().env, ...simulator.env(HUB) });
  const through = (gate: string) =>
    many.map((id) =>
      account({ id, roles: [{ role: `arn:aws:iam::${ONE}:role/${gate}`, externalId: "first" }, "Inner"] }),
    );
  const sessions = await Promise.all(through("Gate").map((each) => enter(aws, each)));
  assert.deepEqual(
    sessions.map(({ accountId }) => accountId),
    many,
  );
  const callers = simulator.requests.of("sts:AssumeRole").map(({ accountId }) => accountId);
  assert.deepEqual(callers.sort(), [HUB, ...many.map(() => ONE)]);
  simulator.requests.reset();
  const refusals = await Promise.all(through("Shut").map((each) => refusal(aws, each)));
  for (const said of refusals) assert.match(said, /may not assume arn:aws:iam::222222222222:role\/Shut: /);
  assert.equal(simulator.requests.count("sts:AssumeRole"), 1);
});

test("an account that is given up does not end the first role for those that share it", async (t) => {
  const simulator = await simulate(t, SPEC, {
    faults: [{ kind: "slow", action: "sts:AssumeRole", account: HUB, ms: 300 }],
  });
  const aws = connect(t, { ...home().env, ...simulator.env(HUB) });
  const chain = [{ role: `arn:aws:iam::${ONE}:role/Gate`, externalId: "first" }];
  const two = () => account({ id: TWO, roles: [...chain, { role: "Inner", externalId: "second" }] });
  const controller = new AbortController();
  const first = aws.enter(two(), controller.signal);
  const second = enter(aws, two());
  setTimeout(() => controller.abort(new Error("stopped")), 100);
  await assert.rejects(first);
  assert.equal((await second).accountId, TWO);
});

test("STS is asked in the configured region if every account has it, else in the partition's main one", async (t) => {
  const simulator = await simulate(t, SPEC);
  for (const [configured, asked] of [
    ["ap-southeast-2", "ap-southeast-2"],
    ["af-south-1", "us-east-1"],
    ["cn-north-1", "us-east-1"],
  ] as const) {
    simulator.requests.reset();
    const aws = connect(t, { ...home().env, ...simulator.env(HUB), AWS_REGION: configured });
    await enter(aws, account({ id: ONE, roles: [`arn:aws:iam::${ONE}:role/Reader`] }));
    assert.deepEqual(
      simulator.requests.of("sts:AssumeRole").map(({ region }) => region),
      [asked],
      configured,
    );
  }
});

test("a role that is only a default is not assumed in the account that the base credentials belong to", async (t) => {
  const [simulator, aws] = await start(t);
  for (const [given, ownRole, via] of [
    [HUB, false, "environment variables"],
    [undefined, false, "environment variables"],
    [ONE, false, `environment variables → arn:aws:iam::${ONE}:role/Reader`],
  ] as const) {
    assert.equal((await enter(aws, account({ id: given, ownRole, roles: ["Reader"] }))).via, via);
  }
  assert.equal(simulator.requests.count("sts:AssumeRole"), 1);
  const own = account({ id: HUB, ownRole: true, roles: ["Reader"] });
  assert.match(await refusal(aws, own), /may not assume arn:aws:iam::111111111111:role\/Reader/);
});

const caller = (arn: string): RegExp =>
  new RegExp(`^denied credentials AccessDenied: arn:aws:iam::${HUB}:user/\\S+ may not assume ${arn}: (.*)$`);

for (const [what, role, advice] of [
  [
    "a role that is missing",
    { role: "Nobody" },
    "check that the role exists and that its trust policy names this caller, and whether it asks for an external id or MFA",
  ],
  [
    "an external id that is wrong",
    { role: "Guarded", externalId: "guess" },
    "check that the role exists and that its trust policy names this caller and expects the external id that was given",
  ],
] as const) {
  test(`${what}: who we were, what we tried, what to change`, async (t) => {
    const [simulator, aws] = await start(t);
    const said = await refusal(aws, account({ id: ONE, roles: [role] }));
    assert.equal(caller(`arn:aws:iam::${ONE}:role/${role.role}`).exec(said)?.[1], advice, said);
    assert.equal(simulator.requests.count("sts:AssumeRole"), 1, "a denial is not repeated");
    assert.ok(said.includes(USER));
  });
}

test("a second hop that is refused names the first hop's session as the caller", async (t) => {
  const [, aws] = await start(t);
  const roles = [`arn:aws:iam::${ONE}:role/Reader`, { role: "Inner", externalId: "second" }];
  const said = await refusal(aws, account({ id: TWO, roles }));
  assert.match(
    said,
    /: arn:aws:sts::222222222222:assumed-role\/Reader\/lambda-inventory may not assume arn:aws:iam::333333333333:role\/Inner: /,
  );
});

test("a service control policy that denies AssumeRole is named", async (t) => {
  const [, aws] = await start(t, { faults: [{ kind: "scp-deny", action: "sts:AssumeRole" }] });
  const said = await refusal(aws, account({ id: ONE, roles: ["Reader"] }));
  assert.match(
    said,
    /may not assume arn:aws:iam::222222222222:role\/Reader: a service control policy denies sts:AssumeRole$/,
  );
});

test("credentials of another account than stated: both numbers, and the account fails", async (t) => {
  const [, aws] = await start(t);
  assert.equal(
    await refusal(aws, account({ id: TWO, roles: [`arn:aws:iam::${ONE}:role/Reader`] })),
    `error identity WrongAccount: account ${TWO} was expected, but account ${ONE} was reached by arn:aws:iam::${ONE}:role/Reader: correct the id, the profile or the role`,
  );
  assert.equal(
    await refusal(aws, account({ id: ONE })),
    `error identity WrongAccount: account ${ONE} was expected, but account ${HUB} was reached by environment variables: correct the id, the profile or the role`,
  );
});

test("a throttled AssumeRole is asked again", async (t) => {
  const [simulator, aws] = await start(t, {
    faults: [{ kind: "throttle", action: "sts:AssumeRole", times: 2 }],
  });
  assert.equal((await enter(aws, account({ id: ONE, roles: ["Reader"] }))).accountId, ONE);
  assert.equal(simulator.requests.count("sts:AssumeRole"), 3);
});

test("an AssumeRole that is throttled for ever ends after the attempts that are allowed", async (t) => {
  const simulator = await simulate(t, SPEC, { faults: [{ kind: "throttle", action: "sts:AssumeRole" }] });
  const aws = connect(t, { ...home().env, ...simulator.env(HUB) }, { maxAttempts: 2 });
  const said = await refusal(aws, account({ id: ONE, roles: ["Reader"] }));
  assert.match(
    said,
    /^throttled credentials Throttl\w+: arn:aws:iam::111111111111:user\/\S+ could not assume arn:aws:iam::222222222222:role\/Reader: /,
  );
  assert.equal(simulator.requests.count("sts:AssumeRole"), 2);
});

test("a caller whose credentials have expired is told to renew them", async (t) => {
  const [, aws] = await start(t, { faults: [{ kind: "expired", action: "sts:AssumeRole" }] });
  const said = await refusal(aws, account({ id: ONE, roles: ["Reader"] }));
  assert.match(
    said,
    /^unauthenticated credentials ExpiredToken: the credentials of arn:\S+ have expired, arn:aws:iam::222222222222:role\/Reader was not assumed: renew them$/,
  );
});

test("one account's refusal costs no other account", async (t) => {
  const [, aws] = await start(t);
  const good = account({ id: ONE, roles: ["Reader"] });
  const bad = account({ id: TWO, roles: ["Reader"] });
  const [first, second] = await Promise.allSettled([enter(aws, bad), enter(aws, good)]);
  assert.deepEqual([first.status, second.status], ["rejected", "fulfilled"]);
});
