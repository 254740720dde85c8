/** The same report passed several times: by name, by a link, as a copy. */
import assert from "node:assert/strict";
import { copyFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { mergeReports } from "../../src/compare/merge.ts";
import { program } from "../support/cli/program.ts";
import { reportText } from "../support/compare/report-text.ts";
import { A, B, fn, parts, reportOf } from "../support/compare/reports.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const cell = { accountId: A, region: "us-east-1", functions: fn("a") };

test("a copy of a report counts once, and a warning says so", () => {
  const other = reportOf([{ accountId: B, region: "us-east-1" }]);
  const { report, warnings } = mergeReports(parts(reportOf([cell]), other, reportOf([cell])));
  assert.deepEqual(report.summary, mergeReports(parts(reportOf([cell]), other)).report.summary);
  assert.deepEqual(warnings, ["part-3.json is the same report as part-1.json and counts once"]);
});

test("a shard that is passed twice counts once, and does not replace another one", () => {
  const shard = (index: number, accountId: string) =>
    reportOf([{ accountId, region: "us-east-1" }], { shard: { index, count: 2 } });
  assert.equal(mergeReports(parts(shard(1, A), shard(1, A), shard(2, B))).report.summary.targets, 2);
  assert.throws(() => mergeReports(parts(shard(1, A), shard(1, A))), { message: "missing: shard 2/2" });
});

test("another run over the same cells is not a copy", () => {
  const later = reportOf([cell], { finishedAt: "2026-11-21T09:00:00.000Z" });
  assert.throws(() => mergeReports(parts(reportOf([cell]), { ...later, startedAt: later.finishedAt })), {
    message: /was read in both/,
  });
});

test("merge counts a report once when it is passed by name, by a link and as a copy in another layout", async () => {
  const cwd = temporaryDirectory("merge-copies");
  const text = await reportText(reportOf([cell]));
  writeFileSync(join(cwd, "a.json"), text);
  symlinkSync("a.json", join(cwd, "link.json"));
  copyFileSync(join(cwd, "a.json"), join(cwd, "copy.json"));
  writeFileSync(join(cwd, "pretty.json"), JSON.stringify(JSON.parse(text), null, 4));
  const names = ["a.json", "link.json", "copy.json", "pretty.json"];
  const { code, stdout, stderr } = await program(["merge", "a.json", ...names], { cwd });
  assert.equal(code, 0, stderr);
  assert.equal(JSON.parse(stdout).summary.functions, 1);
  assert.equal(stderr.match(/is the same report as a\.json and counts once/g)?.length, 4);
});
