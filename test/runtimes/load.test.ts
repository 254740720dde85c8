import assert from "node:assert/strict";
import { mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { createAssessor } from "../../src/runtimes/assess.ts";
import { builtinCatalogue } from "../../src/runtimes/catalogue.ts";
import { type Loaded, loadCatalogue } from "../../src/runtimes/load.ts";
import { CFN_LINT, END_OF_LIFE_V0, END_OF_LIFE_V1 } from "../support/runtimes/samples.ts";

let cwd = "";
before(async () => {
  cwd = await mkdtemp(join(tmpdir(), "catalogue-"));
});
after(() => rm(cwd, { recursive: true }));

async function load(text: string | object | undefined, today = "2026-11-21"): Promise<Loaded> {
  const options = { cwd, today, now: new Date("2026-11-21T10:00:00Z") };
  if (text === undefined) return loadCatalogue(undefined, options);
  await writeFile(join(cwd, "data.json"), typeof text === "string" ? text : JSON.stringify(text));
  const modified = new Date(`${LATER}T12:00:00Z`);
  await utimes(join(cwd, "data.json"), modified, modified);
  return loadCatalogue("data.json", options);
}

/** Of the built-in catalogue, whenever that is; and days around it. */
const { asOf: OURS } = builtinCatalogue();
const LATER = shift(OURS, 39);

function shift(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

const ROW = { id: "python3.9", deprecationDate: "2025-12-15", blockCreateDate: null, blockUpdateDate: null };
const own = (asOf: string) => ({ asOf, source: "https://example.com/ours", runtimes: [ROW] });

test("without a source it is the built-in catalogue, and fresh for 120 days", async () => {
  assert.deepEqual(await load(undefined, shift(OURS, 120)), {
    catalogue: builtinCatalogue(),
    warnings: [],
    uncovered: [],
  });
  const stale = shift(OURS, 121);
  assert.deepEqual((await load(undefined, stale)).warnings, [
    `the runtime catalogue dates from ${OURS} (121 days before ${stale}), and AWS may have moved dates since; ` +
      "update lambda-inventory, or pass newer data with --catalogue FILE|URL",
  ]);
});

test("a file in our own format is used unchanged, and nothing else is used", async () => {
  const { catalogue, warnings } = await load(own(LATER));
  assert.deepEqual(warnings, []);
  assert.equal(catalogue.source, "https://example.com/ours");
  const assess = createAssessor({ catalogue, today: "2026-11-21", within: 180 });
  assert.equal(assess("python3.9", "Zip").runtimeStatus, "deprecated");
  assert.equal(assess("python3.10", "Zip").runtimeStatus, "unknown");
  assert.equal(assess("custom", "Zip").runtimeStatus, "custom");
});

test("a byte order mark is accepted", async () => {
  assert.equal((await load(`\uFEFF${JSON.stringify(own("2026-11-01"))}`)).catalogue.asOf, "2026-11-01");
});

test("a catalogue older than ours is used, with a warning", async () => {
  const older = shift(OURS, -1);
  const { catalogue, warnings } = await load(own(older));
  assert.equal(catalogue.runtimes.length, 1);
  assert.deepEqual(warnings, [
    `using a catalogue from ${older} although the built-in one is newer (${OURS}); omit --catalogue to use that`,
  ]);
});

test("a catalogue of the same day as ours is not older", async () => {
  assert.deepEqual((await load(own(OURS))).warnings, []);
});

test("cfn-lint's file is read as it is", async () => {
  const { catalogue, warnings, uncovered } = await load(CFN_LINT);
  assert.equal(catalogue.asOf, LATER);
  assert.equal(catalogue.source, "cfn-lint (data.json)");
  assert.deepEqual(uncovered, []);
  assert.deepEqual(catalogue.runtimes[2], {
    id: "nodejs20.x",
    name: "Node.js 20",
    family: "nodejs",
    os: "Amazon Linux 2023",
    deprecationDate: "2026-04-30",
    blockCreateDate: "2027-02-01",
    blockUpdateDate: "2027-03-03",
    successor: "nodejs24.x",
    sameVersionSuccessor: null,
    phase: "ga",
    containerOnly: false,
    confidence: null,
    notes: "",
  });
  assert.deepEqual(
    catalogue.runtimes.map(({ id, name, family, containerOnly }) => [id, name, family, containerOnly]),
    [
      ["dotnet9", ".NET 9 (container only)", "dotnet", true],
      ["java8", "Java 8 (Amazon Linux 1)", "java", false],
      ["nodejs20.x", "Node.js 20", "nodejs", false],
      ["nodejs24.x", "Node.js 24", "nodejs", false],
      ["nodejs99.x", "nodejs99.x", "nodejs", false],
    ],
  );
  assert.equal(
    warnings[0],
    `catalogue data.json has no date: using ${LATER}, its modification time (the data may be older)`,
  );
  assert.match(
    warnings[1] ?? "",
    /^catalogue data\.json does not list nodejs, .*python3\.15.*: reported as unknown$/,
  );
  assert.doesNotMatch(warnings[1] ?? "", /nodejs20\.x|dotnet9|dotnet7|custom/);
  assert.equal(warnings.length, 2);
});

test("endoflife.date's first API is read as it is", async () => {
  const { catalogue, warnings, uncovered } = await load(END_OF_LIFE_V0);
  assert.equal(catalogue.asOf, LATER);
  assert.equal(catalogue.source, "endoflife.date (data.json)");
  assert.deepEqual(uncovered, ["blockCreateDate", "successor"]);
  assert.deepEqual(
    catalogue.runtimes.map((row) => [
      row.id,
      row.deprecationDate,
      row.blockCreateDate,
      row.blockUpdateDate,
      row.successor,
    ]),
    [
      ["java17.al2023", "2029-06-30", null, "2029-08-31", "java25"],
      ["dotnet9", "2026-11-10", null, null, "dotnet10"],
      ["dotnet7", "2024-05-14", null, null, "dotnet10"],
      ["nodejs20.x", "2026-04-30", null, "2027-03-03", "nodejs24.x"],
    ],
  );
  assert.deepEqual(warnings.slice(1, 3), [
    "catalogue data.json has no create-block dates: create-blocked cannot be determined",
    "catalogue data.json marks lostdates1.x as ended without a date: reported as unknown",
  ]);
});

test("endoflife.date's API v1 is read as it is, with the day its page was changed", async () => {
  const { catalogue, warnings } = await load({
    ...END_OF_LIFE_V1,
    last_modified: `${LATER}T00:06:40+00:00`,
  });
  assert.equal(catalogue.asOf, LATER);
  assert.deepEqual(
    catalogue.runtimes.map((row) => [row.id, row.name, row.deprecationDate, row.blockUpdateDate]),
    [
      ["nodejs20.x", "Node.js 20", "2026-04-30", "2027-08-31"],
      ["dotnet7", ".NET 7 (container-only)", "2024-05-14", null],
      ["python3.14", "Python 3.14", "2029-06-30", "2029-08-31"],
    ],
  );
  assert.equal(warnings.length, 2, "create-block dates and missing runtimes, no word on the day");
});

test("a file that cannot be read is an error with its name", async () => {
  const options = { cwd, today: "2026-11-21", now: new Date() };
  const hint = "Pass the path of a readable JSON file, or a URL.";
  await assert.rejects(loadCatalogue("none.json", options), {
    message: "catalogue none.json: no such file or directory",
    hint,
  });
  await assert.rejects(loadCatalogue(".", options), { message: "catalogue .: it is a directory", hint });
});

test("a file larger than the limit is not read to its end", async () => {
  await writeFile(join(cwd, "large.json"), " ".repeat(5_000_001));
  const options = { cwd, today: "2026-11-21", now: new Date() };
  await assert.rejects(loadCatalogue("large.json", options), {
    message: "catalogue large.json: larger than 5 MB",
  });
});

test("an abort is passed on as such", async () => {
  await writeFile(join(cwd, "data.json"), JSON.stringify(own("2026-11-01")));
  const options = { cwd, today: "2026-11-21", now: new Date(), signal: AbortSignal.abort() };
  await assert.rejects(loadCatalogue("data.json", options), { name: "AbortError" });
});
