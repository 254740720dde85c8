/** A trend and its pace, from snapshots made here; cli/trend.test.ts is about files and formats. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { PaceMeter } from "../../src/campaign/pace.ts";
import { type Snapshot, snapshotOf } from "../../src/campaign/snapshot.ts";
import { TrendBuilder } from "../../src/campaign/trend.ts";
import type { CoverageRow } from "../../src/model/coverage.ts";
import type { FunctionRow } from "../../src/model/report.ts";
import { row, tail, target } from "../support/report/sample.ts";

function snapshot(day: string, rows: readonly FunctionRow[], coverage?: readonly CoverageRow[]): Snapshot {
  return snapshotOf(`${day}.json`, {
    startedAt: `${day}T10:00:00.000Z`,
    ...tail(rows, coverage),
    functions: rows,
  });
}

function functions(count: number, values: Partial<FunctionRow> = {}): readonly FunctionRow[] {
  const { runtime = "nodejs18.x" } = values;
  return Array.from({ length: count }, (_, i) => row({ functionName: `${runtime}-${i}`, ...values }));
}

function paceOf(...snapshots: readonly Snapshot[]) {
  const meter = new PaceMeter();
  for (const each of snapshots) meter.add(each);
  return meter.finish();
}

test("a runtime with fewer functions has a day on which the last is gone", () => {
  const [pace, ...others] = paceOf(
    snapshot("2026-10-01", functions(9)),
    snapshot("2026-10-31", functions(4)),
  );
  // 5 in 30 days: the other 4 take 24.
  assert.deepEqual(pace, {
    runtime: "nodejs18.x",
    since: "2026-10-01",
    before: 9,
    now: 4,
    goneOn: "2026-11-24",
    blockUpdateDate: "2027-03-03",
    text: "At the last eight weeks' pace, the last function on nodejs18.x will be gone on 2026-11-24; its updates are blocked on 2027-03-03 (9 → 4 functions since 2026-10-01).",
  });
  assert.deepEqual(others, []);
});

test("a runtime with as many functions as before, or more, has no last day", () => {
  for (const now of [3, 4]) {
    const [pace] = paceOf(snapshot("2026-10-01", functions(3)), snapshot("2026-10-31", functions(now)));
    assert.equal(pace?.goneOn, null);
    assert.match(pace.text, new RegExp(`functions on nodejs18\\.x remain; .* \\(3 → ${now} functions`));
  }
});

test("the runtime that first loses updates comes first, one without a date last, equal ones by name", () => {
  const dates: Readonly<Record<string, string | null>> = {
    "a9.x": null,
    "b8.x": "2027-06-01",
    "d7.x": "2026-09-01",
    "c8.x": "2027-06-01",
  };
  const rows = Object.entries(dates).flatMap(([runtime, blockUpdateDate]) =>
    functions(1, { runtime, blockUpdateDate }),
  );
  const found = paceOf(snapshot("2026-10-01", rows), snapshot("2026-10-31", rows));
  assert.deepEqual(
    found.map(({ runtime }) => runtime),
    ["d7.x", "b8.x", "c8.x", "a9.x"],
  );
  const texts = found.map(({ text }) => text.slice(text.indexOf("remain"), text.indexOf(" (")));
  assert.deepEqual(texts, [
    "remain; its updates have been blocked since 2026-09-01",
    "remain; its updates are blocked on 2027-06-01",
    "remain; its updates are blocked on 2027-06-01",
    "remain",
  ]);
});

test("updates that are blocked on the day of the report have been blocked", () => {
  const rows = functions(1, { blockUpdateDate: "2026-10-31" });
  const [pace] = paceOf(snapshot("2026-10-01", rows), snapshot("2026-10-31", rows));
  assert.match(pace?.text ?? "", /have been blocked since 2026-10-31/);
});

test("reports within one week show no pace, and those before the last eight weeks do not count", () => {
  assert.deepEqual(paceOf(), []);
  assert.deepEqual(paceOf(snapshot("2026-10-01", functions(9)), snapshot("2026-10-07", functions(4))), []);
  assert.equal(paceOf(snapshot("2026-10-01", functions(9)), snapshot("2026-10-08", functions(4))).length, 1);
  const since = (day: string) =>
    paceOf(
      snapshot(day, functions(9)),
      snapshot("2026-10-20", functions(8)),
      snapshot("2026-11-26", functions(4)),
    )[0]?.since;
  assert.equal(since("2026-10-01"), "2026-10-01");
  assert.equal(since("2026-09-30"), "2026-10-20");
});

test("functions in targets that one of the two reports did not read are in neither number", () => {
  const away = { accountId: "222233334444" };
  const coverage = [target(), target(away)];
  const before = [...functions(3), ...functions(5, away)];
  const unread = [target(), target({ ...away, status: "denied", functions: 0 })];
  const [pace] = paceOf(
    snapshot("2026-10-01", before, coverage),
    snapshot("2026-10-31", functions(2), unread),
  );
  assert.deepEqual([pace?.before, pace?.now], [3, 2]);
});

test("Web Functions that only one of the two reports lists are in neither number of the pace", () => {
  const web = functions(5, { kind: "web-function", version: "" });
  const without = snapshot("2026-10-01", functions(3));
  const all = [...functions(2), ...web];
  const withWeb = snapshotOf("2026-10-31.json", {
    startedAt: "2026-10-31T10:00:00.000Z",
    ...tail(all),
    summary: { ...tail(all).summary, webFunctions: web.length },
    functions: all,
  });
  const [pace] = paceOf(without, withWeb);
  assert.deepEqual([pace?.before, pace?.now], [3, 2]);
});

test("by owner, a report without functions keeps a row, so that its unread targets are not lost", () => {
  const unread = [target({ status: "denied", functions: 0 })];
  const trend = new TrendBuilder(true);
  trend.add(snapshot("2026-10-01", functions(1, { owner: "web" })));
  trend.add(snapshot("2026-10-31", [], unread));
  assert.deepEqual(
    trend.finish().rows.map(({ owner, targets, read, functions: count }) => [owner, targets, read, count]),
    [
      ["web", 1, 1, 1],
      [null, 1, 0, 0],
    ],
  );
});

test("by owner, owners are in the order of their names, and functions without one are last", () => {
  const owned = (...owners: readonly (string | null)[]) =>
    owners.map((owner) => row({ functionName: `of-${owner}`, owner }));
  const trend = new TrendBuilder(true);
  trend.add(snapshot("2026-10-01", owned(null, "web", "data", "gone")));
  trend.add(snapshot("2026-10-31", owned("web", null, "data", "api")));
  assert.deepEqual(
    trend
      .finish()
      .rows.map(({ owner, functions, new: added, fixed, stillOpen }) => [
        ...[owner, functions, added, fixed, stillOpen],
      ]),
    [
      ["data", 1, null, null, null],
      ["gone", 1, null, null, null],
      ["web", 1, null, null, null],
      [null, 1, null, null, null],
      ["api", 1, 1, 0, 0],
      ["data", 1, 0, 0, 1],
      ["gone", 0, 0, 1, 0],
      ["web", 1, 0, 0, 1],
      [null, 1, 0, 0, 1],
    ],
  );
});
