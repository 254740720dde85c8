/** What others' data says, and what comes from the built-in catalogue where it is silent. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createAssessor } from "../../src/runtimes/assess.ts";
import { builtinCatalogue } from "../../src/runtimes/catalogue.ts";
import { completeRows, hasUsableDates, readForeign } from "../../src/runtimes/foreign.ts";

/** endoflife.date says a day, or only whether it has come. */
const SUPPORT: readonly (readonly [support: string | boolean, eol: string | boolean, taken: boolean])[] = [
  ["2026-04-30", "2027-03-03", true],
  ["2026-04-30", true, true],
  [false, "2027-03-03", true],
  [true, false, true],
  [true, true, false],
  [false, false, false],
  [false, true, false],
];

for (const [support, eol, taken] of SUPPORT) {
  test(`support ${support}, eol ${eol}: ${taken ? "a row" : "over, but nobody knows since when"}`, () => {
    const foreign = readForeign([{ cycle: "nodejs20.x", releaseDate: "2023-11-15", support, eol }]);
    assert.ok(foreign && "rows" in foreign);
    const [row] = foreign.rows;
    assert.ok(row);
    assert.equal(row.deprecationDate, typeof support === "string" ? support : null);
    assert.equal(row.blockUpdateDate, typeof eol === "string" ? eol : null);
    assert.equal(hasUsableDates(row), taken);
    assert.equal(completeRows(foreign.rows).length, taken ? 1 : 0);
  });
}

const NO_DATES = { deprecationDate: null, blockCreateDate: null, blockUpdateDate: null };

test("what a source does not contain comes from the built-in catalogue, what it contains does not", () => {
  const [java, preview, dated, custom, strange] = completeRows([
    { id: "java8", ...NO_DATES, deprecationDate: "2024-01-08" },
    { id: "python3.15", ...NO_DATES },
    { id: "python3.15", ...NO_DATES, blockUpdateDate: "2031-01-01", name: "Python", successor: null },
    { id: "custom", ...NO_DATES, successor: "provided.al2023" },
    { id: "rust1.x", ...NO_DATES },
  ]) as readonly Record<string, unknown>[];
  const own = (id: string) => {
    const { confidence: _, notes: __, ...row } = builtinCatalogue().runtimes.find((it) => it.id === id) ?? {};
    return row;
  };
  assert.deepEqual(java, { ...own("java8"), blockCreateDate: null, blockUpdateDate: null });
  assert.deepEqual(preview, own("python3.15"));
  assert.deepEqual([dated?.name, dated?.phase, dated?.successor], ["Python", "ga", null]);
  assert.deepEqual([custom?.phase, custom?.successor], ["customer-managed", "provided.al2023"]);
  assert.deepEqual(strange, {
    id: "rust1.x",
    name: "rust1.x",
    family: "rust",
    os: null,
    ...NO_DATES,
    successor: null,
    sameVersionSuccessor: null,
    phase: "ga",
    containerOnly: false,
  });
});

test("a runtime called custom is the customer's own, whatever a catalogue says or leaves out", () => {
  const [row] = builtinCatalogue().runtimes;
  assert.ok(row);
  const statusIn = (runtimes: readonly (typeof row)[]) => {
    const catalogue = { ...builtinCatalogue(), runtimes };
    return createAssessor({ catalogue, today: "2040-01-01", within: 180 })("custom", "Zip").runtimeStatus;
  };
  assert.equal(statusIn([]), "custom");
  assert.equal(statusIn([{ ...row, id: "custom", phase: "ga" }]), "custom");
});
