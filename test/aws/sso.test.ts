import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type TestContext, test } from "node:test";
import type { SimulatorOptions } from "../../simulator/index.ts";
import {
  ALL_REGIONS,
  calm,
  complaint,
  connect,
  type Env,
  enter,
  type Home,
  home,
  logIn,
  refusal,
  simulate,
} from "../support/aws/world.ts";

const SPEC = {
  accounts: [
    { name: "hub", regions: ["eu-central-1"], permissionSets: ["ReadOnly", "Admin"] },
    {
      name: "one",
      regions: ["eu-central-1"],
      permissionSets: ["Auditor"],
      functions: { "eu-central-1": ["f"] },
    },
    { name: "two", permissionSets: ["Admin", "Billing"] },
    { name: "three" },
  ],
};

const CONFIG =
  "[sso-session corp]\nsso_region = eu-central-1\nsso_start_url = https://corp.awsapps.com/start\n" +
  "[sso-session half]\nsso_region = eu-central-1\n[profile work]\nsso_session = corp\n";

async function start(t: TestContext, options: Omit<SimulatorOptions, "estate"> = {}) {
  const simulator = await simulate(t, SPEC, options);
  const own: Home = home({ config: CONFIG });
  const env: Env = { ...own.env, AWS_ENDPOINT_URL: simulator.url };
  const aws = connect(t, env);
  const list = (session: string, ...ssoRoles: string[]) =>
    aws.ssoAccounts({ session, ssoRoles, regions: ALL_REGIONS });
  return { simulator, own, aws, list };
}

test("every account with the first permission set that is assigned there; the rest are skipped, with those that are", async (t) => {
  const { simulator, own, aws, list } = await start(t, { pageSize: 1 });
  logIn(own, "corp", simulator.portalLogin());
  const { accounts, skipped } = await list("corp", "Auditor", "ReadOnly");
  assert.deepEqual(
    accounts.map(({ id, name, base }) => [id, name, base]),
    [
      ["111111111111", "hub", { kind: "sso", session: "corp", role: "ReadOnly" }],
      ["222222222222", "one", { kind: "sso", session: "corp", role: "Auditor" }],
    ],
  );
  assert.deepEqual(skipped, [
    {
      id: "333333333333",
      name: "two",
      via: "sso corp",
      reason: "none of the --sso-role permission sets is assigned here (assigned: Admin, Billing)",
    },
  ]);
  assert.deepEqual(simulator.requests.byAction, { "sso:ListAccounts": 3, "sso:ListAccountRoles": 5 });

  simulator.requests.reset();
  const session = await enter(aws, accounts[1] ?? assert.fail());
  assert.deepEqual(
    [session.accountId, session.partition, session.via],
    ["222222222222", "aws", "sso corp Auditor"],
  );
  const { functions } = await session.listFunctions(
    "eu-central-1",
    { marker: undefined, versions: "latest" },
    calm(),
  );
  assert.equal(functions.length, 1);
  assert.deepEqual(await session.enabledRegions(calm()), [{ name: "eu-central-1", enabled: true }]);
  // The portal gave what it was asked for, so STS need not be asked who we are.
  assert.deepEqual(simulator.requests.byAction, {
    "sso:GetRoleCredentials": 1,
    "lambda:ListFunctions": 1,
    "ec2:DescribeRegions": 1,
  });
});

test("a login about to expire is renewed once, and the new token is cached for other programs", async (t) => {
  const { simulator, own, list } = await start(t);
  const file = logIn(own, "corp", simulator.portalLogin({ seconds: 120 }));
  assert.equal((await list("corp", "ReadOnly")).accounts.length, 1);
  assert.equal(simulator.requests.count("sso-oauth:CreateToken"), 1);
  const left = JSON.parse(readFileSync(file, "utf8"));
  assert.ok(new Date(left.expiresAt).getTime() - Date.now() > 7 * 3_600_000);
});

const EXPIRED = "not signed in to SSO session corp (or it expired): run aws sso login --sso-session corp";

test("a login that has expired, does not exist, or is unknown to the portal", async (t) => {
  const { simulator, own, list } = await start(t);
  assert.equal(await complaint(list("corp", "ReadOnly")), EXPIRED);
  const { accessToken, expiresAt } = simulator.portalLogin({ seconds: -60 });
  logIn(own, "corp", { accessToken, expiresAt });
  assert.equal(await complaint(list("corp", "ReadOnly")), EXPIRED);
  assert.equal(simulator.requests.total, 0);
  logIn(own, "corp", { ...simulator.portalLogin(), accessToken: "revoked" });
  assert.equal(await complaint(list("corp", "ReadOnly")), EXPIRED);
});

test("a permission set that is no longer assigned", async (t) => {
  const { simulator, own, aws, list } = await start(t);
  logIn(own, "corp", simulator.portalLogin());
  const { accounts } = await list("corp", "ReadOnly");
  const [first = assert.fail()] = accounts;
  const gone = { ...first, base: { kind: "sso" as const, session: "corp", role: "Gone" } };
  assert.equal(
    await refusal(aws, gone),
    "denied credentials ForbiddenException: the permission set Gone is not assigned to you in 111111111111 (SSO session corp)",
  );
});

test("access to an account that is lost while accounts are listed does not affect the others", async (t) => {
  const faults = [{ kind: "deny", action: "sso:ListAccountRoles", account: "222222222222" }] as const;
  const { simulator, own, list } = await start(t, { faults });
  logIn(own, "corp", simulator.portalLogin());
  const { accounts, skipped } = await list("corp", "ReadOnly", "Auditor");
  assert.deepEqual(
    accounts.map(({ name }) => name),
    ["hub"],
  );
  assert.deepEqual(
    skipped.map(({ name, reason }) => `${name}: ${reason}`),
    [
      "one: none of the --sso-role permission sets is assigned here (assigned: none)",
      "two: none of the --sso-role permission sets is assigned here (assigned: Admin, Billing)",
    ],
  );
});

test("verify requests the credentials of a few accounts at a time, not of hundreds", async (t) => {
  const accounts = Array.from({ length: 60 }, (_, i) => ({
    id: String(200000000000 + i),
    permissionSets: ["ReadOnly"],
  }));
  const simulator = await simulate(t, { accounts }, { latencyMs: 150 });
  const own = home({ config: CONFIG });
  logIn(own, "corp", simulator.portalLogin());
  const aws = connect(t, { ...own.env, AWS_ENDPOINT_URL: simulator.url }, { maxAttempts: 1 });
  const request = { session: "corp", ssoRoles: ["ReadOnly"], regions: ALL_REGIONS };
  const { accounts: found } = await aws.ssoAccounts(request);
  await aws.verify(found);
  assert.equal(simulator.requests.count("sso:GetRoleCredentials"), 8);
  simulator.requests.reset();
  simulator.faults.add({ kind: "deny", action: "sso:GetRoleCredentials" });
  const again = connect(t, { ...own.env, AWS_ENDPOINT_URL: simulator.url }, { maxAttempts: 1 });
  assert.equal(
    await complaint(again.verify(found)),
    "the permission set ReadOnly is not assigned to you in 200000000000 (SSO session corp) (and 59 other base credentials fail)",
  );
  assert.equal(simulator.requests.count("sso:GetRoleCredentials"), 60);
  assert.equal(simulator.requests.peakInFlight, 8);
});

test("permission sets that are assigned nowhere", async (t) => {
  const { simulator, own, list } = await start(t);
  logIn(own, "corp", simulator.portalLogin());
  assert.equal(
    await complaint(list("corp", "Readonly")),
    'SSO session "corp": permission set "Readonly" is not assigned to you in any account (3 found) | Did you mean ReadOnly? Available: Admin, Auditor, Billing, ReadOnly. Pass one with --sso-role.',
  );
});

for (const [name, said] of [
  ["cor", /^no sso-session "cor" in \S+ and \S+ \| Did you mean "corp"\?$/],
  ["work", /^no sso-session "work" in .* \| Profile "work" uses the sso-session "corp"\.$/],
  ["somewhere-else", /^no sso-session "somewhere-else" in .* \| Run: aws configure sso-session$/],
  ["half", /^sso-session "half": sso_start_url missing \(\S+config:4\) \| Run: aws configure sso-session$/],
] as const) {
  test(`the session ${name} that cannot work`, async (t) => {
    const { list } = await start(t);
    assert.match(await complaint(list(name, "ReadOnly")), said);
  });
}
