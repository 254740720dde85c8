import assert from "node:assert/strict";
import { test } from "node:test";
import { refusals } from "../../src/report/refusals.ts";
import { target } from "../support/report/sample.ts";

const denied = (accountId: string, region: string) =>
  target({ accountId, accountName: "", region, status: "denied", code: "AccessDenied", message: region });

/** The places that a refusal of these regions, by account, names. */
function places(regions: Readonly<Record<string, readonly string[]>>): string[] {
  const coverage = Object.entries(regions).flatMap(([id, names]) => names.map((name) => denied(id, name)));
  return refusals(coverage).map((refusal) => refusal.places);
}

test("up to three accounts and three regions of each are named, more are counted", () => {
  assert.deepEqual(places({ "1": ["a", "b", "c"], "2": ["a"], "3": ["b"] }), ["1 (a, b, c); 2 (a); 3 (b)"]);
  assert.deepEqual(places({ "1": ["a", "b", "c", "d"] }), ["1 (4 regions)"]);
  assert.deepEqual(places({ "1": ["a"], "2": ["a"], "3": ["a"], "4": ["a"] }), ["4 accounts"]);
});

test("an account that was not entered has no regions, and perhaps no number", () => {
  assert.deepEqual(places({ "1": [""] }), ["1"]);
  assert.deepEqual(refusals([denied("", "")])[0]?.places, "the account, whose number is not known");
});

test("what was refused for one reason is one, the most first, with the words of the first", () => {
  const rows = [
    target(),
    target({ status: "timeout", code: "TargetTimeout", message: "no answer" }),
    denied("1", "a"),
    denied("2", "b"),
    target({ status: "disabled" }),
    target({ status: "denied", code: "Other", message: "other" }),
  ];
  assert.deepEqual(
    refusals(rows).map(({ targets, status, code, message }) => [targets, status, code, message]),
    [
      [2, "denied", "AccessDenied", "a"],
      [1, "timeout", "TargetTimeout", "no answer"],
      [1, "denied", "Other", "other"],
    ],
  );
});
