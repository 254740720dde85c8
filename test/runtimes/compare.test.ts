import assert from "node:assert/strict";
import { test } from "node:test";
import { type Catalogue, catalogueOf } from "../../src/runtimes/catalogue.ts";
import { changeText, compareCatalogues } from "../../src/runtimes/compare.ts";

const NONE = { deprecationDate: null, blockCreateDate: null, blockUpdateDate: null };

function catalogue(...runtimes: object[]): Catalogue {
  const data = {
    asOf: "2026-10-03",
    source: "made up",
    runtimes: runtimes.map((row) => ({ ...NONE, ...row })),
  };
  return catalogueOf(data, ({ path, message }) => new Error(`${path} ${message}`));
}

const BEFORE = catalogue(
  { id: "python3.10", deprecationDate: "2026-06-30", blockCreateDate: "2027-02-01", successor: "python3.14" },
  { id: "python3.15", phase: "preview" },
  { id: "ruby3.3", blockUpdateDate: "2027-08-31" },
  { id: "java17", name: "Java 17" },
  { id: "go1.x" },
);
const AFTER = catalogue(
  { id: "python3.15", phase: "ga", deprecationDate: "2030-06-30" },
  { id: "python3.10", deprecationDate: "2026-10-31", blockCreateDate: "2027-01-01", successor: "python3.15" },
  { id: "nodejs26.x" },
  { id: "ruby3.3" },
  { id: "java17", name: "Java 17 (AL2)" },
);

test("which dates moved, what came and what went, by identifier", () => {
  assert.deepEqual(compareCatalogues(BEFORE, AFTER).map(changeText), [
    "go1.x removed",
    "nodejs26.x added",
    "python3.10 deprecation 2026-06-30 → 2026-10-31, later",
    "python3.10 create block 2027-02-01 → 2027-01-01, earlier",
    "python3.10 successor python3.14 → python3.15, changed",
    "python3.15 deprecation none → 2030-06-30, set",
    "python3.15 phase preview → ga, changed",
    "ruby3.3 update block 2027-08-31 → none, cleared",
  ]);
});

test("a field that one source does not cover is not a difference", () => {
  assert.deepEqual(
    compareCatalogues(BEFORE, AFTER, ["blockCreateDate", "successor"])
      .map(changeText)
      .filter((text) => text.startsWith("python3.10")),
    ["python3.10 deprecation 2026-06-30 → 2026-10-31, later"],
  );
});
