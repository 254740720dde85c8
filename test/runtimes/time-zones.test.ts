import assert from "node:assert/strict";
import process from "node:process";
import { after, test } from "node:test";
import { dayOf } from "../../src/model/day.ts";
import { createAssessor } from "../../src/runtimes/assess.ts";
import { builtinCatalogue } from "../../src/runtimes/catalogue.ts";

const { TZ: zoneBefore } = process.env;
after(() => {
  if (zoneBefore === undefined) delete process.env.TZ;
  else process.env.TZ = zoneBefore;
});

/** The first and the last second, in UTC, of days of change. */
const MOMENTS = [
  "2026-10-30T23:59:59Z",
  "2026-10-31T00:00:00Z",
  "2026-10-31T23:59:59Z",
  "2027-08-31T00:00:00Z",
];

/** The day, and the assessment of python3.10 and of every runtime on it. */
function assessedAt(moment: string) {
  const today = dayOf(new Date(moment));
  const catalogue = builtinCatalogue();
  const assess = createAssessor({ catalogue, today, within: 180 });
  const { runtimeStatus, daysLeft } = assess("python3.10", "Zip");
  const all = catalogue.runtimes.map(({ id }) => assess(id, "Zip").runtimeStatus).join();
  return { python: [today, runtimeStatus, daysLeft], all };
}

// POSIX signs are reversed: Etc/GMT+12 is UTC-12. The offset is minutes behind UTC.
const ZONES = [
  ["Etc/GMT+12", 720],
  ["America/New_York", 240],
  ["UTC", 0],
  ["Asia/Kolkata", -330],
  ["Etc/GMT-14", -840],
] as const;

test("every time zone gives the same answer", () => {
  const answers = ZONES.map(([zone, offset]) => {
    // Node takes the change at once, which the offset shows.
    process.env.TZ = zone;
    assert.equal(new Date("2026-10-31T00:00:00Z").getTimezoneOffset(), offset, zone);
    return MOMENTS.map(assessedAt);
  });
  const [first = []] = answers;
  for (const [index, answer] of answers.entries()) assert.deepEqual(answer, first, ZONES[index]?.[0]);
  assert.deepEqual(
    first.map(({ python }) => python),
    [
      ["2026-10-30", "expiring", 1],
      ["2026-10-31", "deprecated", 0],
      ["2026-10-31", "deprecated", 0],
      ["2027-08-31", "update-blocked", -304],
    ],
  );
});
