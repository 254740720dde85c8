import assert from "node:assert/strict";
import { test } from "node:test";
import { dayAfter, isDay, momentNames, timeNames } from "../../src/model/day.ts";

const DAYS: readonly (readonly [text: string, is: boolean])[] = [
  ["2026-11-21", true],
  ["2024-02-29", true],
  ["2026-02-29", false],
  ["2026-04-31", false],
  ["2026-13-01", false],
  ["2026-00-10", false],
  ["2026-1-1", false],
  ["+02026-01-01", false],
  ["2026-11-21 ", false],
  ["", false],
];

for (const [text, is] of DAYS) {
  test(`${JSON.stringify(text)} is ${is ? "a" : "not a"} valid date`, () => assert.equal(isDay(text), is));
}

test("adding days crosses the ends of months and years, in both directions", () => {
  assert.equal(dayAfter("2026-12-31", 1), "2027-01-01");
  assert.equal(dayAfter("2024-03-01", -1), "2024-02-29");
  assert.equal(dayAfter("2026-11-21", 0), "2026-11-21");
});

test("a day after the year 9999 is undefined", () => {
  for (const days of [3_000_000, 1e8, 1e15, Number.NaN])
    assert.equal(dayAfter("2026-11-21", days), undefined);
  assert.equal(dayAfter("no day", 1), undefined);
});

test("moments have the name of their day, with the time where others are of that day, and seconds in the same minute", () => {
  const moments = ["29T08:00:01.000Z", "30T07:59:00.500Z", "30T07:59:30.000Z", "30T09:15:00.000Z"].map(
    (end) => `2026-11-${end}`,
  );
  assert.deepEqual(moments.map(momentNames([...moments, ...moments])), [
    "2026-11-29",
    "2026-11-30 07:59:00 UTC",
    "2026-11-30 07:59:30 UTC",
    "2026-11-30 09:15 UTC",
  ]);
  assert.deepEqual(moments.map(timeNames(moments)), [
    "2026-11-29 08:00",
    "2026-11-30 07:59:00",
    "2026-11-30 07:59:30",
    "2026-11-30 09:15",
  ]);
});
