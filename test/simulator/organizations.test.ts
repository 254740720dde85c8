import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  DescribeOrganizationalUnitCommand,
  DescribeOrganizationCommand,
  ListAccountsForParentCommand,
  ListParentsCommand,
  ListRootsCommand,
  paginateListAccounts,
  paginateListOrganizationalUnitsForParent,
} from "@aws-sdk/client-organizations";
import { type EstateSpec, estate, type Simulator, startSimulator } from "../../simulator/index.ts";
import { clients, failureOf } from "../support/simulator/clients.ts";

const SPEC: EstateSpec = {
  accounts: [
    { name: "hub" },
    { name: "prod", ou: "Workloads/Prod" },
    { name: "old", ou: "Workloads/Prod", state: "SUSPENDED" },
    { name: "dev", ou: "Workloads/Dev" },
    { name: "audit", ou: "Security" },
  ],
  delegated: ["555555555555"],
};

let simulator: Simulator;
before(async () => {
  simulator = await startSimulator({ pageSize: 2, estate: estate(SPEC) });
});
after(() => simulator.close());

async function accountsSeenBy(accountId: string, of = simulator) {
  const { organizations: client } = clients(of, { key: of.credentialsFor(accountId), region: "us-east-1" });
  const found: string[] = [];
  for await (const { Accounts } of paginateListAccounts({ client }, {})) {
    found.push(...(Accounts ?? []).map(({ Id, Name, State, Status }) => `${Id} ${Name} ${State} ${Status}`));
  }
  return found;
}

test("the management account and the delegated administrator list all accounts, page by page", async () => {
  const all = [
    "111111111111 hub ACTIVE undefined",
    "222222222222 prod ACTIVE undefined",
    "333333333333 old SUSPENDED undefined",
    "444444444444 dev ACTIVE undefined",
    "555555555555 audit ACTIVE undefined",
  ];
  simulator.requests.reset();
  assert.deepEqual(await accountsSeenBy("111111111111"), all);
  assert.equal(simulator.requests.count("organizations:ListAccounts"), 3);
  assert.deepEqual(await accountsSeenBy("555555555555"), all);
});

test("a member account may not list accounts, but may describe its organization", async () => {
  const { organizations } = clients(simulator, {
    key: simulator.credentialsFor("222222222222"),
    region: "us-east-1",
  });
  const failure = await failureOf(accountsSeenBy("222222222222"));
  assert.deepEqual([failure.name, failure.status], ["AccessDeniedException", 400]);
  const { Organization } = await organizations.send(new DescribeOrganizationCommand({}));
  assert.equal(Organization?.MasterAccountId, "111111111111");
  assert.match(Organization?.Arn ?? "", /^arn:aws:organizations::111111111111:organization\/o-[a-z0-9]{10}$/);
});

test("without an organization, describing it is an error", async () => {
  const alone = await startSimulator({ estate: estate({ ...SPEC, organization: false }) });
  const failure = await failureOf(accountsSeenBy("111111111111", alone));
  await alone.close();
  assert.equal(failure.name, "AWSOrganizationsNotInUseException");
});

test("the field that names an account's state is the estate's choice", async () => {
  const both = await startSimulator({ estate: estate({ ...SPEC, stateField: "both" }) });
  const old = await startSimulator({ estate: estate({ ...SPEC, stateField: "Status" }) });
  assert.equal((await accountsSeenBy("111111111111", both))[2], "333333333333 old SUSPENDED SUSPENDED");
  assert.equal((await accountsSeenBy("111111111111", old))[2], "333333333333 old undefined SUSPENDED");
  await Promise.all([both.close(), old.close()]);
});

test("the tree of units", async () => {
  const { organizations: client } = clients(simulator, { region: "us-east-1" });
  const { Roots } = await client.send(new ListRootsCommand({}));
  const tree: Record<string, unknown> = {};
  const walk = async (parentId: string, path: string): Promise<void> => {
    const { Accounts } = await client.send(new ListAccountsForParentCommand({ ParentId: parentId }));
    tree[path] = Accounts?.map(({ Name }) => Name);
    for await (const page of paginateListOrganizationalUnitsForParent({ client }, { ParentId: parentId })) {
      for (const unit of page.OrganizationalUnits ?? []) await walk(unit.Id ?? "", `${path}/${unit.Name}`);
    }
  };
  await walk(Roots?.[0]?.Id ?? "", "");
  assert.deepEqual(tree, {
    "": ["hub"],
    "/Workloads": [],
    "/Workloads/Prod": ["prod", "old"],
    "/Workloads/Dev": ["dev"],
    "/Security": ["audit"],
  });
  const { Parents } = await client.send(new ListParentsCommand({ ChildId: "555555555555" }));
  const unit = await client.send(
    new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: Parents?.[0]?.Id }),
  );
  assert.deepEqual([Parents?.[0]?.Type, unit.OrganizationalUnit?.Name], ["ORGANIZATIONAL_UNIT", "Security"]);
});

test("units and parents that do not exist", async () => {
  const { organizations } = clients(simulator, { region: "us-east-1" });
  const name = async (ParentId: string) =>
    (await failureOf(organizations.send(new ListAccountsForParentCommand({ ParentId })))).name;
  assert.equal(await name("ou-sim1-00000000"), "ParentNotFoundException");
  assert.equal(await name("Workloads"), "InvalidInputException");
  const unit = organizations.send(
    new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: "ou-sim1-00000000" }),
  );
  assert.equal((await failureOf(unit)).name, "OrganizationalUnitNotFoundException");
});
