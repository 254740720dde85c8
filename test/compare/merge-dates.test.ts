/** Dates that differ for other reasons than the catalogue: customer-managed runtimes, and dates of one region. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { diffReports } from "../../src/compare/diff.ts";
import { mergeReports } from "../../src/compare/merge.ts";
import type { FunctionRow } from "../../src/model/report.ts";
import { A, B, type CellOf, parts, reportOf } from "../support/compare/reports.ts";

type Fn = Partial<FunctionRow> & { readonly functionName: string };

function custom(functionName: string, runtimeName: string, date: string | null): Fn {
  const dates = { deprecationDate: date, blockCreateDate: date, blockUpdateDate: date };
  return {
    functionName,
    runtime: "custom",
    runtimeStatus: date === null ? "custom" : "expiring",
    runtimeArn: `arn:aws:lambda:eu-west-1:${A}:runtime/${runtimeName}`,
    ...dates,
  };
}

const cell = (accountId: string, region: string, functions: readonly Fn[]): CellOf => ({
  accountId,
  region,
  functions,
});

test("customer-managed runtimes with different dates, or without dates, do not prevent a merge", () => {
  const one = reportOf([
    cell(A, "eu-west-1", [custom("a", "data", null), custom("b", "data", "2027-02-26")]),
  ]);
  const two = reportOf([cell(B, "eu-west-1", [custom("c", "data", null), custom("d", "web", "2027-05-01")])]);
  const { report, warnings } = mergeReports(parts(one, two));
  assert.deepEqual([report.functions.length, warnings], [4, []]);
});

test("the dates of one customer-managed runtime must agree", () => {
  const one = reportOf([cell(A, "eu-west-1", [custom("a", "data", "2027-02-26")])]);
  const two = reportOf([cell(B, "eu-west-1", [custom("b", "data", "2027-03-31")])]);
  assert.throws(() => mergeReports(parts(one, two)), /the dates of data: .* differ between part-1\.json/);
});

test("a date of one region is neither another catalogue nor a date that moved", () => {
  const late: Fn = { functionName: "a", runtime: "nodejs22.x", blockUpdateDate: "2027-08-31" };
  const early: Fn = { ...late, functionName: "b", blockUpdateDate: "2027-04-01" };
  const one = reportOf([cell(A, "eu-west-1", [late])]);
  const two = reportOf([cell(B, "us-east-1", [early])]);
  assert.deepEqual(mergeReports(parts(one, two)).warnings, []);

  const both = reportOf([cell(A, "eu-west-1", [late]), cell(A, "us-east-1", [early])]);
  const moved = { ...early, blockUpdateDate: "2027-05-01" };
  const rest = reportOf([cell(A, "eu-west-1", []), cell(A, "us-east-1", [early])]);
  assert.deepEqual(diffReports(both, rest).movedDates, []);
  const later = reportOf([cell(A, "eu-west-1", [late]), cell(A, "us-east-1", [moved])]);
  assert.deepEqual(diffReports(both, later).movedDates, [
    { runtime: "nodejs22.x", date: "blockUpdateDate", old: "2027-04-01", new: "2027-05-01", functions: 1 },
  ]);
});
