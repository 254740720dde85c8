/** Merging parts when a later one read what an earlier one could not. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { mergeReports } from "../../src/compare/merge.ts";
import type { ReportAccount } from "../../src/model/report.ts";
import { A, B, type CellOf, fn, parts, reportOf } from "../support/compare/reports.ts";

test("a later run fills in what the first could not read", () => {
  const first = reportOf([
    { accountId: A, region: "eu-west-1", functions: fn("a") },
    { accountId: A, region: "us-east-1", status: "throttled" },
    { accountId: B, region: "", status: "denied" },
  ]);
  const second = reportOf(
    [
      { accountId: A, region: "us-east-1", functions: fn("c") },
      { accountId: B, region: "eu-west-1", functions: fn("b") },
      { accountId: B, region: "us-east-1", status: "timeout" },
    ],
    { finishedAt: "2026-11-21T09:00:00.000Z" },
  );
  const whole = reportOf(
    [
      { accountId: A, region: "eu-west-1", functions: fn("a") },
      { accountId: A, region: "us-east-1", functions: fn("c") },
      { accountId: B, region: "eu-west-1", functions: fn("b") },
      { accountId: B, region: "us-east-1", status: "timeout" },
    ],
    { finishedAt: "2026-11-21T09:00:00.000Z" },
  );
  assert.deepEqual(mergeReports(parts(first, second)).report, whole);
  assert.deepEqual(mergeReports(parts(second, first)).report, whole);
});

/** An account that one part could not access, the regions of both parts, and whether it is still not read. */
const UNENTERED: readonly [what: string, elsewhere: string[], later: string[], kept: boolean][] = [
  ["was read since in the same regions", ["eu-west-1", "us-east-1"], ["eu-west-1", "us-east-1"], false],
  ["was read since in more regions", ["us-east-1"], ["eu-west-1", "us-east-1"], false],
  ["was read in other regions only", ["us-east-1"], ["eu-west-1"], true],
  ["was read in some of the regions", ["eu-west-1", "us-east-1"], ["us-east-1"], true],
  ["does not have a region that others opted into", ["us-east-1", "ap-east-1"], ["us-east-1"], false],
  ["was to be read in an opt-in region alone", ["ap-east-1", "me-south-1"], ["ap-east-1"], true],
  ["is of another partition", ["us-east-1", "cn-north-1"], ["us-east-1"], false],
  ["was the only one of a part, which lists no region", [], ["us-east-1"], true],
];

for (const [what, elsewhere, later, kept] of UNENTERED) {
  test(`an account that could not be accessed and ${what} is ${kept ? "still" : "no longer"} unread`, () => {
    const failed = reportOf([
      { accountId: A, region: "", status: "throttled" },
      ...elsewhere.map((region) => ({ accountId: B, region })),
    ]);
    const entered = reportOf(
      later.map((region) => ({ accountId: A, region, functions: fn("a") })),
      { startedAt: "2026-11-21T08:30:00.000Z", finishedAt: "2026-11-21T09:00:00.000Z" },
    );
    const { summary, coverage, accounts } = mergeReports(parts(failed, entered)).report;
    assert.equal(summary.notRead, kept ? 1 : 0);
    const of = coverage.filter(({ accountId }) => accountId === A).map(({ region }) => region);
    assert.deepEqual(of, kept ? ["", ...later] : later);
    assert.equal(accounts[0]?.status, kept ? "incomplete" : "ok");
  });
}

test("an account without any selected region does not overlap, and is replaced by what was read", () => {
  const none = { accountId: A, region: "", status: "disabled" } as const;
  const at = (hour: number) => ({ finishedAt: `2026-11-21T1${hour}:00:00.000Z` });
  const [one, two] = [reportOf([none], at(1)), reportOf([none], at(2))];
  assert.deepEqual(mergeReports(parts(one, two)).report, two);
  const three = reportOf([{ accountId: A, region: "eu-west-1", functions: fn("a") }], at(3));
  assert.deepEqual(mergeReports(parts(one, three)).report, three);
  const first = reportOf([{ accountId: A, region: "eu-west-1", functions: fn("a") }], at(0));
  assert.deepEqual(mergeReports(parts(first, one)).report, { ...first, ...at(1) });
});

test("an account whose regions could not be listed stays unread, whatever else was read", () => {
  const first = reportOf([
    { accountId: A, region: "", status: "denied" },
    { accountId: A, region: "us-east-1" },
  ]);
  const second = reportOf([{ accountId: A, region: "ap-east-1" }], {
    startedAt: "2026-11-21T08:30:00.000Z",
    finishedAt: "2026-11-21T09:00:00.000Z",
  });
  const { coverage } = mergeReports(parts(first, second)).report;
  assert.deepEqual(
    coverage.map(({ region, status }) => [region, status]),
    [
      ["", "denied"],
      ["ap-east-1", "ok"],
      ["us-east-1", "ok"],
    ],
  );
});

test("an account that two later parts read, region by region, is no longer unread", () => {
  const at = (hour: number) => ({ finishedAt: `2026-11-21T1${hour}:00:00.000Z` });
  const failed = reportOf([
    { accountId: A, region: "", status: "throttled" },
    { accountId: B, region: "eu-west-1" },
    { accountId: B, region: "us-east-1" },
  ]);
  const one = reportOf([{ accountId: A, region: "eu-west-1" }], at(1));
  const two = reportOf([{ accountId: A, region: "us-east-1" }], at(2));
  assert.equal(mergeReports(parts(failed, one)).report.summary.notRead, 1);
  assert.equal(mergeReports(parts(failed, one, two)).report.summary.notRead, 0);
});

test("of two failed reads the more complete one is kept, then the later one", () => {
  const cell = { accountId: A, region: "us-east-1" };
  const later = { finishedAt: "2026-11-21T09:00:00.000Z" };
  const kept = (older: CellOf, newer: CellOf) =>
    mergeReports(parts(reportOf([older]), reportOf([newer], later))).report.coverage[0]?.status;
  const half = { ...cell, status: "timeout", functions: fn("a", "b") } as const;
  assert.equal(kept(half, { ...cell, status: "denied" }), "timeout");
  assert.equal(kept({ ...cell, status: "denied" }, half), "timeout");
  assert.equal(kept({ ...cell, status: "denied" }, { ...cell, status: "unreachable" }), "unreachable");
  assert.equal(kept({ ...cell, status: "denied" }, { ...cell, status: "not-attempted" }), "denied");
});

test("a report and the run that resumed from it are merged into the latter", () => {
  const first = reportOf([
    { accountId: A, region: "eu-west-1", functions: fn("a") },
    { accountId: A, region: "us-east-1", status: "timeout" },
  ]);
  const resumed = reportOf(
    [
      { accountId: A, region: "eu-west-1", functions: fn("a") },
      { accountId: A, region: "us-east-1", functions: fn("b") },
    ],
    { finishedAt: "2026-11-21T09:00:00.000Z" },
  );
  assert.deepEqual(mergeReports(parts(first, resumed)).report, resumed);
  assert.deepEqual(mergeReports(parts(resumed, first)).report, resumed);
});

test("the catalogue of a report that was resumed since does not matter", () => {
  const first = reportOf(
    [
      { accountId: A, region: "eu-west-1", functions: fn("a") },
      { accountId: A, region: "us-east-1", status: "timeout" },
    ],
    { catalogue: { asOf: "2026-01-01", source: "built-in", ageDays: 324 } },
  );
  const resumed = reportOf(
    [
      { accountId: A, region: "eu-west-1", functions: fn("a") },
      { accountId: A, region: "us-east-1", functions: fn("b") },
    ],
    { finishedAt: "2026-11-21T09:00:00.000Z" },
  );
  assert.deepEqual(mergeReports(parts(first, resumed)), { report: resumed, warnings: [] });
});

test("an account that one part filtered out stays unread when another part could not access it", () => {
  const failed = reportOf([
    { accountId: "", accountName: "hub", region: "", status: "unauthenticated" },
    { accountId: B, region: "", status: "denied" },
  ]);
  const later = { startedAt: "2026-11-21T08:30:00.000Z", finishedAt: "2026-11-21T09:00:00.000Z" };
  const leftOut = (accountId: string, accountName: string): ReportAccount => ({
    ...{ accountId, accountName, partition: "", via: "", status: "skipped" },
    message: "excluded by --exclude-account",
  });
  const filtered = reportOf([], { ...later, accounts: [leftOut(A, "hub"), leftOut(B, "")] });
  const { coverage, accounts } = mergeReports(parts(failed, filtered)).report;
  assert.deepEqual(
    coverage.map(({ status }) => status),
    ["unauthenticated", "denied"],
  );
  assert.deepEqual(
    accounts.map(({ accountId, status }) => [accountId, status]),
    [
      ["", "failed"],
      [A, "skipped"],
      [B, "failed"],
    ],
  );
});
