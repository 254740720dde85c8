import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { cellsToRead, joinResumed } from "../../src/compare/resume.ts";
import { isRead } from "../../src/model/coverage.ts";
import type { Report } from "../../src/model/report.ts";
import { anyCells, anyRun } from "../support/compare/arbitrary.ts";
import { A, assessedRow, B, type CellOf, fn, reportOf } from "../support/compare/reports.ts";

const later = { startedAt: "2026-11-21T09:00:00.000Z", finishedAt: "2026-11-21T09:01:00.000Z" };
const together = { finishedAt: later.finishedAt };
const all = { row: assessedRow, keeps: () => true, regionsOf: () => undefined };

/** What a resumed run reads of these cells. */
function resumed(old: Report, cells: readonly CellOf[]): CellOf[] {
  const wants = cellsToRead(old, []);
  return cells.filter(({ accountId, region }) => wants(accountId, region));
}

test("nothing of a complete report is read again", () => {
  fc.assert(
    fc.property(anyCells, (cells) => {
      const old = reportOf(cells);
      assert.deepEqual(resumed(old, cells), []);
      assert.deepEqual(joinResumed(old, reportOf([], later), all), { ...old, ...together });
    }),
  );
});

test("whatever failed, the report and the resumed run are complete together", () => {
  fc.assert(
    fc.property(anyRun, (cells) => {
      const old = reportOf(cells);
      const isKept = ({ status = "ok" }: CellOf) => isRead(status) && status !== "disabled";
      const healed = cells.map((cell) => (isKept(cell) ? cell : { ...cell, status: "ok" as const }));
      const fresh = resumed(old, healed);
      assert.equal(fresh.length, cells.filter((cell) => !isKept(cell)).length);
      assert.deepEqual(joinResumed(old, reportOf(fresh, later), all), reportOf(healed, together));
    }),
  );
});

test("regions and accounts that the earlier report lacks are read too", () => {
  const wants = cellsToRead(
    reportOf([
      { accountId: A, region: "eu-west-1" },
      { accountId: B, region: "us-east-1", status: "disabled" },
      { accountId: B, region: "ap-east-1", status: "disabled" },
      { accountId: B, region: "sa-east-1", status: "unsupported" },
      { accountId: B, region: "eu-west-1", status: "denied" },
    ]),
    [],
  );
  assert.equal(wants(A, "eu-west-1"), false);
  assert.equal(wants(A, "ap-south-1"), true);
  assert.equal(wants(B, "sa-east-1"), false);
  assert.equal(wants(B, "eu-west-1"), true);
  assert.equal(wants("333333333333", "eu-west-1"), true);
  assert.equal(wants(B, "us-east-1"), true, "disabled, though every account has this region");
  assert.equal(wants(B, "ap-east-1"), false, "disabled, and only enabled where an account opted in");
  assert.equal(wants(B, "ap-east-1", true), true, "disabled, though AWS lists it as enabled");
});

test("an account that could not be accessed is read completely, and its row is replaced", () => {
  const old = reportOf([
    { accountId: A, region: "", status: "unauthenticated" },
    { accountId: B, region: "eu-west-1", functions: fn("b") },
  ]);
  assert.equal(cellsToRead(old, [])(A, "eu-west-1"), true);
  const fresh = reportOf([{ accountId: A, region: "eu-west-1", functions: fn("a") }], later);
  const cells = [
    { accountId: A, region: "eu-west-1", functions: fn("a") },
    { accountId: B, region: "eu-west-1", functions: fn("b") },
  ];
  assert.deepEqual(joinResumed(old, fresh, all), reportOf(cells, together));
});

test("the row of an account whose regions could not be listed is removed once they can, even if no region is read again", () => {
  const old = reportOf([
    { accountId: A, region: "", status: "denied" },
    { accountId: A, region: "eu-west-1", functions: fn("a") },
  ]);
  const account = reportOf([{ accountId: A, region: "eu-west-1" }]).accounts;
  const { coverage, accounts } = joinResumed(old, reportOf([], { ...later, accounts: account }), all);
  assert.deepEqual(
    coverage.map(({ region, status }) => [region, status]),
    [["eu-west-1", "ok"]],
  );
  assert.deepEqual(
    accounts.map(({ status }) => status),
    ["ok"],
  );
});

test("a run that can no longer access an account reports it and loses nothing", () => {
  const old = reportOf([{ accountId: A, region: "eu-west-1", functions: fn("a") }]);
  const fresh = reportOf(
    [{ accountId: A, region: "", status: "unauthenticated", message: "expired" }],
    later,
  );
  const { functions, coverage, accounts, summary } = joinResumed(old, fresh, all);
  assert.equal(functions.length, 1);
  assert.deepEqual(
    coverage.map(({ region, status }) => [region, status]),
    [
      ["", "unauthenticated"],
      ["eu-west-1", "ok"],
    ],
  );
  assert.deepEqual(
    accounts.map(({ status, message }) => [status, message]),
    [["incomplete", "1 of 2 not read"]],
  );
  assert.deepEqual([summary.targets, summary.read, summary.notRead], [2, 1, 1]);
});

test("the row of a profile whose account was unknown is replaced by the account that it belongs to", () => {
  const old = reportOf([{ accountId: "", accountName: "hub", region: "", status: "unauthenticated" }]);
  const fresh = reportOf([{ accountId: A, accountName: "hub", region: "eu-west-1" }], later);
  const { coverage, accounts } = joinResumed(old, fresh, all);
  assert.deepEqual(
    [coverage, accounts].map((rows) => rows.map(({ accountId }) => accountId)),
    [[A], [A]],
  );
});

test("earlier functions are assessed and filtered again", () => {
  const old = reportOf([
    {
      accountId: A,
      region: "eu-west-1",
      functions: [
        {
          functionName: "a",
          runtime: "nodejs20.x",
          runtimeStatus: "supported",
          daysLeft: 3,
          aliases: [
            { name: "live", functionVersion: "3", runtime: "python3.8", runtimeStatus: "supported" },
            { name: "lost", functionVersion: "2", runtime: null, runtimeStatus: "unknown" },
          ],
        },
        { functionName: "b", runtimeStatus: "deprecated" },
      ],
    },
  ]);
  const keeps = ({ runtimeStatus }: { runtimeStatus: string }) => runtimeStatus === "deprecated";
  const { functions, summary } = joinResumed(old, reportOf([], later), { ...all, keeps });
  assert.deepEqual(
    functions.map(({ functionName, runtimeStatus, daysLeft }) => [functionName, runtimeStatus, daysLeft]),
    [["a", "deprecated", -205]],
  );
  assert.deepEqual(
    functions[0]?.aliases?.map(({ runtimeStatus }) => runtimeStatus),
    ["update-blocked", "unknown"],
  );
  assert.deepEqual(summary.byStatus, { deprecated: 1 });
});

test("a resumed shard stays that shard", () => {
  const shard = { index: 1, count: 3 };
  assert.deepEqual(joinResumed(reportOf([], { shard }), reportOf([], { ...later, shard }), all).shard, shard);
});
