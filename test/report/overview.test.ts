/** What the first screen of the HTML page shows. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { FunctionRow } from "../../src/model/report.ts";
import { type Overview, OverviewBuilder } from "../../src/report/html/overview.ts";
import { FunctionNumbers } from "../../src/report/html/tally.ts";
import { usedText, whenDue } from "../../src/report/html/when.ts";
import { row } from "../support/report/sample.ts";

const TODAY = "2026-11-21";

function overviewOf(rows: readonly FunctionRow[], today: string): Overview {
  const all = new FunctionNumbers();
  const builder = new OverviewBuilder(all, today);
  for (const one of rows) builder.add(one, all.of(one));
  return builder.finish();
}

const due = (dueDate: string | null, values: Partial<FunctionRow> = {}) =>
  row({
    functionName: `f${dueDate}${values.owner}`,
    dueDate,
    dueEvent: dueDate === null ? null : "update-block",
    ...values,
  });

test("the period of a due date: a date that is today has passed", () => {
  const cases = [
    [null, "none"],
    ["2020-01-01", "overdue"],
    ["2026-11-21", "overdue"],
    ["2026-11-22", "90"],
    ["2027-02-19", "90"],
    ["2027-02-20", "180"],
    ["2027-05-20", "180"],
    ["2027-05-21", "later"],
  ] as const;
  for (const [dueDate, when] of cases) assert.equal(whenDue({ dueDate }, TODAY), when, `${dueDate}`);
});

test("whether a function was used in the last 30 days, where it is known", () => {
  const cases = [
    [null, ""],
    ["unknown", ""],
    ["never", "no"],
    ["2026-11-21", "yes"],
    ["2026-10-22", "yes"],
    ["2026-10-21", "no"],
  ] as const;
  for (const [lastInvoked, used] of cases)
    assert.equal(usedText(row({ lastInvoked }), TODAY), used, `${lastInvoked}`);
});

test("30 days of invocations say whether a function was used", () => {
  for (const [invocations, used] of [
    [0, "no"],
    [7, "yes"],
  ] as const)
    assert.equal(usedText(row({ invocations, lastInvoked: "2026-01-01" }), TODAY), used);
});

test("owners with overdue functions come first, functions without an owner last; waived ones do not count", () => {
  const { owners, waived, todo } = overviewOf(
    [
      due(null, { owner: null, action: "check-image" }),
      due("2020-01-01", { owner: null }),
      due("2027-01-01", { owner: "a" }),
      due("2027-05-01", { owner: "a", lastInvoked: "2026-11-20" }),
      due("2020-01-01", { owner: "b" }),
      due("2028-01-01", { owner: "b" }),
      due("2020-01-01", { owner: "c", waivedUntil: "2027-01-01" }),
      due("2029-01-01", { owner: "d", action: "none", runtimeStatus: "supported" }),
    ],
    TODAY,
  );
  const line = (owner: string | null, numbers: readonly number[]) => [owner, ...numbers];
  assert.deepEqual(
    owners.map((it) =>
      line(it.owner, [it.todo, it.overdue, it.within90, it.within180, it.later, it.undated, it.used]),
    ),
    [
      ["b", 2, 1, 0, 0, 1, 0, 0],
      ["a", 2, 0, 1, 2, 0, 0, 1],
      [null, 2, 1, 0, 0, 0, 1, 0],
    ],
  );
  assert.deepEqual([waived, todo], [1, 6]);
});

test("deadlines are by date and event, the runtimes and owners of most functions first", () => {
  const { coming, overdue } = overviewOf(
    [
      due("2027-03-03", { runtime: "a", successor: "b", owner: null, accountId: "1" }),
      due("2027-03-03", { runtime: "c", successor: null, owner: "x", accountId: "2" }),
      due("2027-03-03", { runtime: "c", successor: null, owner: "y", accountId: "2" }),
      due("2027-03-03", { dueEvent: "deprecation", owner: "z" }),
      due("2027-01-01", { owner: "z" }),
      due("2026-11-21", { owner: "z" }),
    ],
    TODAY,
  );
  assert.deepEqual(
    coming.map(({ date, event, functions }) => [date, event, functions]),
    [
      ["2027-01-01", "update-block", 1],
      ["2027-03-03", "update-block", 3],
      ["2027-03-03", "deprecation", 1],
    ],
  );
  assert.deepEqual(coming[1], {
    date: "2027-03-03",
    event: "update-block",
    days: 102,
    functions: 3,
    accounts: 2,
    runtimes: [
      { runtime: "c", name: "c", successor: "" },
      { runtime: "a", name: "a", successor: "b" },
    ],
    owners: ["x", "y", "no owner"],
  });
  assert.deepEqual(
    overdue.map(({ date, days }) => [date, days]),
    [["2026-11-21", 0]],
  );
});

test("a function with several versions counts once in each number, in any order", () => {
  const versions = ["$LATEST", "1", "2"].map((version) => row({ version }));
  fc.assert(
    fc.property(fc.shuffledSubarray(versions, { minLength: 3 }), (rows) => {
      const { functions, deprecated, todo, owners, coming } = overviewOf(rows, TODAY);
      assert.deepEqual([functions, deprecated, todo, owners[0]?.todo, coming[0]?.functions], [1, 1, 1, 1, 1]);
    }),
  );
});
