import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { compilePatterns } from "../../src/config/patterns.ts";
import { selectAccounts, shardOf } from "../../src/config/select.ts";
import type { Account, AccountList, SkippedAccount } from "../../src/model/account.ts";

function account(id: string | undefined, name: string): Account {
  return {
    id,
    name,
    base: { kind: "default" },
    roles: [],
    ownRole: false,
    regions: { include: undefined, exclude: undefined },
    tags: [],
  };
}

function skipped(id: string, name: string): SkippedAccount {
  return { id, name, via: "AWS Organizations", reason: "suspended" };
}

const LIST: AccountList = {
  accounts: [
    account("111122223333", "prod-eu"),
    account("111144445555", "prod-us"),
    account("222233334444", "dev"),
  ],
  skipped: [skipped("333344445555", "prod-old"), skipped("444455556666", "")],
};

function select(account: string[] | undefined, excludeAccount: string[] | undefined, list = LIST): string[] {
  const kept = selectAccounts(list, {
    account: account && compilePatterns(account),
    excludeAccount: excludeAccount && compilePatterns(excludeAccount),
  });
  return [...kept.accounts.map(({ name }) => name), ...kept.skipped.map(({ id }) => id)];
}

const CHOICES: readonly (readonly [string, string[] | undefined, string[] | undefined, readonly string[]])[] =
  [
    ["no filter", undefined, undefined, ["prod-eu", "prod-us", "dev", "333344445555", "444455556666"]],
    ["a name", ["dev"], undefined, ["dev"]],
    ["an id", ["222233334444"], undefined, ["dev"]],
    ["a glob on names", ["prod-*"], undefined, ["prod-eu", "prod-us", "333344445555"]],
    ["a glob on ids", ["1111*"], undefined, ["prod-eu", "prod-us"]],
    ["several", ["dev", "prod-eu"], undefined, ["prod-eu", "dev"]],
    ["without", undefined, ["prod-*"], ["dev", "444455556666"]],
    ["with and without", ["prod-*"], ["*-us", "333344445555"], ["prod-eu"]],
    ["without one that is not there", ["dev"], ["nobody"], ["dev"]],
  ];

for (const [what, account, excludeAccount, expected] of CHOICES) {
  test(`keeps by ${what}`, () => assert.deepEqual(select(account, excludeAccount), expected));
}

const REFUSALS: readonly (readonly [string, () => unknown, string, string])[] = [
  [
    "a plain name that is not there, though others are",
    () => select(["dev", "prod-ue"], undefined),
    '--account: "prod-ue" is none of the 5 accounts',
    "Did you mean prod-eu? `lambda-inventory accounts` shows them.",
  ],
  [
    "an id that is not there",
    () => select(["999988887777"], undefined),
    '--account: "999988887777" is none of the 5 accounts',
    "`lambda-inventory accounts` shows them.",
  ],
  [
    "a glob that leaves none",
    () => select(["stage-*"], undefined),
    "--account stage-* leaves none of 3 accounts",
    "`lambda-inventory accounts` shows their ids and names.",
  ],
  [
    "an exclusion that leaves none",
    () => select(["dev"], ["2222*"]),
    "--account dev and --exclude-account 2222* leaves none of 3 accounts",
    "`lambda-inventory accounts` shows their ids and names.",
  ],
  [
    "a list of which all are skipped",
    () => select(undefined, undefined, { accounts: [], skipped: LIST.skipped }),
    "no account to read: all 2 that were found are skipped",
    "`lambda-inventory accounts` says why each is skipped.",
  ],
];

for (const [what, act, message, hint] of REFUSALS) {
  test(`refuses ${what}`, () => assert.throws(act, { name: "UserError", message, hint }));
}

test("an account whose id is not known yet is chosen by its name", () => {
  assert.deepEqual(select(["hub"], undefined, { accounts: [account(undefined, "hub")], skipped: [] }), [
    "hub",
  ]);
});

const ids = fc.stringMatching(/^[0-9]{12}$/);

test("every account is in exactly one part, the same on every machine", () => {
  fc.assert(
    fc.property(ids, fc.integer({ min: 1, max: 1000 }), (id, count) => {
      const part = shardOf(id, count);
      return Number.isInteger(part) && part >= 1 && part <= count && part === shardOf(id, count);
    }),
  );
  assert.deepEqual(
    ["111122223333", "222233334444", "000000000000"].map((id) => shardOf(id, 10)),
    [3, 5, 10],
    "fixed: another version of this program must make the same parts",
  );
});

test("parts are about equally large, also for consecutive ids", () => {
  const sizes = new Map<number, number>();
  for (let i = 0; i < 8000; i++) {
    const part = shardOf(String(100_000_000_000 + i), 8);
    sizes.set(part, (sizes.get(part) ?? 0) + 1);
  }
  for (const [part, size] of sizes) assert.ok(size > 850 && size < 1150, `part ${part} has ${size} of 8000`);
  assert.equal(sizes.size, 8);
});
