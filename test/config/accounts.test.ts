import assert from "node:assert/strict";
import { test } from "node:test";
import { type AccountOverrides, accountsFromFile } from "../../src/config/accounts.ts";
import { accountsFileOf } from "../../src/config/accounts-file.ts";
import { compilePatterns } from "../../src/config/patterns.ts";
import { parseSource } from "../../src/config/source.ts";
import type { Account } from "../../src/model/account.ts";
import { NOTHING } from "../support/config/read-accounts.ts";

/** The accounts of a file whose text is YAML, by their last digit. */
function accounts(text: string, overrides: Partial<AccountOverrides> = {}): Account[] {
  return accountsFromFile(accountsFileOf(parseSource("a.yaml", text), "/"), { ...NOTHING, ...overrides });
}

const TEXT = `
defaults:
  role: Default
  externalId: default-id
  sessionName: default-session
  mfaSerial: arn:aws:iam::999988887777:mfa/default
  profile: default-profile
  regions: [eu-*]
  excludeRegions: [eu-west-3]
accounts:
  - id: "111122223331"
  - id: "111122223332"
    role: Own
    externalId: own-id
    sessionName: own-session
    mfaSerial: arn:aws:iam::999988887777:mfa/own
    profile: own-profile
    regions: [us-*]
    excludeRegions: [us-west-1]
  - id: "111122223333"
    role: [First, {role: Second, externalId: second-id, sessionName: second-session}]
  - id: "111122223334"
    role: []
`;

function roleNames(account: Account | undefined): readonly string[] {
  return account?.roles.map(({ role }) => role) ?? [];
}

test("what an account does not set comes from the defaults", () => {
  const [account] = accounts(TEXT);
  assert.deepEqual(account?.roles, [
    {
      role: "Default",
      externalId: "default-id",
      sessionName: "default-session",
      mfaSerial: "arn:aws:iam::999988887777:mfa/default",
    },
  ]);
  assert.deepEqual(account?.base, { kind: "profile", profile: "default-profile" });
  assert.deepEqual(
    [account?.regions.include?.source, account?.regions.exclude?.source],
    [["eu-*"], ["eu-west-3"]],
  );
  assert.equal(account?.ownRole, false, "so that the account of the base credentials does not need the role");
});

test("an account overrides the defaults", () => {
  const [, account] = accounts(TEXT);
  assert.deepEqual(account?.roles, [
    {
      role: "Own",
      externalId: "own-id",
      sessionName: "own-session",
      mfaSerial: "arn:aws:iam::999988887777:mfa/own",
    },
  ]);
  assert.deepEqual(account?.base, { kind: "profile", profile: "own-profile" });
  assert.deepEqual(
    [account?.regions.include?.source, account?.regions.exclude?.source],
    [["us-*"], ["us-west-1"]],
  );
  assert.equal(account?.ownRole, true);
});

test("a role of a chain overrides its account; only the first role uses the user's MFA device", () => {
  const [, , account] = accounts(TEXT);
  assert.deepEqual(account?.roles, [
    {
      role: "First",
      externalId: "default-id",
      sessionName: "default-session",
      mfaSerial: "arn:aws:iam::999988887777:mfa/default",
    },
    { role: "Second", externalId: "second-id", sessionName: "second-session", mfaSerial: undefined },
  ]);
});

test("an empty list of roles means none, whatever the defaults are", () => {
  const [, , , account] = accounts(TEXT);
  assert.deepEqual([account?.roles, account?.ownRole], [[], false]);
});

test("the command line overrides the whole file", () => {
  const overrides = {
    profiles: ["cli-profile"],
    role: "Cli",
    externalId: "cli-id",
    sessionName: "cli-session",
    regions: { include: compilePatterns(["ap-*"]), exclude: compilePatterns(["ap-east-1"]) },
  };
  for (const account of accounts(TEXT, overrides)) {
    assert.deepEqual(roleNames(account), ["Cli"]);
    assert.deepEqual(
      [account.roles[0]?.externalId, account.roles[0]?.sessionName],
      ["cli-id", "cli-session"],
    );
    assert.deepEqual(account.base, { kind: "profile", profile: "cli-profile" });
    assert.deepEqual(
      [account.regions.include?.source, account.regions.exclude?.source],
      [["ap-*"], ["ap-east-1"]],
    );
    assert.equal(account.ownRole, false);
  }
});

test("each option of the command line overrides only its own setting", () => {
  const [account] = accounts(TEXT, {
    externalId: "cli-id",
    regions: { include: compilePatterns(["ap-*"]), exclude: undefined },
  });
  assert.deepEqual([roleNames(account), account?.roles[0]?.externalId], [["Default"], "cli-id"]);
  assert.deepEqual(
    [account?.regions.include?.source, account?.regions.exclude?.source],
    [["ap-*"], ["eu-west-3"]],
  );
});

test("an account's credentials replace the defaults' of another kind", () => {
  const text = `
defaults: {profile: hub, ssoRole: Reader}
accounts:
  - {id: "111122223331"}
  - {id: "111122223332", sso: corp}
  - {id: "111122223333", sso: corp, ssoRole: Admin}
`;
  assert.deepEqual(
    accounts(text).map(({ base }) => base),
    [
      { kind: "profile", profile: "hub" },
      { kind: "sso", session: "corp", role: "Reader" },
      { kind: "sso", session: "corp", role: "Admin" },
    ],
  );
});

test("without any settings: the default credentials, no role, every region", () => {
  assert.deepEqual(accounts('accounts: [{id: "111122223333"}]'), [
    {
      id: "111122223333",
      name: "",
      base: { kind: "default" },
      roles: [],
      ownRole: false,
      regions: { include: undefined, exclude: undefined },
      tags: [],
    },
  ]);
});

test("the ARN of a role on the command line must belong to the account", () => {
  const role = "arn:aws:iam::111122223333:role/Reader";
  assert.deepEqual(roleNames(accounts('accounts: [{id: "111122223333"}]', { role })[0]), [role]);
  assert.throws(() => accounts(TEXT, { role }), {
    name: "UserError",
    message: `--role: ${role} is a role of account 111122223333, not of 111122223331 (a.yaml:11:5: accounts[0])`,
  });
});
