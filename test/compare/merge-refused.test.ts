import assert from "node:assert/strict";
import { test } from "node:test";
import { mergeReports } from "../../src/compare/merge.ts";
import type { Report } from "../../src/model/report.ts";
import { A, B, fn, parts, reportOf } from "../support/compare/reports.ts";

/** Reports that cannot be merged, and the message. */
const REFUSED: Readonly<Record<string, [Report[], string]>> = {
  "a cell that two reports read": [
    [
      reportOf([{ accountId: A, region: "eu-west-1", functions: fn("a") }]),
      reportOf([
        { accountId: A, region: "eu-west-1", functions: fn("a") },
        { accountId: B, region: "eu-west-1", functions: fn("b") },
      ]),
    ],
    `account ${A} in eu-west-1 was read in both part-1.json and part-2.json`,
  ],
  "a missing shard": [
    [reportOf([{ accountId: A, region: "us-east-1" }], { shard: { index: 3, count: 4 } })],
    "missing: shard 1/4, 2/4, 4/4",
  ],
  "shards of different divisions": [
    [
      reportOf([{ accountId: A, region: "us-east-1" }], { shard: { index: 1, count: 2 } }),
      reportOf([{ accountId: B, region: "us-east-1" }], { shard: { index: 2, count: 3 } }),
    ],
    "part-1.json is one of 2 shards, part-2.json one of 3",
  ],
  "two catalogues": [
    [
      reportOf([{ accountId: A, region: "us-east-1" }]),
      reportOf([{ accountId: B, region: "us-east-1" }], {
        catalogue: { asOf: "2026-11-01", source: "x.json", ageDays: 20 },
      }),
    ],
    "these reports were made with different runtime catalogues: 2026-10-03 of built-in in part-1.json, 2026-11-01 of x.json in part-2.json",
  ],
  "two catalogues with the same name": [
    [
      reportOf([{ accountId: A, region: "us-east-1", functions: fn("a") }]),
      reportOf([
        {
          accountId: B,
          region: "us-east-1",
          functions: [{ functionName: "b", deprecationDate: "2027-10-31" }],
        },
      ]),
    ],
    "these reports were made with different runtime catalogues: the dates of nodejs22.x differ between part-1.json and part-2.json",
  ],
  "a function that appears twice in a report": [
    [reportOf([{ accountId: A, region: "us-east-1", functions: fn("a", "a") }])],
    `a ($LATEST) in ${A}/us-east-1 appears twice`,
  ],
  "an empty list": [[], "no report to merge"],
};

for (const [what, [reports, message]] of Object.entries(REFUSED)) {
  test(`refuses ${what}`, () => {
    assert.throws(() => mergeReports(parts(...reports)), { name: "UserError", message });
  });
}
