import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { mergeReports } from "../../src/compare/merge.ts";
import type { Report } from "../../src/model/report.ts";
import { anyRun } from "../support/compare/arbitrary.ts";
import { reportText } from "../support/compare/report-text.ts";
import { A, B, type CellOf, fn, parts, reportOf } from "../support/compare/reports.ts";

/** Cells divided among several runs that ended one after the other. */
function dealt(cells: readonly CellOf[], count: number, partOf: (cell: CellOf) => number): Report[] {
  return Array.from({ length: count }, (_, i) =>
    reportOf(
      cells.filter((cell) => partOf(cell) === i),
      { finishedAt: `2026-11-21T08:0${i}:30.000Z` },
    ),
  );
}

test("any division into shards merges into the bytes that one run prints, in any order", async () => {
  await fc.assert(
    fc.asyncProperty(anyRun, fc.integer({ min: 1, max: 4 }), fc.integer(), async (cells, count, salt) => {
      const shardOf = ({ accountId }: CellOf) => Math.abs(Number(accountId) + salt) % count;
      const shards = dealt(cells, count, shardOf).map((report, i) => ({
        ...report,
        shard: { index: i + 1, count },
      }));
      const whole = reportOf(cells, { finishedAt: `2026-11-21T08:0${count - 1}:30.000Z` });
      const { report, warnings } = mergeReports(parts(...shards.reverse()));
      assert.equal(await reportText(report), await reportText(whole));
      assert.deepEqual(warnings, []);
    }),
  );
});

test("any division by account and region merges into the same bytes, too", async () => {
  await fc.assert(
    fc.asyncProperty(anyRun, fc.array(fc.nat({ max: 2 })), async (cells, deal) => {
      const runs = dealt(cells, 3, (cell) => deal[cells.indexOf(cell)] ?? 0);
      const whole = reportOf(cells, { finishedAt: "2026-11-21T08:02:30.000Z" });
      assert.equal(await reportText(mergeReports(parts(...runs)).report), await reportText(whole));
    }),
  );
});

test("parts with different --within are joined with a warning", () => {
  const expiring = [{ functionName: "a", runtimeStatus: "expiring" as const }];
  const { warnings } = mergeReports(
    parts(
      reportOf([{ accountId: A, region: "us-east-1", functions: expiring }]),
      reportOf([{ accountId: B, region: "us-east-1", functions: fn("b") }]),
    ),
  );
  assert.deepEqual(warnings, [
    "nodejs22.x is expiring in part-1.json and supported in part-2.json: they were created with different --within",
  ]);
});

test("a shard joined with a later read of what it lacked stays that shard", () => {
  const shard = { index: 2, count: 3 };
  const lacking = reportOf([{ accountId: A, region: "us-east-1", status: "timeout" }], { shard });
  const rest = reportOf([{ accountId: A, region: "us-east-1", functions: fn("a") }], { shard });
  assert.deepEqual(mergeReports(parts(lacking, rest)).report.shard, shard);
});

test("a shard without accounts counts as a part", () => {
  const empty = reportOf([], { shard: { index: 1, count: 2 } });
  const full = reportOf([{ accountId: A, region: "us-east-1", functions: fn("a") }], {
    shard: { index: 2, count: 2 },
  });
  const { report } = mergeReports(parts(empty, full));
  assert.deepEqual(report, reportOf([{ accountId: A, region: "us-east-1", functions: fn("a") }]));
});

test("an account that is skipped in every part is listed once", () => {
  const skipped = {
    accountId: B,
    accountName: "old",
    partition: "",
    via: "AWS Organizations",
    status: "skipped",
    message: "SUSPENDED",
  } as const;
  const shard = (index: number, cells: CellOf[]) => {
    const report = reportOf(cells, { shard: { index, count: 2 } });
    return { ...report, accounts: [...report.accounts, skipped] };
  };
  const { report } = mergeReports(parts(shard(1, [{ accountId: A, region: "us-east-1" }]), shard(2, [])));
  assert.deepEqual(
    report.accounts.map(({ accountId, status }) => [accountId, status]),
    [
      [A, "ok"],
      [B, "skipped"],
    ],
  );
});

test("parts of different versions or days are joined with a warning", () => {
  const first = reportOf([{ accountId: A, region: "us-east-1" }]);
  const second = reportOf([{ accountId: B, region: "us-east-1" }], {
    tool: { name: "lambda-inventory", version: "0.2.0" },
    catalogue: { ...first.catalogue, ageDays: 50 },
    startedAt: "2026-11-20T23:59:59.000Z",
  });
  const { report, warnings } = mergeReports(parts(first, second));
  assert.deepEqual(warnings, [
    "part-1.json was created by version 0.1.0, part-2.json by 0.2.0",
    "part-1.json and part-2.json were assessed on different days, so their daysLeft differ; use --as-of to set one day for all parts",
  ]);
  assert.equal(report.startedAt, "2026-11-20T23:59:59.000Z");
});

test("times with and without fractions of a second are in order", () => {
  const at = (accountId: string, time: string, version: string) =>
    reportOf([{ accountId, region: "us-east-1" }], {
      startedAt: `2026-11-21T${time}`,
      finishedAt: `2026-11-21T${time}`,
      tool: { name: "lambda-inventory", version },
    });
  const { report } = mergeReports(parts(at(A, "08:00:00.500Z", "newer"), at(B, "08:00:00Z", "older")));
  assert.deepEqual(
    [report.startedAt, report.finishedAt, report.tool.version],
    ["2026-11-21T08:00:00Z", "2026-11-21T08:00:00.500Z", "newer"],
  );
});
