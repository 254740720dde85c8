import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { quoted } from "../../src/model/quoted.ts";
import { anyCharacter } from "../support/character.ts";

const CASES: Readonly<Record<string, string>> = {
  plain: '"plain"',
  'a "b"': '"a \\"b\\""',
  "\u001b[31m\u0007": '"\\u001b[31m\\u0007"',
  "a\u007fb": '"a\\u007fb"',
  "\u009b31m": '"\\u009b31m"',
  "a\u202eb\u2066c\u061c": '"a\\u202eb\\u2066c\\u061c"',
  "a\u2028b\u2029c\u0085d": '"a\\u2028b\\u2029c\\u0085d"',
  "a\u200bb\ufeff": '"a\\u200bb\\ufeff"',
  日本語: '"日本語"',
  "https://user:pw@example.com/hook?token=1": '"https://example.com/…"',
};

for (const [text, expected] of Object.entries(CASES)) {
  test(`${expected} is what messages show`, () => assert.equal(quoted(text), expected));
}

test("no character of a quoted value can control a terminal or the direction of the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter }), (text) => {
      assert.doesNotMatch(quoted(text), /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u);
    }),
  );
});

test("a long value is cut", () => assert.equal(quoted("x".repeat(101)), `"${"x".repeat(100)}…"`));
