import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { cwd, env, read, run, withoutTimes } from "../support/compare/organization.ts";

test("four shards scanned at the same time, merged, print what one run prints", async () => {
  const main = join(import.meta.dirname, "../../dist/main.js");
  const shard = (i: number) =>
    new Promise<number>((done) => {
      const argv = [main, "--org", "--shard", `${i}/4`, "-f", "json", "-o", join(cwd, `part-${i}.json`)];
      execFile(process.execPath, argv, { env: { ...env, LAMBDA_INVENTORY_AS_OF: "2026-11-21" } }, (error) =>
        done(Number(error?.code ?? 0)),
      );
    });
  const [whole, ...codes] = await Promise.all([
    run("--org", "-f", "json", "--as-of", "2026-11-21"),
    ...[1, 2, 3, 4].map(shard),
  ]);
  assert.deepEqual([whole.code, Math.max(...codes)], [3, 3]);
  const merged = await run("merge", "part-4.json", "part-2.json", "part-1.json", "part-3.json", "-f", "json");
  assert.equal(withoutTimes(merged.stdout), withoutTimes(whole.stdout));
  assert.equal(merged.code, 3);
  for (const format of ["table", "tsv", "ndjson"]) {
    const [one, joined] = await Promise.all([
      run("--org", "-f", format),
      run("merge", ...[1, 2, 3, 4].map((i) => `part-${i}.json`), "-f", format),
    ]);
    assert.equal(joined.stdout, one.stdout);
    assert.equal(joined.stderr, one.stderr.replace(" within 180 days", ""));
  }
});

test("a missing shard and a report of other shards are refused with nothing on stdout", async () => {
  await run("--org", "--shard", "1/2", "-f", "json", "-o", "one.json");
  assert.deepEqual(await run("merge", "one.json"), {
    code: 2,
    stdout: "",
    stderr:
      "lambda-inventory: missing: shard 2/2\n  Pass the reports of all shards, or run the missing ones again.\n",
  });
});

test("merge takes the options of a report", async () => {
  await run("--org", "-f", "json", "-o", "whole.json", "--with", "tags");
  const { code, stdout } = await run(
    "merge",
    "whole.json",
    "-f",
    "csv",
    "--columns",
    "region,functionName",
    "--sort",
    "-functionName",
    "--no-header",
    "--allow-incomplete",
    "--fail-on",
    "deprecated",
    "--coverage",
    "ledger.tsv",
  );
  assert.equal(code, 1);
  assert.deepEqual(stdout.split("\n").slice(0, 3), ["eu-west-1,pay", "eu-west-1,orders", "us-east-1,image"]);
  assert.match(read("ledger.tsv"), /^accountId\taccountName\tregion\tstatus/);
  assert.equal((await run("merge", "whole.json")).stdout, read("whole.json"), "JSON by default");
  const table = await run("merge", "whole.json", "-f", "table");
  assert.match(table.stdout.split("\n")[0] ?? "", /tags/, "the extra columns of the report");
});
