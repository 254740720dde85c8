/** `plan` of the library. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { plan } from "../../src/api/campaign.ts";
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
