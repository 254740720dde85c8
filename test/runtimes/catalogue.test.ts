import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Runtime } from "@aws-sdk/client-lambda";
import { isDay } from "../../src/model/day.ts";
import {
  builtinCatalogue,
  type Catalogue,
  catalogueInfo,
  catalogueOf,
} from "../../src/runtimes/catalogue.ts";

const { runtimes, asOf, source } = builtinCatalogue();
const byId = new Map(runtimes.map((row) => [row.id, row]));

test("the catalogue names every runtime of the installed SDK", () => {
  const missing = Object.values(Runtime).filter((id) => !byId.has(id));
  assert.deepEqual(missing, [], "a new runtime: see 'When AWS moves a date' in CONTRIBUTING.md");
});

test("what the SDK does not name is a container image, or customer-managed", () => {
  const named = new Set<string>(Object.values(Runtime));
  const others = runtimes.filter(({ id }) => !named.has(id));
  assert.deepEqual(
    others.map(({ id, containerOnly, phase }) => [id, containerOnly, phase]),
    [
      ["dotnet5.0", true, "ga"],
      ["dotnet7", true, "ga"],
      ["dotnet9", true, "ga"],
      ["custom", false, "customer-managed"],
    ],
  );
});

test("the catalogue has a day and a source", () => {
  assert.ok(isDay(asOf));
  assert.equal(source, "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html");
  assert.deepEqual(catalogueInfo({ asOf: "2026-10-03", source, runtimes }, "2026-11-21"), {
    asOf: "2026-10-03",
    source,
    ageDays: 49,
  });
});

test("a successor is generally available, of the family, and has no successor", () => {
  for (const { id, family, successor } of runtimes.filter((row) => row.successor !== null)) {
    const next = byId.get(successor ?? "");
    assert.equal(next?.phase, "ga", id);
    assert.equal(next?.successor, null, id);
    assert.equal(next?.family, family === "go" ? "provided" : family, id);
  }
});

test("every runtime but the newest of its family and the previews has a successor", () => {
  const newest = runtimes.filter((row) => row.successor === null).map(({ id }) => id);
  assert.deepEqual(newest.sort(), [
    "custom",
    "dotnet10",
    "java25",
    "nodejs24.x",
    "nodejs26.x",
    "provided.al2023",
    "python3.14",
    "python3.15",
    "ruby4.0",
  ]);
});

test("Java on older systems knows its own version on Amazon Linux 2023", () => {
  const same = runtimes.filter((row) => row.sameVersionSuccessor !== null);
  assert.deepEqual(
    same.map(({ id, sameVersionSuccessor }) => [id, sameVersionSuccessor]),
    [
      ["java8", "java8.al2023"],
      ["java8.al2", "java8.al2023"],
      ["java11", "java11.al2023"],
      ["java17", "java17.al2023"],
    ],
  );
});

test("a date that rests on less than AWS's page says why", () => {
  for (const { id, confidence, notes } of runtimes) {
    assert.notEqual(confidence, null, id);
    if (confidence !== "high") assert.notEqual(notes, "", id);
  }
});

test("docs/lifecycle.md names the runtimes that were blocked before their deprecation", () => {
  const page = readFileSync(new URL("../../docs/lifecycle.md", import.meta.url), "utf8");
  const named = /some old runtimes\s+\(([^)]+)\)/.exec(page)?.[1]?.split(/,\s+/) ?? [];
  const early = runtimes.filter(({ deprecationDate, blockCreateDate, blockUpdateDate }) =>
    [blockCreateDate, blockUpdateDate].some((block) => block !== null && block < (deprecationDate ?? "")),
  );
  assert.deepEqual(
    named,
    early.map(({ id }) => id),
  );
});

test("the block dates of ruby3.3 are the least certain, and previews have an announced month", () => {
  assert.equal(byId.get("ruby3.3")?.confidence, "low");
  for (const { id, phase, gaExpectedBy } of runtimes) {
    assert.equal(gaExpectedBy !== undefined, phase === "preview", id);
  }
});

const ROW = { id: "a1", deprecationDate: null, blockCreateDate: null, blockUpdateDate: null };
const HEAD = { asOf: "2026-10-03", source: "somewhere" };

function parse(data: unknown): Catalogue {
  return catalogueOf(data, ({ path, message }) => new Error(`${path} ${message}`.trim()));
}

test("keys that a row of the catalogue lacks have a default", () => {
  assert.deepEqual(parse({ ...HEAD, runtimes: [{ ...ROW, id: "dotnetcore4.0", later: "key" }] }).runtimes, [
    {
      ...ROW,
      id: "dotnetcore4.0",
      name: "dotnetcore4.0",
      family: "dotnet",
      os: null,
      successor: null,
      sameVersionSuccessor: null,
      phase: "ga",
      containerOnly: false,
      confidence: null,
      notes: "",
    },
  ]);
});

const MALFORMED: readonly (readonly [data: unknown, message: string])[] = [
  [null, "is null, expected an object"],
  ["text", "is a string, expected an object"],
  [{}, "asOf is required"],
  [{ ...HEAD, asOf: 20261003, runtimes: [ROW] }, "asOf 20261003 is not a valid date (YYYY-MM-DD)"],
  [{ ...HEAD, asOf: "2026-02-30", runtimes: [ROW] }, 'asOf "2026-02-30" is not a valid date (YYYY-MM-DD)'],
  [
    { ...HEAD, asOf: "2026-10-03T00:00:00Z", runtimes: [ROW] },
    'asOf "2026-10-03T00:00:00Z" is not a valid date (YYYY-MM-DD)',
  ],
  [{ asOf: "2026-10-03", runtimes: [ROW] }, "source is required"],
  [{ ...HEAD, source: " ", runtimes: [ROW] }, "source is empty"],
  [{ ...HEAD, source: "a\u001b[31mb", runtimes: [ROW] }, 'source "a [31mb" contains control characters'],
  [HEAD, "runtimes is required"],
  [{ ...HEAD, runtimes: [] }, "runtimes has no entries"],
  [{ ...HEAD, runtimes: {} }, "runtimes is an object, expected a list"],
  [{ ...HEAD, runtimes: [ROW, null] }, "runtimes[1] is null, expected an object"],
  [{ ...HEAD, runtimes: [{ ...ROW, id: "" }] }, "runtimes[0].id is empty"],
  [
    { ...HEAD, runtimes: [{ ...ROW, deprecationDate: undefined }] },
    "runtimes[0].deprecationDate is required",
  ],
  [
    { ...HEAD, runtimes: [{ ...ROW, blockCreateDate: "soon" }] },
    'runtimes[0].blockCreateDate "soon" is not a valid date (YYYY-MM-DD)',
  ],
  [
    { ...HEAD, runtimes: [{ ...ROW, blockUpdateDate: 5 }] },
    "runtimes[0].blockUpdateDate 5 is not a valid date (YYYY-MM-DD)",
  ],
  [
    { ...HEAD, runtimes: [{ ...ROW, phase: "beta" }] },
    'runtimes[0].phase is "beta", expected ("ga" | "preview" | "customer-managed")',
  ],
  [{ ...HEAD, runtimes: [{ ...ROW, successor: 7 }] }, "runtimes[0].successor is 7, expected a string"],
  [{ ...HEAD, runtimes: [ROW, { ...ROW, id: "b" }, ROW] }, "runtimes[2].id a1 repeats runtimes[0]"],
];

for (const [data, message] of MALFORMED) {
  test(`malformed: ${message}`, () => assert.throws(() => parse(data), { message }));
}
