/** The programs of the benchmark find the same functions: without that their times say nothing. No time is asserted. */
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { GOALS, verdictsOf } from "../../bench/goals.ts";
import type { Bench } from "../../bench/harness/bench.ts";
import { findPrograms } from "../../bench/harness/programs.ts";
import { medians, type Row } from "../../bench/harness/row.ts";
import { oneAccount } from "../../bench/scenarios/one-account.ts";
import { organization } from "../../bench/scenarios/organization.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const directory = temporaryDirectory("lambda-inventory-smoke");
let bench: Bench;

before(async () => {
  const note = () => {};
  // The CLI starts a program a region: `npm run bench -- --quick` has time for it.
  const { "AWS CLI loop": _, ...programs } = await findPrograms(note);
  bench = { quick: true, programs, directory, note, runs: () => 1 };
});

function found(rows: readonly Row[], functions: number): void {
  // The two on Node are always there; the bench leaves out what a machine has not.
  for (const who of ["limit loop", "SDK v3"]) assert.ok(rows.some((row) => row.who === who));
  for (const row of rows) {
    assert.equal(row.functions, functions, row.who);
    assert.ok(row.cpuMs > 0 && row.peakMb > 10 && (row.connections ?? 0) > 0, JSON.stringify(row));
  }
}

test("every program finds the functions of one account", async () => {
  found(await oneAccount.run(bench), 3 * 3);
});

test("every program finds the functions of an organization", async () => {
  found(await organization.run(bench), 4 * 4 * 3);
});

test("a program that finds something else stops the benchmark", async () => {
  const loop = bench.programs["limit loop"];
  assert.ok(loop);
  const liar: Bench = {
    ...bench,
    programs: { "SDK v3": loop, "limit loop": (workload) => loop({ ...workload, region: "us-east-1" }) },
  };
  await assert.rejects(oneAccount.run(liar), /3 functions found of 9/);
});

test("medians are taken metric by metric", () => {
  const run = (wallMs: number, cpuMs: number) => ({ wallMs, cpuMs, peakMb: 1 });
  assert.deepEqual(medians([run(3, 10), run(1, 30), run(2, 20)]), run(2, 20));
  assert.deepEqual(medians([run(1, 10), run(2, 30)]), run(1.5, 20));
});

test("a goal is compared with the ratio of two programs, or not at all when one is missing", () => {
  const goal = GOALS.find(({ scenario }) => scenario === "one-region");
  assert.ok(goal);
  const row = { scenario: "one-region", workload: "20000 functions", cpuMs: 1, peakMb: 1, runs: 1 };
  const limit = { ...row, who: "limit loop", wallMs: 600 };
  const verdict = (wallMs: number) => verdictsOf([limit, { ...row, who: "lambda-inventory", wallMs }])[0];
  assert.equal(verdict(720)?.value, 1.2);
  assert.equal(verdict(720)?.reached, true);
  assert.equal(verdict(900)?.reached, false);
  assert.equal(verdictsOf([limit])[0]?.value, undefined);
  assert.equal(verdictsOf([limit])[0]?.reached, false);
});
