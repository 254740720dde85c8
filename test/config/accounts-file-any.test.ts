import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { accountsFileOf } from "../../src/config/accounts-file.ts";
import { parseSource } from "../../src/config/source.ts";
import { UserError } from "../../src/model/failure.ts";

function readOrRefuse(text: string): boolean {
  try {
    accountsFileOf(parseSource("any.yaml", text), "/");
    return true;
  } catch (error) {
    assert.ok(error instanceof UserError, String(error));
    const [first = "", ...others] = error.message.split("\n");
    const mistakes = others.length === 0 ? [`  ${first}`, `    ${error.hint}`] : others;
    assert.match(first, others.length === 0 ? /^any/ : /^any\.yaml has \d+ mistakes$/);
    for (const [i, line] of mistakes.entries()) {
      const expected = i % 2 === 0 ? /^ {2}any\.yaml:\d+:\d+: .|^ {2}and \d+ more$/ : /^ {4}\S/;
      assert.match(line, expected, `every mistake has a place and a hint: ${error.message}`);
    }
    return false;
  }
}

const GOOD = `defaults:
  role: &r Reader
  regions: [eu-*, us-east-1]
accounts:
  - id: "111122223333"
    name: prod
    role: [Hub, {role: Second, externalId: abc}]
    tags: [a, b]
  - {id: "222233334444", role: *r, profile: hub}
`;

test("whatever is cut from, inserted into or repeated in a file, it is read or refused with the place", () => {
  let read = 0;
  const pieces = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 4 }),
    fc.constantFrom(
      "\n",
      "  ",
      "\t",
      ":",
      "- ",
      "[",
      "]",
      "{",
      "}",
      "&a",
      "*r",
      "*a",
      "<<: ",
      "!!set ",
      "? ",
      "|",
      "'",
      '"',
      "~",
      "#",
      "---\n",
    ),
  );
  fc.assert(
    fc.property(fc.nat(GOOD.length), fc.nat(12), pieces, (at, cut, piece) => {
      if (readOrRefuse(GOOD.slice(0, at) + piece + GOOD.slice(at + cut))) read++;
    }),
    { numRuns: 800 },
  );
  assert.ok(read > 25, `${read} were read`);
});

test("any JSON is read or refused with the place", () => {
  const keys = fc.constantFrom(
    "accounts",
    "defaults",
    "id",
    "account_id",
    "role",
    "regions",
    "tags",
    "vars",
    "x",
    "__proto__",
  );
  const { tree } = fc.letrec<{ tree: unknown; list: unknown[]; mapping: object; leaf: unknown }>((tie) => ({
    leaf: fc.constantFrom(null, true, 7, "", "a", "111122223333", "eu-*", "arn:aws:iam::111122223333:role/a"),
    list: fc.array(tie("tree"), { maxLength: 3 }),
    mapping: fc.dictionary(keys, tie("tree"), { maxKeys: 4 }),
    tree: fc.oneof({ maxDepth: 4 }, tie("leaf"), tie("list"), tie("mapping")),
  }));
  fc.assert(
    fc.property(tree, (accounts) => {
      readOrRefuse(JSON.stringify(accounts));
      readOrRefuse(JSON.stringify({ accounts }));
      readOrRefuse(JSON.stringify({ accounts: [{ id: "111122223333", role: accounts, regions: accounts }] }));
    }),
    { numRuns: 500 },
  );
});
