import assert from "node:assert/strict";
import { test } from "node:test";
import { dueOf } from "../../src/triage/due.ts";

const [DEPRECATION, CREATE, UPDATE] = ["2026-04-30", "2027-07-29", "2027-08-31"] as const;
const dates = { deprecationDate: DEPRECATION, blockCreateDate: CREATE, blockUpdateDate: UPDATE };
const none = { deprecationDate: null, blockCreateDate: null, blockUpdateDate: null };

const ROWS: readonly (readonly [
  string,
  Parameters<typeof dueOf>[0],
  string,
  string | null,
  string | null,
])[] = [
  ["before all", dates, "2026-04-29", DEPRECATION, "deprecation"],
  ["on the deprecation day, which has passed then", dates, "2026-04-30", CREATE, "create-block"],
  ["between deprecation and create block", dates, "2027-07-28", CREATE, "create-block"],
  ["on the day of the create block", dates, "2027-07-29", UPDATE, "update-block"],
  ["on the last day", dates, "2027-08-31", UPDATE, "update-block"],
  ["long after", dates, "2030-01-01", UPDATE, "update-block"],
  ["without dates", none, "2026-11-29", null, null],
  [
    "with a deprecation date only, ahead",
    { ...none, deprecationDate: DEPRECATION },
    "2026-01-01",
    DEPRECATION,
    "deprecation",
  ],
  [
    "with a deprecation date only, passed",
    { ...none, deprecationDate: DEPRECATION },
    "2026-05-01",
    DEPRECATION,
    "deprecation",
  ],
  [
    "blocked before it was deprecated, all ahead",
    { deprecationDate: "2026-06-30", blockCreateDate: "2026-01-15", blockUpdateDate: "2026-02-15" },
    "2026-01-01",
    "2026-01-15",
    "create-block",
  ],
  [
    "blocked before it was deprecated, all passed",
    { deprecationDate: "2026-06-30", blockCreateDate: "2026-01-15", blockUpdateDate: "2026-02-15" },
    "2026-07-01",
    "2026-06-30",
    "deprecation",
  ],
  [
    "both blocks on one day, ahead",
    { ...dates, blockCreateDate: UPDATE },
    "2027-01-01",
    UPDATE,
    "create-block",
  ],
  [
    "both blocks on one day, passed",
    { ...dates, blockCreateDate: UPDATE },
    "2028-01-01",
    UPDATE,
    "update-block",
  ],
];

for (const [what, runtime, today, dueDate, dueEvent] of ROWS) {
  test(`due ${what}`, () => assert.deepEqual(dueOf(runtime, today), { dueDate, dueEvent }));
}
