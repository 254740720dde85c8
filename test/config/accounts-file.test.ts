import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { type AccountOverrides, accountsFromFile } from "../../src/config/accounts.ts";
import { type AccountsFile, readAccountsFile } from "../../src/config/accounts-file.ts";
import type { Account } from "../../src/model/account.ts";

const folder = mkdtempSync(join(tmpdir(), "lambda-inventory-accounts-"));

function read(content: string | Buffer, name = "accounts.yaml"): Promise<AccountsFile> {
  writeFileSync(join(folder, name), content);
  return readAccountsFile(name, folder);
}

const NOTHING: AccountOverrides = {
  profiles: [],
  role: undefined,
  externalId: undefined,
  sessionName: undefined,
  regions: { include: undefined, exclude: undefined },
};

/** An account with its patterns as they were written, and without what is undefined. */
function plain({ regions, ...account }: Account): unknown {
  const choice = { include: regions.include?.source, exclude: regions.exclude?.source };
  return JSON.parse(JSON.stringify({ ...account, ...choice }));
}

function accountsOf(file: AccountsFile): unknown[] {
  return accountsFromFile(file, NOTHING).map(plain);
}

test("the example at the root reads as its comments say", async () => {
  const file = await readAccountsFile("accounts.example.yaml", process.cwd());
  const hub = { kind: "profile", profile: "hub" };
  const given = { externalId: "inventory-7f3c", sessionName: "lambda-inventory" };
  const regions = { include: ["eu-*", "us-east-1"], exclude: ["eu-south-2"] };
  assert.deepEqual(accountsOf(file), [
    {
      id: "111122223333",
      name: "payments-prod",
      base: hub,
      roles: [{ role: "LambdaInventoryReadOnly", ...given }],
      ownRole: false,
      tags: ["prod"],
      ...regions,
    },
    {
      id: "222233334444",
      name: "payments-dev",
      base: hub,
      roles: [{ role: "audit/LambdaReader", ...given }],
      ownRole: true,
      tags: [],
      ...regions,
      include: ["eu-west-1"],
    },
    {
      id: "333344445555",
      name: "partner",
      base: hub,
      roles: [
        { role: "arn:aws:iam::999988887777:role/Hub", ...given },
        { role: "PartnerReader", ...given, externalId: "partner-42" },
      ],
      ownRole: true,
      tags: [],
      ...regions,
    },
    {
      id: "444455556666",
      name: "security",
      base: hub,
      roles: [{ role: "Auditor", ...given, mfaSerial: "arn:aws:iam::999988887777:mfa/me" }],
      ownRole: true,
      tags: [],
      ...regions,
    },
    {
      id: "555566667777",
      name: "sandbox",
      base: { kind: "profile", profile: "sandbox" },
      roles: [],
      ownRole: false,
      tags: [],
      ...regions,
    },
    {
      id: "666677778888",
      name: "data",
      base: { kind: "sso", session: "company", role: "ReadOnlyAccess" },
      roles: [],
      ownRole: false,
      tags: [],
      ...regions,
    },
  ]);
});

/** As c7n-org's documentation and its script for AWS Organizations write them. */
const C7N_ORG = `
vars:
  charge_code: xyz
accounts:
- account_id: '123123123123'
  name: account-1
  display_name: Account One
  email: one@example.com
  org_id: o-abc123
  regions:
  - us-east-1
  - us-west-2
  role: arn:aws:iam::123123123123:role/CloudCustodian
  tags:
  - type:prod
  - division:some division
  vars:
    charge_code: abc
- account_id: '123123123124'
  name: account-2
  region_note: our own key
  regions: [all]
  role:
  - arn:aws:iam::999999999999:role/Hub
  - arn:aws:iam::123123123124:role/CloudCustodian
  external_id: bc-1
- account_id: '123123123125'
  name: account-3
  profile: sandbox
`;

test("a c7n-org file is read as it is", async () => {
  assert.deepEqual(accountsOf(await read(C7N_ORG)), [
    {
      id: "123123123123",
      name: "account-1",
      base: { kind: "default" },
      roles: [{ role: "arn:aws:iam::123123123123:role/CloudCustodian" }],
      ownRole: true,
      tags: ["type:prod", "division:some division"],
      include: ["us-east-1", "us-west-2"],
    },
    {
      id: "123123123124",
      name: "account-2",
      base: { kind: "default" },
      roles: [
        { role: "arn:aws:iam::999999999999:role/Hub", externalId: "bc-1" },
        { role: "arn:aws:iam::123123123124:role/CloudCustodian", externalId: "bc-1" },
      ],
      ownRole: true,
      tags: [],
      include: ["*"],
    },
    {
      id: "123123123125",
      name: "account-3",
      base: { kind: "profile", profile: "sandbox" },
      roles: [],
      ownRole: false,
      tags: [],
    },
  ]);
});

const SMALL = [
  {
    id: "111122223333",
    name: "日本",
    base: { kind: "default" },
    roles: [{ role: "Reader" }],
    ownRole: true,
    tags: [],
  },
];
const SMALL_JSON = JSON.stringify(
  { accounts: [{ id: "111122223333", name: "日本", role: "Reader" }] },
  null,
  "\t",
);

test("JSON is read, also when it is indented with tabs", async () => {
  assert.deepEqual(accountsOf(await read(SMALL_JSON, "accounts.json")), SMALL);
});

test("a byte order mark is passed over, in UTF-8 and in PowerShell's UTF-16", async () => {
  assert.deepEqual(accountsOf(await read(`\u{feff}${SMALL_JSON}`)), SMALL);
  assert.deepEqual(accountsOf(await read(Buffer.from(`\u{feff}${SMALL_JSON}`, "utf16le"))), SMALL);
});

test("Windows line ends, anchors, aliases and merge keys are read", async () => {
  const text = `accounts:
  - &first
    id: "111122223333"
    role: &reader Reader
    regions: &home [eu-west-1]
  - <<: *first
    id: "222233334444"
    role: [Hub, *reader]
  - <<: [{name: third}, *first]
    id: "333344445555"
    excludeRegions: *home
`;
  const [first, second, third] = (await read(text.replaceAll("\n", "\r\n"))).accounts;
  assert.deepEqual([first?.id, second?.id, third?.id], ["111122223333", "222233334444", "333344445555"]);
  assert.deepEqual(
    second?.role?.map(({ role }) => role),
    ["Hub", "Reader"],
  );
  assert.deepEqual([second?.regions?.source, third?.excludeRegions?.source], [["eu-west-1"], ["eu-west-1"]]);
  assert.equal(third?.name, "third");
});

test("merge keys that lead back to themselves, or double at every step, end", async () => {
  const lines = Array.from(
    { length: 60 },
    (_, i) => `  - &a${i + 1} {<<: [*a${i}, *a${i}], id: "${100_000_000_000 + i}"}`,
  );
  const text = `accounts:\n  - &a0 {<<: *a0, id: "222233334444"}\n${lines.join("\n")}\n`;
  assert.equal((await read(text)).accounts.length, 61);
});

test("the catalogue is a URL, or a path from the file's folder", async () => {
  const rest = '\naccounts: [{id: "111122223333"}]';
  assert.equal((await read(`catalogue: data/c.json${rest}`)).catalogue, join(folder, "data/c.json"));
  assert.equal((await read(`catalogue: /c.json${rest}`)).catalogue, "/c.json");
  assert.equal(
    (await read(`catalogue: https://x.example/c.json${rest}`)).catalogue,
    "https://x.example/c.json",
  );
  // Not a path: whoever loads it says what is wrong with it.
  assert.equal((await read(`catalogue: ftp://x.example/c.json${rest}`)).catalogue, "ftp://x.example/c.json");
  assert.equal((await read(rest)).catalogue, undefined);
});

test("ten thousand accounts are read in seconds", async () => {
  const entries = Array.from(
    { length: 10_000 },
    (_, i) => `  - id: "${100_000_000_000 + i}"\n    name: a${i}\n    role: *reader\n`,
  );
  const start = performance.now();
  const { accounts } = await read(`defaults: {role: &reader R}\naccounts:\n${entries.join("")}`);
  assert.equal(accounts.length, 10_000);
  assert.equal(accounts.at(-1)?.place, "accounts.yaml:30000:5: accounts[9999]");
  assert.ok(performance.now() - start < 20_000);
});
