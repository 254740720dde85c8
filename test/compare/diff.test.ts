import assert from "node:assert/strict";
import { test } from "node:test";
import { diffReports } from "../../src/compare/diff.ts";
import type { Difference } from "../../src/compare/difference.ts";
import type { FunctionRow } from "../../src/model/report.ts";
import { changesOf } from "../support/compare/change-list.ts";
import { A, B, type CellOf, reportOf } from "../support/compare/reports.ts";

const EU = { accountId: A, region: "eu-west-1" };
const US = { accountId: A, region: "us-east-1" };

type Given = Partial<FunctionRow> & { readonly functionName: string };

const x = (given: Partial<FunctionRow> = {}): Given => ({ functionName: "x", ...given });
const PYTHON38 = { runtime: "python3.8" };
const MOVED_DATE = { deprecationDate: "2027-12-31" };

/** One function before and after in a cell that both reports read. */
const FUNCTIONS: readonly [what: string, old: Given[], fresh: Given[], changes: string[]][] = [
  ["nothing", [x()], [x()], []],
  ["a description", [x()], [x({ description: "other" })], []],
  ["a new function", [], [x()], ["new x"]],
  ["a function that went", [x()], [], ["gone x"]],
  [
    "a move between supported runtimes",
    [x()],
    [x({ runtime: "nodejs24.x", runtimeStatus: "supported" })],
    ["moved x"],
  ],
  ["a move to an image", [x()], [x({ runtime: null })], ["moved x"]],
  ["a move off a deprecated runtime", [x(PYTHON38)], [x()], ["newlyFixed x (runtime)", "moved x"]],
  ["a move onto one", [x()], [x(PYTHON38)], ["newlyDeprecated x (runtime)", "moved x"]],
  ["a day that came", [x()], [x({ runtimeStatus: "deprecated", daysLeft: 0 })], ["newlyDeprecated x (time)"]],
  [
    "a date that AWS brought forward",
    [x()],
    [x({ runtimeStatus: "deprecated", deprecationDate: "2026-11-01" })],
    ["newlyDeprecated x (catalogue)"],
  ],
  [
    "a date that AWS put off",
    [x({ runtimeStatus: "deprecated" })],
    [x({ runtimeStatus: "supported", ...MOVED_DATE })],
    ["newlyFixed x (catalogue)"],
  ],
  [
    "a further phase",
    [x({ runtimeStatus: "deprecated" })],
    [x({ runtimeStatus: "update-blocked" })],
    ["newlyBlocked x (time)"],
  ],
  ["an earlier phase", [x({ runtimeStatus: "update-blocked" })], [x({ runtimeStatus: "deprecated" })], []],
  ["a deadline in sight", [x()], [x({ runtimeStatus: "expiring" })], ["newlyExpiring x (time)"]],
  ["a deadline out of sight", [x({ runtimeStatus: "expiring" })], [x()], []],
];

for (const [what, old, fresh, changes] of FUNCTIONS) {
  test(`${what} is ${changes.join(" and ") || "no change"}`, () => {
    const difference = diffReports(
      reportOf([{ ...EU, functions: old }]),
      reportOf([{ ...EU, functions: fresh }]),
    );
    assert.deepEqual(changesOf(difference), changes);
    assert.equal(difference.summary.unchanged, changes.length === 0 ? 1 : 0);
  });
}

const HERE = [x()];
/** The cell of a function in the report that lacks it, and why the function is neither gone nor new. */
const BLIND: readonly [what: string, cells: CellOf[], cause: string][] = [
  ["was not read", [{ ...EU, status: "throttled" }], "not read"],
  ["belongs to an account that was not accessed", [{ ...EU, region: "", status: "denied" }], "not read"],
  ["is disabled", [{ ...EU, status: "disabled" }], "not read"],
  ["was filtered", [{ ...EU, read: 3, functions: [{ functionName: "other" }] }], "filtered"],
  ["is not in the report", [US], "not in the report"],
];

for (const [what, cells, cause] of BLIND) {
  test(`a function is neither gone nor new when its region ${what}`, () => {
    const [seen, blind] = [reportOf([{ ...EU, functions: HERE }]), reportOf(cells)];
    const names = (difference: Difference) => changesOf(difference).filter((change) => change.includes(" x"));
    assert.deepEqual(names(diffReports(seen, blind)), [`unread x (${cause})`]);
    assert.deepEqual(names(diffReports(blind, seen)), [`newlyVisible x (${cause})`]);
  });
}

test("cells that only one report read are listed with the reason", () => {
  const old = reportOf([
    { ...EU, functions: HERE },
    { ...US },
    { accountId: B, region: "us-east-1", status: "denied" },
  ]);
  const fresh = reportOf([
    { ...EU, status: "timeout", message: "too slow" },
    { accountId: B, region: "us-east-1", functions: HERE },
  ]);
  const { notReadNow, notReadThen } = diffReports(old, fresh).cells;
  assert.deepEqual(notReadNow, [
    { ...EU, accountName: "team-1", functions: 1, status: "timeout", message: "too slow" },
    { ...US, accountName: "team-1", functions: 0, status: "absent", message: "" },
  ]);
  assert.deepEqual(notReadThen, [
    {
      accountId: B,
      accountName: "team-2",
      region: "us-east-1",
      functions: 1,
      status: "denied",
      message: "no answer",
    },
  ]);
});

test("accounts and regions of one report only are listed", () => {
  const difference = diffReports(
    reportOf([EU, { accountId: B, region: "eu-west-1", read: 2, functions: HERE }]),
    reportOf([US, { accountId: "333333333333", region: "eu-west-1" }]),
  );
  assert.deepEqual(difference.scope, {
    accounts: { onlyOld: [B], onlyNew: ["333333333333"] },
    regions: { onlyOld: [], onlyNew: ["us-east-1"] },
  });
  assert.deepEqual([difference.old.filtered, difference.new.filtered], [true, false]);
});

test("published versions that only one report lists are not a change", () => {
  const latest = reportOf([{ ...EU, functions: HERE }]);
  const all = reportOf([{ ...EU, functions: [x(), x({ version: "1", runtime: "python3.8" })] }]);
  for (const [old, fresh] of [
    [latest, all],
    [all, latest],
  ] as const) {
    const difference = diffReports(old, fresh);
    assert.deepEqual([changesOf(difference), difference.summary.unchanged], [[], 1]);
  }
  assert.deepEqual(
    [diffReports(latest, all).old.versions, diffReports(latest, all).new.versions],
    ["latest", "all"],
  );
});

test("dates that moved are listed once for each runtime, with the number of functions", () => {
  const old = reportOf([
    { ...EU, functions: [x(), { functionName: "y" }, { functionName: "z", ...PYTHON38 }] },
  ]);
  const fresh = reportOf([
    {
      ...EU,
      functions: [
        x(MOVED_DATE),
        { functionName: "y", ...MOVED_DATE },
        { functionName: "z", runtime: "ruby3.3" },
      ],
    },
  ]);
  assert.deepEqual(diffReports(old, fresh).movedDates, [
    { runtime: "nodejs22.x", date: "deprecationDate", old: "2027-04-30", new: "2027-12-31", functions: 2 },
  ]);
});

test("a report created with --sort is compared like any other", () => {
  const cells = [{ ...EU, functions: [x(), { functionName: "y" }, { functionName: "z" }] }];
  const report = reportOf(cells);
  const sorted = { ...report, functions: [...report.functions].reverse() };
  assert.deepEqual(changesOf(diffReports(sorted, report)), []);
});
