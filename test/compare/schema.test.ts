import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { diffReports } from "../../src/compare/diff.ts";
import { CHANGES } from "../../src/compare/difference.ts";
import { differenceJson } from "../../src/compare/write/json.ts";
import { COVERAGE_STATUSES, STAGES } from "../../src/model/coverage.ts";
import { RUNTIME_STATUSES } from "../../src/model/runtime.ts";
import { COLUMN_KEYS, column } from "../../src/report/columns.ts";
import { anyRun } from "../support/compare/arbitrary.ts";
import { reportText } from "../support/compare/report-text.ts";
import { reportOf } from "../support/compare/reports.ts";

const schema = JSON.parse(readFileSync("docs/report.schema.json", "utf8"));
const ajv = new Ajv2020({ allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);
const diffSchema = JSON.parse(readFileSync("docs/diff.schema.json", "utf8"));
const validateDiff = ajv.compile(diffSchema);

test("every report that is printed is valid", async () => {
  await fc.assert(
    fc.asyncProperty(anyRun, async (cells) => {
      validate(JSON.parse(await reportText(reportOf(cells))));
      assert.deepEqual(validate.errors ?? [], []);
    }),
  );
});

test("the schema has every column, status and stage, and no other", () => {
  const { function: fn, coverageRow, runtimeStatus } = schema.$defs;
  assert.deepEqual(Object.keys(fn.properties), COLUMN_KEYS);
  assert.deepEqual(
    fn.required,
    COLUMN_KEYS.filter((key) => !column(key).optional),
  );
  assert.deepEqual(coverageRow.properties.status.enum, COVERAGE_STATUSES);
  assert.deepEqual(coverageRow.properties.stage.enum, STAGES);
  assert.deepEqual(runtimeStatus.enum, RUNTIME_STATUSES);
});

const WRONG = {
  "a number for an account": (text: string) =>
    text.replace('"accountId":"111111111111"', '"accountId":111111111111'),
  "a status that does not exist": (text: string) => text.replace('"status":"ok"', '"status":"fine"'),
  "another version": (text: string) => text.replace('"schemaVersion": 1', '"schemaVersion": 2'),
  "a missing key": (text: string) => text.replace('"region":"eu-west-1",', ""),
  "an invalid date": (text: string) => text.replace('"2027-04-30"', '"2027-04-31"'),
};

for (const [what, spoil] of Object.entries(WRONG)) {
  test(`${what} is not valid`, async () => {
    const cell = { accountId: "111111111111", region: "eu-west-1", functions: [{ functionName: "a" }] };
    const text = await reportText(reportOf([cell]));
    assert.equal(validate(JSON.parse(text)), true);
    assert.notEqual(spoil(text), text);
    assert.equal(validate(JSON.parse(spoil(text))), false);
  });
}

const diffText = (...of: Parameters<typeof diffReports>) => [...differenceJson(diffReports(...of))].join("");

test("every comparison that is printed is valid", () => {
  fc.assert(
    fc.property(anyRun, anyRun, (old, fresh) => {
      validateDiff(JSON.parse(diffText(reportOf(old), reportOf(fresh))));
      assert.deepEqual(validateDiff.errors ?? [], []);
    }),
  );
});

test("the schema of a comparison has every kind of change, status and date, and no other", () => {
  const { functions, summary } = diffSchema.properties;
  assert.deepEqual(Object.keys(functions.properties), Object.keys(CHANGES));
  assert.deepEqual(Object.keys(summary.properties), [
    ...Object.keys(CHANGES),
    "unchanged",
    "byStatus",
    "waived",
  ]);
  assert.deepEqual(diffSchema.$defs.runtimeStatus.enum, RUNTIME_STATUSES);
  assert.deepEqual(diffSchema.$defs.cell.properties.status.enum, [...COVERAGE_STATUSES, "absent"]);
});

const WRONG_DIFF = {
  "an invalid date": [/"deprecationDate":"2027-04-30"/, '"deprecationDate":"2027-04-31"'],
  "a cause that does not exist": [/"cause":"runtime"/, '"cause":"magic"'],
  "a missing kind": [/"gone": /, '"went": '],
} as const;

for (const [what, [from, to]] of Object.entries(WRONG_DIFF)) {
  test(`in a comparison ${what} is not valid`, () => {
    const cell = { accountId: "111111111111", region: "eu-west-1" };
    const report = (runtime: string) => reportOf([{ ...cell, functions: [{ functionName: "a", runtime }] }]);
    const text = diffText(report("python3.8"), report("nodejs22.x"));
    assert.equal(validateDiff(JSON.parse(text)), true);
    assert.match(text, from);
    assert.equal(validateDiff(JSON.parse(text.replace(from, to))), false);
  });
}
