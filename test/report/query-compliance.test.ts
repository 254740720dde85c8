/** The official test suite of JMESPath: every case has the result, or the error, that it says. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { compileQuery } from "../../src/report/query/query.ts";

interface Suite {
  readonly given: object;
  readonly cases: readonly {
    readonly expression: string;
    readonly result?: unknown;
    readonly error?: string;
  }[];
}

const FOLDER = join(import.meta.dirname, "jmespath-compliance");
const suites = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".json"))
  .flatMap((name): Suite[] => JSON.parse(readFileSync(join(FOLDER, name), "utf8")));

function outcome(expression: string, given: object): { readonly result: unknown } | { readonly error: true } {
  try {
    return { result: compileQuery(expression, "--query").find(given) };
  } catch (error) {
    assert.ok(error instanceof Error && error.name === "UserError", `${expression}: ${error}`);
    return { error: true };
  }
}

test("all 892 cases of the JMESPath compliance suite have the official outcome", () => {
  const cases = suites.flatMap(({ given, cases }) => cases.map((one) => ({ ...one, given })));
  assert.equal(cases.length, 892);
  for (const { expression, given, result, error } of cases) {
    const expected = error === undefined ? { result } : { error: true };
    assert.deepEqual(outcome(expression, given), expected, expression);
  }
});
