/** For the tests of failures: errors by name or by code, and tables of the failures expected for them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type FailureContext, toFailure } from "../../../src/aws/failures/failures.ts";
import type { Stage } from "../../../src/model/coverage.ts";
import { failureOf } from "./wire.ts";

/** One error, and the failure expected for it, as the ledger prints it. */
export type Case = readonly [
  what: string,
  error: unknown,
  stage: Stage,
  context: FailureContext,
  expected: string,
];

export const named = (name: string, message: string, more: object = {}) =>
  Object.assign(new Error(message), { name }, more);
export const coded = (code: string, message: string, more: object = {}) =>
  Object.assign(new Error(message), { code }, more);

export function testCases(cases: readonly Case[]): void {
  for (const [what, error, stage, context, expected] of cases) {
    test(what, async () => {
      assert.equal(await failureOf(Promise.reject(toFailure(error, stage, context))), expected);
    });
  }
}
