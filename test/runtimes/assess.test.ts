import assert from "node:assert/strict";
import { test } from "node:test";
import { RUNTIME_STATUSES } from "../../src/model/runtime.ts";
import { createAssessor } from "../../src/runtimes/assess.ts";
import { builtinCatalogue, catalogueOf } from "../../src/runtimes/catalogue.ts";

function statusOn(runtime: string, today: string, within = 180): string {
  return createAssessor({ catalogue: builtinCatalogue(), today, within })(runtime, "Zip").runtimeStatus;
}

/** identifier, then [day, status] around every date, written by hand from AWS's table. */
const AROUND: readonly (readonly [id: string, ...days: (readonly [day: string, status: string])[]])[] = [
  [
    "python3.10",
    ["2026-05-03", "supported"], // 181 days
    ["2026-05-04", "expiring"], // 180 days
    ["2026-10-30", "expiring"],
    ["2026-10-31", "deprecated"],
    ["2026-11-01", "deprecated"],
    ["2027-07-28", "deprecated"],
    ["2027-07-29", "create-blocked"],
    ["2027-07-30", "create-blocked"],
    ["2027-08-30", "create-blocked"],
    ["2027-08-31", "update-blocked"],
    ["2027-09-01", "update-blocked"],
  ],
  ["dotnet8", ["2026-11-09", "expiring"], ["2026-11-10", "deprecated"], ["2026-11-11", "deprecated"]],
  [
    "java8",
    ["2024-01-07", "expiring"],
    ["2024-01-08", "deprecated"],
    ["2024-02-07", "deprecated"],
    ["2024-02-08", "create-blocked"],
    ["2024-02-09", "create-blocked"],
    ["2027-08-30", "create-blocked"],
    ["2027-08-31", "update-blocked"],
  ],
  // Both block dates a year before the deprecation date.
  [
    "nodejs4.3-edge",
    ["2019-03-30", "supported"],
    ["2019-03-31", "create-blocked"],
    ["2019-04-29", "create-blocked"],
    ["2019-04-30", "update-blocked"],
    ["2020-03-05", "update-blocked"],
  ],
  // The create block before the deprecation date, which is the day of the update block.
  [
    "nodejs4.3",
    ["2020-02-02", "expiring"],
    ["2020-02-03", "create-blocked"],
    ["2020-03-04", "create-blocked"],
    ["2020-03-05", "update-blocked"],
  ],
  // Deprecation and create block on one day.
  [
    "nodejs12.x",
    ["2023-03-30", "expiring"],
    ["2023-03-31", "create-blocked"],
    ["2023-04-30", "update-blocked"],
  ],
  // Node.js 0.10, not "any Node.js".
  [
    "nodejs",
    ["2016-08-29", "expiring"],
    ["2016-08-30", "deprecated"],
    ["2016-09-30", "create-blocked"],
    ["2016-10-31", "update-blocked"],
  ],
  // A container image only: AWS publishes no block dates.
  ["dotnet9", ["2026-11-09", "expiring"], ["2026-11-10", "deprecated"], ["2099-01-01", "deprecated"]],
  ["nodejs26.x", ["2026-11-21", "preview"], ["2099-01-01", "preview"]],
  ["python3.15", ["2026-11-21", "preview"]],
  ["custom", ["2026-11-21", "custom"], ["2099-01-01", "custom"]],
];

for (const [id, ...days] of AROUND) {
  for (const [day, status] of days) {
    test(`${id} on ${day} is ${status}`, () => assert.equal(statusOn(id, day), status));
  }
}

/** The phases from the first to the last; how far a runtime has come never goes back. */
const PHASES = ["deprecated", "create-blocked", "update-blocked"] as const;
const DATES = ["deprecationDate", "blockCreateDate", "blockUpdateDate"] as const;

for (const row of builtinCatalogue().runtimes.filter(({ phase }) => phase === "ga")) {
  test(`${row.id} around each of its dates`, () => {
    for (const [index, key] of DATES.entries()) {
      const date = row[key];
      if (date === null) continue;
      // The furthest phase among those that the catalogue gives for this very day.
      const furthest =
        PHASES[Math.max(...DATES.flatMap((other, i) => ((row[other] ?? "~") <= date ? [i] : [])))];
      assert.equal(statusOn(row.id, date), furthest, `on ${date}`);
      assert.notEqual(statusOn(row.id, shift(date, 1)), "supported");
      assert.notEqual(statusOn(row.id, shift(date, -1)), PHASES[index], `the day before ${date}`);
    }
  });
}

function shift(day: string, days: number): string {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

test("an assessment carries the dates, the days left and the successor", () => {
  const dates = {
    deprecationDate: "2027-04-30",
    blockCreateDate: "2027-06-01",
    blockUpdateDate: "2027-07-01",
  };
  const past = { deprecationDate: "2026-11-10", blockCreateDate: null, blockUpdateDate: null };
  const runtimes = [
    { id: "nodejs22.x", ...dates, successor: "nodejs24.x" },
    { id: "dotnet8", ...past },
  ];
  const catalogue = catalogueOf({ asOf: "2026-10-03", source: "here", runtimes }, ({ message }) =>
    Error(message),
  );
  const assess = createAssessor({ catalogue, today: "2026-11-21", within: 180 });
  assert.deepEqual(assess("nodejs22.x", "Zip"), {
    runtimeStatus: "expiring",
    ...dates,
    daysLeft: 160,
    successor: "nodejs24.x",
  });
  assert.equal(assess("dotnet8", "Zip").daysLeft, -11);
});

test("images, customer-managed and unlisted runtimes have separate statuses", () => {
  const assess = createAssessor({ catalogue: builtinCatalogue(), today: "2026-11-21", within: 180 });
  const none = {
    deprecationDate: null,
    blockCreateDate: null,
    blockUpdateDate: null,
    daysLeft: null,
    successor: null,
  };
  assert.deepEqual(assess(undefined, "Image"), { runtimeStatus: "container", ...none });
  assert.deepEqual(assess("python3.9", "Image"), { runtimeStatus: "container", ...none });
  assert.deepEqual(assess(undefined, "Zip"), { runtimeStatus: "unknown", ...none });
  assert.deepEqual(assess("custom", "Zip"), { runtimeStatus: "custom", ...none });
  for (const id of [
    "nodejs28.x",
    "java17.al2026",
    "NODEJS20.X",
    "nodejs20",
    "python3.1",
    "toString",
    "__proto__",
  ]) {
    assert.deepEqual(assess(id, "Zip"), { runtimeStatus: "unknown", ...none }, id);
  }
});

test("identifiers match exactly", () => {
  assert.equal(statusOn("java17", "2027-07-01"), "deprecated");
  assert.equal(statusOn("java17.al2023", "2027-07-01"), "supported");
});

test("the window of expiring is inclusive, and may be none", () => {
  assert.equal(statusOn("nodejs24.x", "2028-04-29", 1), "expiring");
  assert.equal(statusOn("nodejs24.x", "2028-04-28", 1), "supported");
  assert.equal(statusOn("nodejs24.x", "2028-04-29", 0), "supported");
  assert.equal(statusOn("nodejs24.x", "2028-04-30", 0), "deprecated");
});

test("the same identifier returns the same frozen object", () => {
  const assess = createAssessor({ catalogue: builtinCatalogue(), today: "2026-11-21", within: 180 });
  for (const id of ["python3.9", "custom", "nope", undefined]) {
    assert.equal(assess(id, "Zip"), assess(id, "Zip"));
    assert.ok(Object.isFrozen(assess(id, "Zip")));
    assert.ok(RUNTIME_STATUSES.includes(assess(id, "Zip").runtimeStatus));
  }
});
