import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { EstateSpec, Simulator, SimulatorOptions } from "../../simulator/index.ts";
import type { OrganizationRequest } from "../../src/aws/accounts/organizations.ts";
import type { Aws } from "../../src/aws/aws.ts";
import { ALL_REGIONS, complaint, connect, enter, home, simulate } from "../support/aws/world.ts";
import { together } from "../support/simulator/waiting.ts";

const MANAGEMENT = "111111111111";

const SPEC: EstateSpec = {
  accounts: [
    { name: "management" },
    { name: "audit", ou: "Security" },
    { name: "prod", ou: "Workloads/Prod" },
    { name: "prod-eu", ou: "Workloads/Prod/Europe" },
    { name: "dev", ou: "Workloads/Dev" },
    { name: "left", ou: "Workloads/Dev", state: "SUSPENDED" },
    { name: "leaving", ou: "Workloads/Dev", state: "PENDING_CLOSURE" },
    { name: "coming", state: "PENDING_ACTIVATION" },
    { name: "gone", state: "CLOSED" },
  ],
  delegated: ["222222222222"],
};

const REQUEST: OrganizationRequest = {
  base: { kind: "default" },
  ous: [],
  excludeOus: [],
  role: undefined,
  externalId: undefined,
  sessionName: undefined,
  regions: ALL_REGIONS,
};

async function start(
  t: TestContext,
  spec: EstateSpec = SPEC,
  options: Omit<SimulatorOptions, "estate"> = {},
  from = MANAGEMENT,
): Promise<{
  simulator: Simulator;
  aws: Aws;
  list: (changes?: Partial<OrganizationRequest>) => ReturnType<Aws["organizationAccounts"]>;
}> {
  const simulator = await simulate(t, spec, options);
  const aws = connect(t, { ...home().env, ...simulator.env(from) });
  return { simulator, aws, list: (changes = {}) => aws.organizationAccounts({ ...REQUEST, ...changes }) };
}

const names = ({ accounts }: { accounts: readonly { name: string }[] }) => accounts.map(({ name }) => name);
const unit = (simulator: Simulator, name: string): string =>
  simulator.estate.organization?.units.find((each) => each.name === name)?.id ?? "";

test("every active account, the calling one with its own credentials, the others by the role", async (t) => {
  const { simulator, aws, list } = await start(t, SPEC, { pageSize: 2 });
  const { accounts, skipped } = await list({ externalId: "x-1" });
  assert.deepEqual(
    accounts.map(({ id, name, roles }) => [
      id,
      name,
      roles.map(({ role, externalId }) => `${role} ${externalId}`),
    ]),
    [
      [MANAGEMENT, "management", []],
      ["222222222222", "audit", ["LambdaInventoryReadOnly x-1"]],
      ["333333333333", "prod", ["LambdaInventoryReadOnly x-1"]],
      ["444444444444", "prod-eu", ["LambdaInventoryReadOnly x-1"]],
      ["555555555555", "dev", ["LambdaInventoryReadOnly x-1"]],
    ],
  );
  assert.deepEqual(
    skipped.map(({ name, via, reason }) => [name, via, reason]),
    [
      ["left", "AWS Organizations", "suspended in AWS Organizations"],
      ["leaving", "AWS Organizations", "being closed"],
      ["coming", "AWS Organizations", "not activated yet"],
      ["gone", "AWS Organizations", "closed"],
    ],
  );
  assert.deepEqual(simulator.requests.byAction, {
    "sts:GetCallerIdentity": 1,
    "organizations:ListAccounts": 5,
  });
  const sessions = await Promise.all(accounts.map((each) => enter(aws, each)));
  assert.deepEqual(
    sessions.map(({ via }) => via.replace(/^environment variables/, "")),
    [
      "",
      ...["2", "3", "4", "5"].map(
        (digit) => ` → arn:aws:iam::${digit.repeat(12)}:role/LambdaInventoryReadOnly`,
      ),
    ],
  );
  assert.equal(simulator.requests.count("sts:AssumeRole"), 4);
});

test("accounts are passed on while others are being listed, after the request for the next page", async (t) => {
  const simulator = await simulate(t, SPEC, { pageSize: 2 });
  let requests = 0;
  const aws = connect(
    t,
    { ...home().env, ...simulator.env(MANAGEMENT) },
    {
      limitListing(call) {
        requests++;
        return call();
      },
    },
  );
  const passedOn: number[] = [];
  await aws.organizationAccounts({ ...REQUEST, arrived: () => void passedOn.push(requests) });
  assert.equal(requests, 5);
  assert.ok((passedOn[0] ?? 0) >= 2, `after ${passedOn[0]} requests`);
});

for (const stateField of ["Status", "both"] as const) {
  test(`responses from before the field State: ${stateField}`, async (t) => {
    const { list } = await start(t, { ...SPEC, stateField });
    const { accounts, skipped } = await list();
    assert.ok(accounts.length >= 5);
    assert.ok(skipped.some(({ name }) => name === "left"));
    assert.ok(skipped.some(({ name }) => name === "leaving"));
  });
}

test("a delegated administrator can list accounts, and is read with its own credentials", async (t) => {
  const { list } = await start(t, SPEC, {}, "222222222222");
  const { accounts } = await list();
  assert.deepEqual(
    accounts.filter(({ roles }) => roles.length === 0).map(({ name }) => name),
    ["audit"],
  );
});

test("an organizational unit with its children, each account once, without the excluded units", async (t) => {
  const { simulator, list } = await start(t, SPEC, { pageSize: 1 });
  const [workloads, prod, europe, dev] = ["Workloads", "Prod", "Europe", "Dev"].map((name) =>
    unit(simulator, name),
  );
  const ids = (...list: (string | undefined)[]) => list.map((id) => id ?? "");
  assert.deepEqual(names(await list({ ous: ids(workloads) })), ["prod", "prod-eu", "dev"]);
  assert.deepEqual(names(await list({ ous: ids(prod, europe, workloads) })), ["prod", "prod-eu", "dev"]);
  assert.deepEqual(names(await list({ ous: ids(workloads), excludeOus: ids(europe) })), ["prod", "dev"]);
  assert.deepEqual(names(await list({ excludeOus: ids(workloads) })), ["management", "audit"]);
  assert.deepEqual(names(await list({ ous: ids(dev) })), ["dev"]);
  const root = simulator.estate.organization?.rootId ?? "";
  assert.deepEqual(names(await list({ ous: [root], excludeOus: ids(prod) })), ["management", "audit", "dev"]);
});

test("a unit that does not exist", async (t) => {
  const { list } = await start(t);
  for (const request of [{ ous: ["ou-abcd-12345678"] }, { excludeOus: ["ou-abcd-12345678"] }]) {
    assert.equal(
      await complaint(list(request)),
      'no organizational unit "ou-abcd-12345678" in this organization | `aws organizations list-organizational-units-for-parent` lists the units. Or list the accounts in a file: --accounts FILE.',
    );
  }
});

test("no account is left", async (t) => {
  const { simulator, list } = await start(t);
  const workloads = unit(simulator, "Workloads");
  assert.equal(
    await complaint(list({ ous: [workloads], excludeOus: [workloads] })),
    `no active account in ${workloads} without ${workloads} | Choose other units with --ou and --exclude-ou.`,
  );
});

test("access to Organizations denied: the caller, and an alternative", async (t) => {
  const { list } = await start(t, SPEC, {}, "333333333333");
  assert.match(
    await complaint(list()),
    /^arn:aws:iam::333333333333:user\/\S+ may not list the accounts of the organization \(organizations:ListAccounts\) \| Use credentials of the management account or a delegated administrator, or list the accounts in a file: --accounts FILE\.$/,
  );
});

test("an account that does not belong to an organization", async (t) => {
  const { list } = await start(t, { ...SPEC, organization: false });
  assert.match(
    await complaint(list()),
    /^the account of arn:aws:iam::111111111111:user\/\S+ does not belong to an organization \|.* --accounts FILE\.$/,
  );
});

test("without credentials, the error is about them, not about the organization", async (t) => {
  const { aws } = await start(t);
  const keyless = connect(t, home().env);
  assert.match(await complaint(keyless.organizationAccounts(REQUEST)), /^no AWS credentials /);
  const missing = aws.organizationAccounts({ ...REQUEST, base: { kind: "profile", profile: "hub" } });
  assert.match(await complaint(missing), /^no profile "hub" in /);
});

for (const [partition, region] of [
  ["aws", "us-east-1"],
  ["aws-cn", "cn-northwest-1"],
  ["aws-us-gov", "us-gov-west-1"],
] as const) {
  test(`Organizations of ${partition} is called in ${region}`, async (t) => {
    const regions = [region, partition === "aws" ? "eu-west-1" : region];
    const spec = { partition, accounts: [{ name: "management", regions }] };
    const { simulator, list } = await start(t, spec);
    await list();
    assert.deepEqual(
      simulator.requests.of("organizations:ListAccounts").map((call) => call.region),
      [region],
    );
  });
}

test("the pages of a large organization are requested one after the other, on at most two connections", async (t) => {
  const accounts = Array.from({ length: 100 }, (_, i) => ({ name: `member-${i}` }));
  const { simulator, list } = await start(t, { accounts: [{ name: "management" }, ...accounts] });
  const { accounts: found, skipped } = await list();
  assert.equal(found.length + skipped.length, 101);
  const { byAction, connectionsOpened } = simulator.requests;
  assert.equal(byAction["organizations:ListAccounts"], 6);
  // A page is passed on at once, while its connection is still in use.
  assert.ok(connectionsOpened <= 2, `${connectionsOpened} connections`);
});

test("the first page is requested while it is still being found out who calls", async (t) => {
  const { simulator, list } = await start(t, SPEC, { latencyMs: together(2) });
  assert.equal((await list()).accounts.length, 5);
  assert.deepEqual(simulator.requests.byAction, {
    "sts:GetCallerIdentity": 1,
    "organizations:ListAccounts": 1,
  });
  assert.equal(simulator.requests.peakInFlight, 2);
});

test("a first page that is refused is not requested again", async (t) => {
  const { simulator, list } = await start(t, SPEC, { faults: [{ kind: "deny", action: "ListAccounts" }] });
  assert.match(await complaint(list()), /organizations:ListAccounts/);
  assert.equal(simulator.requests.byAction["organizations:ListAccounts"], 1);
});

test("a first page for which the session had expired is requested with a new one", async (t) => {
  const estate = { accounts: [{ name: "hub", roles: [{ name: "Start" }] }, { name: "other" }] };
  const expire = { kind: "expire-sessions", action: "organizations:ListAccounts", times: 1 } as const;
  const simulator = await simulate(t, estate, { faults: [expire] });
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, ...env } = simulator.env(MANAGEMENT);
  const keys = `[keys]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`;
  const role = `role_arn = arn:aws:iam::${MANAGEMENT}:role/Start\nsource_profile = keys\n`;
  const { env: ofHome } = home({ config: `[profile start]\n${role}`, credentials: keys });
  const aws = connect(t, { ...ofHome, ...env });
  const { accounts } = await aws.organizationAccounts({
    ...REQUEST,
    base: { kind: "profile", profile: "start" },
  });
  assert.equal(accounts.length, 2);
  assert.equal(simulator.requests.byAction["sts:AssumeRole"], 2);
});
