/** The whole output of `diff` and `merge`. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Report } from "../../src/model/report.ts";
import { assertGolden } from "../support/cli/golden.ts";
import { program } from "../support/cli/program.ts";
import { later, NEW, OLD } from "../support/compare/difference-sample.ts";
import { reportText } from "../support/compare/report-text.ts";
import { A, B, fn, reportOf } from "../support/compare/reports.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const cwd = temporaryDirectory("golden");

async function golden(argv: readonly string[], reports: Readonly<Record<string, Report>>): Promise<void> {
  for (const [name, report] of Object.entries(reports)) {
    writeFileSync(join(cwd, name), await reportText(report));
  }
  assertGolden(argv, "", await program(argv, { cwd }));
}

test("diff: a change of every kind", () =>
  golden(["diff", "monday.json", "friday.json"], {
    "monday.json": reportOf(OLD),
    "friday.json": reportOf(NEW, later),
  }));

test("merge: two shards, one with a refused region, and a copy of the other", () => {
  const shard = (index: number) => ({ shard: { index, count: 2 } });
  const first = reportOf([{ accountId: A, region: "us-east-1", functions: fn("orders") }], shard(1));
  return golden(["merge", "part-1.json", "part-2.json", "copy.json"], {
    "part-1.json": first,
    "part-2.json": reportOf(
      [
        { accountId: B, region: "eu-west-1", functions: [{ functionName: "cart", runtime: "python3.8" }] },
        { accountId: B, region: "us-east-1", status: "denied", message: "explicit deny" },
      ],
      shard(2),
    ),
    "copy.json": first,
  });
});
