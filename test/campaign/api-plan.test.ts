/** `plan` and `trend` of the library. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { plan, trend } from "../../src/api/campaign.ts";
import { WEB_NOT_LISTED } from "../../src/model/web-listed.ts";
import { A, reportOf } from "../support/compare/reports.ts";

const SHOP = {
  functionName: "shop",
  kind: "web-function",
  version: "",
  runtime: "nodejs20.x",
  functionArn: `arn:aws:lambda:eu-west-1:${A}:web-function/shop`,
} as const;

test("a web function that is gone is done where the report lists web functions, and unknown where it does not", () => {
  const old = reportOf([{ accountId: A, region: "eu-west-1", functions: [SHOP] }]);
  const now = reportOf([{ accountId: A, region: "eu-west-1" }]);
  const listed = { ...now, summary: { ...now.summary, webFunctions: 0 } };
  assert.deepEqual(plan(listed, { since: old }).summary.byState, { done: 1 });
  assert.deepEqual(plan(now, { since: old }).summary.byState, { unknown: 1 });
  const [read] = now.coverage;
  assert.ok(read);
  const refused = { ...listed, coverage: [{ ...read, message: `${WEB_NOT_LISTED}: no policy allows it` }] };
  assert.deepEqual(plan(refused, { since: old }).summary.byState, { unknown: 1 });
});

test("a trend takes reports with and without fractions of a second in their order", async () => {
  const at = (time: string) => reportOf([{ accountId: A, region: "eu-west-1" }], { startedAt: time });
  const [first, second] = [at("2026-11-21T08:00:00Z"), at("2026-11-21T08:00:00.500Z")];
  assert.equal((await trend([first, second], {})).rows.length, 2);
  await assert.rejects(trend([second, first], {}), /comes after one of/);
  await assert.rejects(trend([first, at("2026-11-21T08:00:00.000Z")], {}), /comes after one of/);
});
