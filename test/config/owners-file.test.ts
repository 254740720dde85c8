/** Owners files: what they say, and every mistake with line, column, path and remedy. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ownerRules } from "../../src/config/owners-file.ts";
import { parseSource } from "../../src/config/source.ts";
import { UserError } from "../../src/model/failure.ts";
import { matches } from "../../src/triage/match.ts";
import { subject } from "../support/triage/functions.ts";

const read = (text: string) => ownerRules(parseSource("owners.yaml", text, "owners"));

function mistakesOf(text: string): string[] {
  try {
    read(text);
  } catch (error) {
    assert.ok(error instanceof UserError, String(error));
    return [...error.message.split("\n"), ...(error.hint === undefined ? [] : [error.hint])];
  }
  return [];
}

test("an entry of the contract: every key, globs, braces, and lists", () => {
  const [rule, other] = read(`owners:
  - match: {account: "*-prod", region: "eu-*", name: "checkout-*", stack: "{shop,checkout}-*", ou: "ou-ab12-*", tag: {Service: "pay*"}}
    owner: payments
    contact: "#payments"
    repository: github.com/acme/payments
  - match: {account: [111122223333, "x-*"], name: [a, checkout-api]}
    owner: shop
`);
  const known = { stack: "shop-prod", tags: { Service: "payments" } };
  assert.ok(rule && other);
  assert.deepEqual(
    [rule.owner, rule.contact, rule.repository],
    ["payments", "#payments", "github.com/acme/payments"],
  );
  assert.equal(matches(rule.match, subject(known)), true);
  assert.equal(matches(rule.match, subject({ ...known, region: "us-east-1" })), false);
  assert.equal(matches(rule.match, subject({ ...known, tags: null })), false);
  assert.equal(matches(other.match, subject()), true);
  assert.equal(matches(other.match, subject({ accountId: "222233334444" })), false);
});

test("an account of 12 digits, quoted or not, is an id and never a name", () => {
  for (const id of ["012345678901", '"012345678901"']) {
    const [rule] = read(`owners: [{match: {account: ${id}}, owner: a}]`);
    assert.ok(rule);
    assert.equal(matches(rule.match, subject({ accountId: "012345678901" })), true);
    assert.equal(matches(rule.match, subject({ accountName: "012345678901" })), false);
  }
});

test("an empty match is for every function; a list may be empty", () => {
  const [rule] = read("owners: [{match: {}, owner: platform}]");
  assert.ok(rule && matches(rule.match, subject()));
  assert.deepEqual(read("owners: []"), []);
});

test("all mistakes are listed in one run", () => {
  const lines = mistakesOf(`owners:
  - owner: a
  - match: {name: x}
  - match: {nam: x}
    owner: a
  - match: {name: "[z-a]"}
    owner: a
  - match: {region: eu-wset-1, tag: pay, stack: []}
    owner: {a: b}
  - match: {tag: {Service: 7}, runtime: python3.8}
    owner: ""
  - payments
  - match:
    owner: b
    conatct: "#b"
defaults: {}
`);
  assert.deepEqual(
    lines.filter((line) => line.startsWith("  owners")),
    [
      "  owners.yaml:2:5: owners[0]: has no match",
      "  owners.yaml:3:5: owners[1]: has no owner",
      "  owners.yaml:4:13: owners[2].match.nam: unknown key",
      '  owners.yaml:6:19: owners[3].match.name: "[z-a]" is not a valid pattern: a range is reversed',
      '  owners.yaml:8:21: owners[4].match.region: unknown region "eu-wset-1"',
      '  owners.yaml:8:37: owners[4].match.tag: expected a mapping such as {team: "pay*"}, found "pay"',
      "  owners.yaml:8:49: owners[4].match.stack: is empty",
      "  owners.yaml:9:12: owners[4].owner: expected a string, found a mapping",
      "  owners.yaml:10:28: owners[5].match.tag.Service: expected a string, found the number 7",
      "  owners.yaml:10:32: owners[5].match.runtime: unknown key",
      "  owners.yaml:11:12: owners[5].owner: is empty",
      '  owners.yaml:12:5: owners[6]: expected a mapping such as {match: {name: "checkout-*"}, owner: payments}, found "payments"',
      '  owners.yaml:13:11: owners[7].match: expected a mapping such as {name: "checkout-*"}, found nothing',
      "  owners.yaml:15:5: owners[7].conatct: unknown key",
      "  owners.yaml:16:1: defaults: unknown key",
    ],
  );
  for (const hint of [
    'Add which functions: match: {name: "checkout-*"}.',
    "Add who owns them: owner: payments.",
    "Did you mean name? Keys: account, region, name, stack, ou, tag.",
    "Did you mean contact? Keys: match, owner, contact, repository.",
    "Write the lower character of a range first: [a-z].",
  ])
    assert.ok(lines.includes(`    ${hint}`), hint);
});

for (const [text, message, hint] of [
  ["", "owners.yaml:1:1: the file is empty", /It lists owners: /],
  [
    "- payments\n- shop\n",
    'owners.yaml:1:1: expected a mapping with the key "owners", found a list',
    /Write it as key: value\./,
  ],
  ["owners: [payments]", /owners\.yaml:1:10: owners\[0\]: expected a mapping such as /, /./],
  ["owners: payments", 'owners.yaml:1:9: owners: expected a list, found "payments"', /For example: \[/],
  ["accounts: []", /accounts: unknown key[\s\S]*has no owners/, /./],
  ["owners: [", /owners\.yaml:1:\d+: /, /valid YAML/],
  [`owners: ${"[".repeat(300)}`, "owners file owners.yaml is nested too deeply", /right file/],
] as const) {
  test(`refuses ${JSON.stringify(text.slice(0, 30))}`, () => {
    const lines = mistakesOf(text).join("\n");
    if (typeof message === "string") assert.ok(lines.startsWith(message), lines);
    else assert.match(lines, message);
    assert.match(lines, hint);
  });
}

test("a syntax error quotes no more than a part of a long line", () => {
  const text = `owners: [a]\n} ${"x".repeat(30_000)}`;
  for (const line of mistakesOf(text)) assert.ok(line.length < 400, `${line.length} characters`);
  assert.ok(mistakesOf(text).length > 0);
});
