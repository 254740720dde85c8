import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { failureOf } from "../support/aws/wire.ts";
import { account, calm, connect, enter, home, simulate } from "../support/aws/world.ts";

const HUB = "111111111111";
const ONE = "222222222222";
const REGIONS = ["us-east-1", "eu-west-1", "af-south-1"];
const PAGE = { marker: undefined, versions: "latest" } as const;

async function start(t: TestContext) {
  const roles = [{ name: "Reader" }];
  const simulator = await simulate(t, {
    accounts: [
      { id: HUB, regions: REGIONS },
      { id: ONE, regions: REGIONS, roles },
    ],
  });
  const aws = connect(t, { ...home().env, ...simulator.env(HUB) });
  const session = await enter(aws, account({ id: ONE, roles: [`arn:aws:iam::${ONE}:role/Reader`] }));
  const read = (region: string) => session.listFunctions(region, PAGE, calm());
  const deleteRole = () => {
    const one = simulator.estate.account(ONE);
    if (one) Object.assign(one, { roles: [] });
  };
  return { simulator, read, deleteRole };
}

test("a role that is deleted in mid-run leaves no region that looks disabled", async (t) => {
  const { simulator, read, deleteRole } = await start(t);
  await read("us-east-1");
  deleteRole();
  const said = await Promise.all(["eu-west-1", "af-south-1"].map((region) => failureOf(read(region))));
  for (const each of said) {
    assert.equal(
      each,
      `unauthenticated credentials InvalidClientTokenId: AWS no longer accepts the credentials of environment variables → arn:aws:iam::${ONE}:role/Reader: The security token included in the request is invalid: check the access key, and that it belongs to this partition`,
    );
  }
  assert.equal(simulator.requests.count("sts:GetCallerIdentity"), 1);
});

test("a region that is not enabled is that: STS knows the credentials, and is asked once", async (t) => {
  const { simulator, read } = await start(t);
  const off = ["ap-east-1", "eu-south-1", "me-south-1"];
  const said = await Promise.all(off.map((region) => failureOf(read(region))));
  for (const each of said) assert.match(each, /^disabled functions UnrecognizedClientException: /);
  assert.equal(simulator.requests.count("sts:GetCallerIdentity"), 1);
});

test("where STS cannot be asked, nobody knows better", async (t) => {
  const { simulator, read } = await start(t);
  simulator.faults.add({ kind: "server-error", action: "sts:*" });
  assert.match(await failureOf(read("ap-east-1")), /^disabled functions UnrecognizedClientException: /);
});
