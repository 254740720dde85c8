import assert from "node:assert/strict";
import { test } from "node:test";
import { diffReports, hasNewDeprecated } from "../../src/compare/diff.ts";
import { A, type CellOf, reportOf } from "../support/compare/reports.ts";

const EU = { accountId: A, region: "eu-west-1" };
const SUPPORTED = [{ functionName: "x" }];
const DEPRECATED = [{ functionName: "x", runtime: "python3.8" }];

/** Whether `--fail-on new-deprecated` matches. */
const ALARMS: readonly [what: string, old: CellOf, fresh: CellOf, met: boolean][] = [
  [
    "a function that became deprecated",
    { ...EU, functions: SUPPORTED },
    { ...EU, functions: DEPRECATED },
    true,
  ],
  [
    "a function that has been for long",
    { ...EU, functions: DEPRECATED },
    { ...EU, functions: DEPRECATED },
    false,
  ],
  ["a new one that is", { ...EU }, { ...EU, functions: DEPRECATED }, true],
  ["a new one that is not", { ...EU }, { ...EU, functions: SUPPORTED }, false],
  ["one that was not read then", { ...EU, status: "denied" }, { ...EU, functions: DEPRECATED }, false],
  ["one that a filter kept out then", { ...EU, read: 1 }, { ...EU, functions: DEPRECATED }, true],
  ["one that was fixed", { ...EU, functions: DEPRECATED }, { ...EU, functions: SUPPORTED }, false],
];

for (const [what, old, fresh, met] of ALARMS) {
  test(`${what} ${met ? "is" : "is not"} newly deprecated`, () => {
    const [before, after] = [reportOf([old]), reportOf([fresh])];
    assert.equal(hasNewDeprecated(diffReports(before, after), after), met);
  });
}
