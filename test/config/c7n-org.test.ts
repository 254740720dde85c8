/** Accounts files that c7n-org's generator and its users write. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { estate, type Simulator, startSimulator } from "../../simulator/index.ts";
import { cleanEnv, program } from "../support/cli/program.ts";
import { folder, read } from "../support/config/read-accounts.ts";

let simulator: Simulator;
before(async () => {
  simulator = await startSimulator({
    estate: estate({ accounts: [{ name: "hub", functions: { "eu-west-1": ["a nodejs24.x"] } }] }),
  });
});
after(() => simulator.close());

/** As PyYAML writes them: ids that are octal numbers in YAML 1.1 in quotes, all others without. */
const GENERATED = `accounts:
- account_id: 012345678901
  email: one@example.com
  name: one
  role: arn:aws:iam::012345678901:role/OrganizationAccountAccessRole
- account_id: '012345670123'
  name: two
- account_id: 111122223333
  name: three
- {account_id: 000000000009, name: four}
`;

test("12 digits are an account id, with or without quotes, leading zeros included", async () => {
  const { accounts } = await read(GENERATED);
  assert.deepEqual(
    accounts.map(({ id }) => id),
    ["012345678901", "012345670123", "111122223333", "000000000009"],
  );
  const [ours] = (await read("accounts:\n  - id: 012345678901\n")).accounts;
  assert.equal(ours?.id, "012345678901");
  const json = (await read('{"accounts": [{"id": 111122223333}]}')).accounts;
  assert.equal(json[0]?.id, "111122223333");
});

test("any other number is not an account id", async () => {
  for (const id of [
    "12345678901",
    "1111222233334",
    "0x1111222233",
    "1.11122223333e11",
    "+11122223333",
    "1111_2222_3333",
  ]) {
    await assert.rejects(read(`accounts:\n  - id: ${id}\n`), { name: "UserError" }, id);
  }
});

const OWN_KEYS = `accounts:
- account_id: '111122223333'
  name: one
  region: eu-west-1
  aws_profile: sandbox
  vars: {a: 1, a: 2}
- account_id: '222233334444'
  external: abc
  email: two@example.com
  region: us-east-1
`;

test("keys that neither c7n-org nor this program uses are ignored, with one warning that lists them", async () => {
  const { accounts, warnings } = await read(OWN_KEYS);
  assert.deepEqual(
    accounts.map(({ id, regions, profile }) => [id, regions, profile]),
    [
      ["111122223333", undefined, undefined],
      ["222233334444", undefined, undefined],
    ],
  );
  assert.deepEqual(warnings, [
    "accounts.yaml: ignoring keys that are not used: aws_profile, external, region",
  ]);
});

test("regions are what c7n-org makes of them: several in one item, all of them, or its two defaults", async () => {
  const { accounts, warnings } = await read(`accounts:
- account_id: '111122223333'
  regions: ['us-east-1, eu-west-1', us-west-2]
- account_id: '222233334444'
  regions: []
- account_id: '333344445555'
  regions: [all]
- account_id: '444455556666'
`);
  assert.deepEqual(
    accounts.map(({ regions }) => regions?.source),
    [["us-east-1", "eu-west-1", "us-west-2"], ["us-east-1", "us-west-2"], ["*"], undefined],
  );
  assert.deepEqual(warnings, [
    "accounts.yaml: an empty list of regions means us-east-1 and us-west-2, as in c7n-org; remove the key regions to scan every region",
  ]);
  await assert.rejects(read('accounts: [{id: "111122223333", regions: []}]'), /regions: is empty/);
  await assert.rejects(
    read('accounts: [{id: "111122223333", regions: ["us-east-1,eu-west-1"]}]'),
    /unknown region/,
  );
});

test("the program prints the warning and scans", async () => {
  await read("accounts:\n- {account_id: 111111111111, name: hub, region: eu-west-1}\n", "c7n.yaml");
  const { code, stderr } = await program(["-a", "c7n.yaml", "-r", "eu-west-1"], {
    cwd: folder,
    env: cleanEnv(simulator.env()),
  });
  assert.equal(code, 0, stderr);
  assert.match(stderr, /^lambda-inventory: warning: c7n\.yaml: ignoring keys that are not used: region\n/);
});
