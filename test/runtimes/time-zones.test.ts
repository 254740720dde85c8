import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** Judges on and around days of change at their first and last second in UTC. */
const PROGRAM = `
import { createAssessor } from ${JSON.stringify(source("assess.ts"))};
import { builtinCatalogue } from ${JSON.stringify(source("catalogue.ts"))};
import { dayOf } from ${JSON.stringify(source("day.ts"))};
const catalogue = builtinCatalogue();
const answers = [];
for (const moment of ["2026-10-30T23:59:59Z", "2026-10-31T00:00:00Z", "2026-10-31T23:59:59Z", "2027-08-31T00:00:00Z"]) {
  const today = dayOf(new Date(moment));
  const assess = createAssessor({ catalogue, today, within: 180 });
  const { runtimeStatus, daysLeft } = assess("python3.10", "Zip");
  answers.push([today, runtimeStatus, daysLeft]);
  answers.push(catalogue.runtimes.map(({ id }) => assess(id, "Zip").runtimeStatus).join());
}
console.log(new Date("2026-10-31T00:00:00Z").getTimezoneOffset(), JSON.stringify(answers));
`;

function source(file: string): string {
  return fileURLToPath(new URL(`../../src/runtimes/${file}`, import.meta.url));
}

async function answerIn(zone: string): Promise<{ offset: number; answers: string }> {
  const args = ["--import", "tsx", "--input-type=module", "--eval", PROGRAM];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...process.env, TZ: zone } });
  const [offset = "", ...answers] = stdout.trim().split(" ");
  return { offset: Number(offset), answers: answers.join(" ") };
}

// POSIX signs are reversed: Etc/GMT+12 is UTC-12. The offset is minutes behind UTC.
const ZONES = [
  ["Etc/GMT+12", 720],
  ["America/New_York", 240],
  ["UTC", 0],
  ["Asia/Kolkata", -330],
  ["Etc/GMT-14", -840],
] as const;

test("every time zone gives the same answer", async () => {
  const results = await Promise.all(ZONES.map(([zone]) => answerIn(zone)));
  assert.deepEqual(
    results.map(({ offset }) => offset),
    ZONES.map(([, offset]) => offset),
  );
  assert.equal(new Set(results.map(({ answers }) => answers)).size, 1);
  const [first, , second, , third, , fourth] = JSON.parse(results[0]?.answers ?? "[]") as unknown[];
  assert.deepEqual(
    [first, second, third, fourth],
    [
      ["2026-10-30", "expiring", 1],
      ["2026-10-31", "deprecated", 0],
      ["2026-10-31", "deprecated", 0],
      ["2027-08-31", "update-blocked", -304],
    ],
  );
});
