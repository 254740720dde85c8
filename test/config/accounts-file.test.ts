import assert from "node:assert/strict";
import { test } from "node:test";
import { readAccountsFile } from "../../src/config/accounts-file.ts";
import { accountsOf, read } from "../support/config/read-accounts.ts";

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
