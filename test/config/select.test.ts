import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { compilePatterns } from "../../src/config/patterns.ts";
import { type AccountChoice, selectAccounts, shardOf } from "../../src/config/select.ts";
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
  return kept.accounts.map(({ name }) => name);
}

const CHOICES: readonly (readonly [string, string[] | undefined, string[] | undefined, readonly string[]])[] =
  [
    ["no filter", undefined, undefined, ["prod-eu", "prod-us", "dev"]],
    ["a name", ["dev"], undefined, ["dev"]],
    ["an id", ["222233334444"], undefined, ["dev"]],
    ["a glob on names", ["prod-*"], undefined, ["prod-eu", "prod-us"]],
    ["a glob on ids", ["1111*"], undefined, ["prod-eu", "prod-us"]],
    ["several", ["dev", "prod-eu"], undefined, ["prod-eu", "dev"]],
    ["without", undefined, ["prod-*"], ["dev"]],
    ["with and without", ["prod-*"], ["*-us", "333344445555"], ["prod-eu"]],
    ["without one that does not exist", ["dev"], ["nobody"], ["dev"]],
  ];

for (const [what, account, excludeAccount, expected] of CHOICES) {
  test(`keeps by ${what}`, () => assert.deepEqual(select(account, excludeAccount), expected));
}

const REFUSALS: readonly (readonly [string, () => unknown, string, string])[] = [
  [
    "a plain name that does not exist, though others do",
    () => select(["dev", "prod-ue"], undefined),
    '--account: no account "prod-ue" among the 5 accounts found',
    "Did you mean prod-eu? `lambda-inventory accounts` lists them.",
  ],
  [
    "an id that does not exist",
    () => select(["999988887777"], undefined),
    '--account: no account "999988887777" among the 5 accounts found',
    "`lambda-inventory accounts` lists them.",
  ],
  [
    "a glob that matches none",
    () => select(["stage-*"], undefined),
    "--account stage-* matches none of the 3 accounts",
    "`lambda-inventory accounts` lists their ids and names.",
  ],
  [
    "an exclusion that leaves none",
    () => select(["dev"], ["2222*"]),
    "--account dev and --exclude-account 2222* leave none of the 3 accounts",
    "`lambda-inventory accounts` lists their ids and names.",
  ],
  [
    "a list in which all are skipped",
    () => select(undefined, undefined, { accounts: [], skipped: LIST.skipped }),
    "no account to read: all 2 accounts found are skipped",
    "`lambda-inventory accounts` lists why each is skipped.",
  ],
];

for (const [what, act, message, hint] of REFUSALS) {
  test(`refuses ${what}`, () => assert.throws(act, { name: "UserError", message, hint }));
}

test("an account whose id is not known yet is selected by its name", () => {
  assert.deepEqual(select(["hub"], undefined, { accounts: [account(undefined, "hub")], skipped: [] }), [
    "hub",
  ]);
});

test("12 digits match ids only: an account whose name looks like another id is neither kept nor dropped by it", () => {
  const list = {
    accounts: [account("111122223333", "222233334444"), account("222233334444", "")],
    skipped: [],
  };
  const kept = (choice: Partial<AccountChoice>) =>
    selectAccounts(list, { account: undefined, excludeAccount: undefined, ...choice }).accounts.map(
      ({ id }) => id,
    );
  assert.deepEqual(kept({ excludeAccount: compilePatterns(["222233334444"]) }), ["111122223333"]);
  assert.deepEqual(kept({ account: compilePatterns(["222233334444"]) }), ["222233334444"]);
  assert.deepEqual(kept({ account: compilePatterns(["2222*"]) }), ["111122223333", "222233334444"]);
});

test("an account that a filter leaves out is skipped with the filter's name, one that was skipped before too", () => {
  const { skipped } = selectAccounts(LIST, {
    account: compilePatterns(["prod-*", "444455556666"]),
    excludeAccount: compilePatterns(["*-us"]),
  });
  assert.deepEqual(
    skipped.map(({ id, reason }) => [id, reason]),
    [
      ["111144445555", "excluded by --exclude-account"],
      ["222233334444", "does not match --account"],
      ["333344445555", "suspended"],
      ["444455556666", "suspended"],
    ],
  );
});

const ids = fc.stringMatching(/^[0-9]{12}$/);

test("every account is in exactly one shard, the same on every machine", () => {
  fc.assert(
    fc.property(ids, fc.integer({ min: 1, max: 1000 }), (id, count) => {
      const part = shardOf(id, count);
      return Number.isInteger(part) && part >= 1 && part <= count && part === shardOf(id, count);
    }),
  );
  assert.deepEqual(
    ["111122223333", "222233334444", "000000000000"].map((id) => shardOf(id, 10)),
    [3, 5, 10],
    "fixed: every version of this program must make the same shards",
  );
});

test("shards are about equally large, even for consecutive ids", () => {
  const sizes = new Map<number, number>();
  for (let i = 0; i < 8000; i++) {
    const part = shardOf(String(100_000_000_000 + i), 8);
    sizes.set(part, (sizes.get(part) ?? 0) + 1);
  }
  for (const [part, size] of sizes) assert.ok(size > 850 && size < 1150, `part ${part} has ${size} of 8000`);
  assert.equal(sizes.size, 8);
});
