import assert from "node:assert/strict";
import { test } from "node:test";
import { compilePatterns } from "../../src/config/patterns.ts";
import { accountMatcher } from "../../src/config/select.ts";
import type { Match, OwnerRule } from "../../src/model/triage.ts";
import { matches } from "../../src/triage/match.ts";
import { DEFAULT_OWNER_TAGS, ownerOf } from "../../src/triage/owners.ts";
import { subject } from "../support/triage/functions.ts";

const p = (pattern: string) => compilePatterns([pattern]);
const named = (pattern: string) => accountMatcher({ source: [pattern] });
const rule = (match: Match, owner: string, rest: Partial<OwnerRule> = {}): OwnerRule => ({
  match,
  owner,
  ...rest,
});

const MATCHES: readonly (readonly [string, Match, Parameters<typeof subject>[0], boolean])[] = [
  ["no keys", {}, {}, true],
  ["account id", { account: named("111122223333") }, {}, true],
  ["account name", { account: named("shop-*") }, {}, true],
  ["another account", { account: named("bank-*") }, {}, false],
  [
    "an id does not match a name of 12 digits",
    { account: named("222233334444") },
    { accountName: "222233334444" },
    false,
  ],
  ["a glob does not match an empty name", { account: named("x*") }, { accountName: "" }, false],
  ["the account's own unit", { ou: p("ou-ab12-prod") }, {}, true],
  ["a unit above it", { ou: p("ou-ab12-work*") }, {}, true],
  ["another unit", { ou: p("ou-ab12-test") }, {}, false],
  ["units unknown", { ou: p("*") }, { ous: [] }, false],
  ["region", { region: p("eu-*") }, {}, true],
  ["name", { name: p("checkout-*") }, {}, true],
  ["stack without tags", { stack: p("*") }, {}, false],
  ["stack", { stack: p("shop*") }, { stack: "shop-prod" }, true],
  ["tag", { tag: { Service: p("pay*") } }, { tags: { Service: "payments" } }, true],
  ["tag with another value", { tag: { Service: p("pay*") } }, { tags: { Service: "shop" } }, false],
  ["tag absent", { tag: { Service: p("*") } }, { tags: {} }, false],
  ["tags not read", { tag: { Service: p("*") } }, { tags: null }, false],
  ["a tag key that objects have anyway", { tag: { constructor: p("*") } }, { tags: {} }, false],
  ["two tags, one missing", { tag: { a: p("1"), b: p("2") } }, { tags: { a: "1" } }, false],
  ["runtime", { runtime: p("nodejs*") }, {}, true],
  ["an image has no runtime", { runtime: p("*") }, { runtime: null }, false],
  ["managed by", { managedBy: p("aws-cdk") }, { managedBy: "aws-cdk" }, true],
  ["managed by another tool", { managedBy: p("aws-cdk") }, { managedBy: "datadog" }, false],
  ["the team's own code", { managedBy: p("none") }, {}, true],
  ["all keys must match", { account: named("shop-*"), region: p("us-*") }, {}, false],
];

for (const [what, match, fields, expected] of MATCHES) {
  test(`match: ${what}`, () => assert.equal(matches(match, subject(fields)), expected));
}

const account = { email: "shop@example.com", tags: { Team: "shop-team" } };

test("the last matching entry of the owners file wins, with its contact and repository", () => {
  const rules = [
    rule({}, "platform"),
    rule({ name: p("checkout-*") }, "payments", {
      contact: "#payments",
      repository: "github.com/acme/payments",
    }),
    rule({ name: p("other-*") }, "other"),
  ];
  assert.deepEqual(ownerOf(subject({ tags: { Owner: "someone" } }), account, rules, DEFAULT_OWNER_TAGS), {
    owner: "payments",
    ownerSource: "owners-file",
    contact: "#payments",
    repository: "github.com/acme/payments",
  });
});

test("an entry without contact and repository gives neither", () => {
  assert.deepEqual(ownerOf(subject(), account, [rule({}, "platform")], DEFAULT_OWNER_TAGS), {
    owner: "platform",
    ownerSource: "owners-file",
  });
});

test("then the function's tags in the order of the keys, the account's tags, its e-mail, nobody", () => {
  const of = (tags: Record<string, string> | null, facts: Parameters<typeof ownerOf>[1]) =>
    ownerOf(subject({ tags }), facts, [], DEFAULT_OWNER_TAGS);
  assert.deepEqual(of({ team: "b", Owner: "a" }, account), { owner: "a", ownerSource: "tag:Owner" });
  assert.deepEqual(of({ team: " b " }, account), { owner: "b", ownerSource: "tag:team" });
  assert.deepEqual(of({ Owner: " " }, account), { owner: "shop-team", ownerSource: "account-tag:Team" });
  assert.deepEqual(of(null, { email: account.email }), {
    owner: account.email,
    ownerSource: "account-email",
  });
  assert.deepEqual(of(null, { email: "" }), { owner: null, ownerSource: null });
  assert.deepEqual(of(null, {}), { owner: null, ownerSource: null });
});
