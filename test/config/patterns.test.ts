import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { compilePatterns, isGlob, patternComplaint } from "../../src/config/patterns.ts";

/** Pattern, names that it matches, names that it does not. */
const CASES: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ["us-*", ["us-east-1", "us-"], ["eu-west-1", "xus-east-1", "US-east-1"]],
  ["*", ["a", "a/b", ".hidden", "two\nlines", "日本"], []],
  ["us-east-?", ["us-east-1"], ["us-east-", "us-east-10"]],
  ["[ab]*", ["ax", "b"], ["cx", "Ax"]],
  ["[!ab]*", ["cx"], ["ax"]],
  ["[^ab]*", ["cx"], ["ax"]],
  ["[0-9]*", ["1a"], ["a1"]],
  ["{eu,us}-west-1", ["eu-west-1", "us-west-1"], ["ap-west-1"]],
  ["v{1..3}", ["v1", "v3"], ["v4"]],
  ["team/*", ["team/prod", "team/prod/eu"], ["teams", "team"]],
  ["*.js", ["a.js", ".js"], ["axjs"]],
  ["*Inc.*", ["Acme Inc.", "Inc. (EU)"], ["Acme Inc"]],
  ["*.*", [".", "..", "a.", ".a", "a.b"], ["ab"]],
  ["{a.b,x..y}*", ["a.bc", "x..yz"], ["axb"]],
  ["?", [".", "/"], [".."]],
  ["*foo", ["foofoo"], ["food"]],
  // What is not a glob in a shell matches itself.
  ["python3.9", ["python3.9"], ["python319"]],
  ["a (x)*", ["a (x)1"], ["a x"]],
  ["x+*", ["x+1"], ["xx1"]],
  ["!a*", ["!ab"], ["b", "ab"]],
  ["*\\*", ["a\\b"], ["ab"]],
  ["*\\\\*", ["a\\\\b"], ["a\\b"]],
  ["*(a|b)", ["x(a|b)"], ["a", "b"]],
  ["a$*", ["a$b"], ["ab"]],
  ["*^", ["a^"], ["a"]],
  ["[[:digit:]]*", ["1a"], ["a1", ":"]],
  ["[]a]*", ["]", "ab"], ["b"]],
  ["[a^]*", ["^", "a"], ["b"]],
  ["[a\\b]*", ["\\", "b"], ["^"]],
  ["a{b,c{d,e}}", ["ab", "acd", "ace"], ["ac", "a"]],
  ["*a*b", ["ab", "aab", "xayab", "abab"], ["aba", "b"]],
  ["a?", ["a🎌", "aé"], ["a", "a🎌b"]],
  ["[🎌x]*", ["🎌", "x"], ["🎏", "a"]],
  ["*[!🎌]", ["🎏", "🎌a"], ["🎌", "a🎌"]],
  ["[🎌-🎏]", ["🎍"], ["🎐"]],
  ["*🎌?", ["🎌🎌", "a🎌b"], ["🎌"]],
  ["[[:word:]-.]", ["a", "-", "."], [" "]],
  ["[", ["["], []],
  ["{a", ["{a"], ["a"]],
  ["", [""], ["a"]],
];

for (const [pattern, yes, no] of CASES) {
  test(`pattern ${JSON.stringify(pattern)}`, () => {
    const patterns = compilePatterns([pattern]);
    assert.deepEqual(
      yes.filter((name) => !patterns.matches(name)),
      [],
      "matches",
    );
    assert.deepEqual(
      no.filter((name) => patterns.matches(name)),
      [],
      "does not match",
    );
  });
}

test("a list matches what one of its patterns matches, and is literal when all are plain names", () => {
  const mixed = compilePatterns(["eu-west-1", "us-*"]);
  assert.deepEqual(
    ["eu-west-1", "us-east-1", "eu-west-2"].map((name) => mixed.matches(name)),
    [true, true, false],
  );
  assert.equal(mixed.literal, false);
  assert.equal(compilePatterns(["eu-west-1", "x(y)"]).literal, true);
});

test("a reversed range, too many alternatives and a pattern that is too long are refused", () => {
  assert.equal(patternComplaint("[z-a]*")?.problem, "is not a valid pattern: a range is reversed");
  assert.match(patternComplaint("{a,b}".repeat(20))?.problem ?? "", /too many alternatives/);
  assert.match(patternComplaint("{1..999999999}*")?.problem ?? "", /too many alternatives/);
  assert.match(patternComplaint("a*".repeat(501))?.problem ?? "", /too long/);
  assert.equal(patternComplaint("[a-z]*"), undefined);
  assert.equal(patternComplaint(`{${Array.from({ length: 200 }, (_, i) => i).join(",")}}`), undefined);
});

/** Patterns on which a matcher that backtracks takes seconds to years, and a name that each almost matches. */
const COSTLY: readonly (readonly [string, string])[] = [
  ["{*,*}".repeat(10), "us-east-1"],
  ["*a*a*a*a*a*a*a*b*", "a".repeat(140)],
  ["*a".repeat(499), `${"a".repeat(5000)}b`],
  ["{*a,*b}".repeat(9), "ab".repeat(70)],
  [`${"[a-z]*".repeat(166)}!`, "a".repeat(5000)],
  [`${"{".repeat(499)}*${",".repeat(499)}`, "{".repeat(1000)],
];

test("no pattern takes longer than a moment, whatever its stars and braces", () => {
  for (const [pattern, name] of COSTLY) {
    const start = process.cpuUsage();
    assert.equal(patternComplaint(pattern), undefined);
    compilePatterns([pattern]).matches(name);
    assert.ok(process.cpuUsage(start).user < 1_000_000, `${pattern.slice(0, 40)} took too long`);
  }
});

test("a plain name matches itself alone, whatever characters it has", () => {
  const names = fc.string({ unit: "grapheme" }).filter((name) => !isGlob(name));
  fc.assert(
    fc.property(names, names, (name, other) => compilePatterns([name]).matches(other) === (name === other)),
  );
});

test("a name between stars is found in every name that holds it", () => {
  const any = fc.string({ unit: "grapheme" }).filter((name) => !/[*?[\]{}]/.test(name));
  const odd = fc.string({ unit: fc.constantFrom(..."./\\a-!^$()+@|, \n") });
  const names = fc.oneof(any, odd);
  fc.assert(
    fc.property(names, names, names, (before, name, after) => {
      fc.pre(before !== "" || name !== "" || after !== "");
      return compilePatterns([`*${name}*`]).matches(`${before}${name}${after}`);
    }),
    { numRuns: 1000 },
  );
});
