import assert from "node:assert/strict";
import { test } from "node:test";
import { HUB, ONE, SPEC, start, TWO } from "../support/aws/roles.ts";
import { account, calm, connect, enter, home, refusal, simulate } from "../support/aws/world.ts";

for (const [role, arn] of [
  ["Reader", `arn:aws:iam::${ONE}:role/Reader`],
  ["ops/readers/Inventory", `arn:aws:iam::${ONE}:role/ops/readers/Inventory`],
  ["/ops/readers/Inventory", `arn:aws:iam::${ONE}:role/ops/readers/Inventory`],
  [`arn:aws:iam::${ONE}:role/Reader`, `arn:aws:iam::${ONE}:role/Reader`],
] as const) {
  test(`the role ${role} is assumed as ${arn}, with one call`, async (t) => {
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

test("a chain is one AssumeRole per role, each with its own external id", async (t) => {
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

test("many accounts: one GetCallerIdentity, and one AssumeRole per account", async (t) => {
  const many = Array.from({ length: 40 }, (_, i) => String(200000000000 + i));
  const simulator = await simulate(t, { accounts: [{ id: HUB }, ...many.map((id) => ({ id }))] });
  const aws = connect(t, { ...home().env, ...simulator.env(HUB) });
  const accounts = many.map((id) => account({ id, roles: ["LambdaInventoryReadOnly"] }));
  const sessions = await Promise.all(accounts.map((each) => enter(aws, each)));
  assert.deepEqual(
    sessions.map(({ accountId }) => accountId),
    many,
  );
  assert.deepEqual(simulator.requests.byAction, { "sts:GetCallerIdentity": 1, "sts:AssumeRole": 40 });
});

test("a role that leads to many accounts is assumed once, and not again and again when it is denied", async (t) => {
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

test("aborting one account does not abort the shared first role for the others", async (t) => {
  const simulator = await simulate(t, SPEC, {
    faults: [{ kind: "slow", action: "sts:AssumeRole", account: HUB, ms: 300 }],
  });
  const aws = connect(t, { ...home().env, ...simulator.env(HUB) });
  const chain = [{ role: `arn:aws:iam::${ONE}:role/Gate`, externalId: "first" }];
  const two = () => account({ id: TWO, roles: [...chain, { role: "Inner", externalId: "second" }] });
  const controller = new AbortController();
  const first = aws.access(two(), controller.signal);
  const second = enter(aws, two());
  setTimeout(() => controller.abort(new Error("stopped")), 100);
  await assert.rejects(first);
  assert.equal((await second).accountId, TWO);
});

test("STS is called in the configured region if every account has it, else in the partition's main region", async (t) => {
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

test("a default role is not assumed in the account of the base credentials", async (t) => {
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
