/** The JSON of `aws health describe-service-lifecycle` as a catalogue: its dates, its regions, and what it lacks. */
import assert from "node:assert/strict";
import { utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createAssessor } from "../../src/runtimes/assess.ts";
import { catalogueOf } from "../../src/runtimes/catalogue.ts";
import { type Loaded, loadCatalogue } from "../../src/runtimes/load.ts";
import { program } from "../support/cli/program.ts";
import { HEALTH } from "../support/runtimes/samples.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const cwd = temporaryDirectory("health");

const TODAY = "2026-11-21";
const [PYTHON39, NODEJS24] = HEALTH.serviceLifecycles;

function load(data: object): Promise<Loaded> {
  writeFileSync(join(cwd, "health.json"), JSON.stringify(data));
  utimesSync(join(cwd, "health.json"), new Date(TODAY), new Date(TODAY));
  return loadCatalogue("health.json", { cwd, today: TODAY, now: new Date(`${TODAY}T10:00:00Z`) });
}

async function assessorOf(data: object) {
  const { catalogue } = await load(data);
  return createAssessor({ catalogue, today: TODAY, within: 180 });
}

test("three dates of each runtime, as numbers or as text, and the recommended version", async () => {
  const { catalogue } = await load(HEALTH);
  assert.equal(catalogue.source, "AWS Health (health.json)");
  assert.deepEqual(
    catalogue.runtimes.map(({ id, phase, deprecationDate, blockCreateDate, blockUpdateDate, successor }) =>
      [id, phase, deprecationDate, blockCreateDate, blockUpdateDate, successor].join(" "),
    ),
    [
      "python3.9 ga 2025-12-15 2027-07-29 2027-08-31 python3.14",
      "nodejs24.x ga 2028-04-30   ",
      "python3.15 preview    ",
    ],
  );
});

test("events of named regions apply to functions there only", async () => {
  const assess = await assessorOf(HEALTH);
  const of = (region?: string) => {
    const { runtimeStatus, deprecationDate, blockUpdateDate } = assess("python3.9", "Zip", region);
    return [runtimeStatus, deprecationDate, blockUpdateDate].join(" ");
  };
  assert.equal(of("eu-west-1"), "deprecated 2025-12-15 2027-08-31");
  assert.equal(of(undefined), "deprecated 2025-12-15 2027-08-31");
  // 17:00 in Seattle is the next day in UTC.
  assert.equal(of("us-east-1"), "update-blocked 2025-12-15 2026-10-01");
  assert.equal(of("us-gov-west-1"), "update-blocked 2025-12-15 2026-10-01");
});

test("a runtime that the file lacks, or that has only events of unknown type, is unknown everywhere", async () => {
  const assess = await assessorOf(HEALTH);
  for (const id of ["python3.13", "ruby3.2"]) {
    assert.equal(assess(id, "Zip", "us-east-1").runtimeStatus, "unknown", id);
  }
});

test("a file in which every event has an unknown type is an error that names the types", async () => {
  const [entry] = HEALTH.serviceLifecycles;
  const other = { lifecycleEventType: "RETIREMENT", date: "2027-01-01" };
  const only = { serviceLifecycles: [{ ...entry, lifecycleEvents: [other] }] };
  await assert.rejects(
    load(only),
    /serviceLifecycles has only events of unknown type \("RETIREMENT"\); known are END_OF_SUPPORT, /,
  );
});

test("what the file lacks is a warning each", async () => {
  const { warnings } = await load({ ...HEALTH, nextToken: "more" });
  assert.deepEqual(warnings.slice(0, 4), [
    "catalogue health.json ends with a nextToken: there are more pages, and runtimes on them are missing here",
    "catalogue health.json has events of unknown type, which are ignored: END_OF_LIFE_MAYBE",
    "catalogue health.json has no date: using 2026-11-21, its modification time (the data may be older)",
    "catalogue health.json marks ruby3.2 as ended without a date: reported as unknown",
  ]);
  assert.match(
    warnings[4] ?? "",
    /^catalogue health\.json does not list .*python3\.13.*: reported as unknown$/,
  );
  for (const token of [{ nextToken: null }, { nextToken: "" }, {}]) {
    const loaded = await load({ ...HEALTH, ...token });
    assert.ok(!loaded.warnings.some((warning) => warning.includes("nextToken")));
  }
  assert.match((await load({ ...HEALTH, NextToken: "cli" })).warnings[0] ?? "", /nextToken/);
});

test("of two dates for one event the earlier one counts, also across entries of one runtime", async () => {
  const events = (date: string) => [{ lifecycleEventType: "END_OF_SUPPORT", date, regions: ["ALL"] }];
  const { catalogue } = await load({
    serviceLifecycles: ["2028-04-30T00:00:00", "2028-03-31", "2028-05-31"].map((date) => ({
      ...NODEJS24,
      lifecycleEvents: events(date),
    })),
  });
  assert.deepEqual(
    catalogue.runtimes.map((row) => row.deprecationDate),
    ["2028-03-31"],
  );
});

test("other services beside Lambda are ignored", async () => {
  const { catalogue } = await load({
    serviceLifecycles: [
      { service: "EKS", version: "1.31" },
      { ...NODEJS24, service: "lambda" },
    ],
  });
  assert.deepEqual(
    catalogue.runtimes.map(({ id }) => id),
    ["nodejs24.x"],
  );
});

const event = (date: unknown) => ({
  serviceLifecycles: [{ ...NODEJS24, lifecycleEvents: [{ lifecycleEventType: "END_OF_SUPPORT", date }] }],
});

/** What is wrong in a file, and the message without its beginning. */
const BROKEN: readonly (readonly [data: object, message: string])[] = [
  [
    { serviceLifecycles: [{ service: "EKS", version: "1.31", lifecycleEvents: [] }] },
    'serviceLifecycles[0].service "EKS" is not Lambda: request it with --filter service=LAMBDA',
  ],
  [{ serviceLifecycles: [] }, "looks like AWS Health data but contains no Lambda runtime"],
  [{ serviceLifecycles: {} }, "serviceLifecycles is an object, expected a list"],
  [{ serviceLifecycles: [{ service: "LAMBDA" }] }, "serviceLifecycles[0].version is required"],
  [
    event("soon"),
    'serviceLifecycles[0].lifecycleEvents[0].date "soon" is not a date (ISO 8601 or seconds since 1970)',
  ],
  [
    event(1e20),
    "serviceLifecycles[0].lifecycleEvents[0].date 100000000000000000000 is not a date (ISO 8601 or seconds since 1970)",
  ],
  [
    event(null),
    "serviceLifecycles[0].lifecycleEvents[0].date null is not a date (ISO 8601 or seconds since 1970)",
  ],
];

for (const [data, message] of BROKEN) {
  test(`broken file: ${message}`, () =>
    assert.rejects(load(data), { name: "UserError", message: `catalogue health.json: ${message}` }));
}

test("runtimes prints such a catalogue as a file that is read again, with its regions", async () => {
  await load(HEALTH);
  const run = (...argv: string[]) => program(["runtimes", "--catalogue", ...argv], { cwd });
  const table = await run("health.json");
  assert.match(table.stdout, /\nother dates in some regions: python3\.9 \(us-gov-west-1, us-east-1\)\n/);
  await run("health.json", "-f", "json", "-o", "own.json");
  const again = await run("own.json", "-f", "json");
  const { runtimes } = JSON.parse(again.stdout);
  const there = { blockUpdateDate: "2026-10-01" };
  assert.deepEqual(runtimes[0].regional, { "us-gov-west-1": there, "us-east-1": there });
});

test("--compare names the regions where a date differs", async () => {
  await load({ serviceLifecycles: [PYTHON39] });
  const { stdout } = await program(["runtimes", "--compare", "health.json", "--runtime", "python3.9"], {
    cwd,
  });
  assert.equal(
    stdout,
    "python3.9 update block in us-east-1 2027-08-31 → 2026-10-01, earlier\n" +
      "python3.9 update block in us-gov-west-1 2027-08-31 → 2026-10-01, earlier\n",
  );
  const tsv = await program(
    ["runtimes", "--compare", "health.json", "--runtime", "python3.9", "-f", "tsv", "--no-header"],
    { cwd },
  );
  assert.equal(
    tsv.stdout.split("\n")[0],
    "python3.9\tearlier\tblockUpdateDate:us-east-1\t2027-08-31\t2026-10-01",
  );
});

test("our own format takes dates by region", () => {
  const row = { id: "go1.x", deprecationDate: "2023-12-31", blockCreateDate: null, blockUpdateDate: null };
  const parse = (regional: object) =>
    catalogueOf(
      { asOf: TODAY, source: "ours", runtimes: [{ ...row, regional }] },
      ({ path, message }) => new Error(`${path} ${message}`),
    );
  const [kept] = parse({ "us-east-1": { blockUpdateDate: "2030-01-01" } }).runtimes;
  assert.deepEqual(kept?.regional, { "us-east-1": { blockUpdateDate: "2030-01-01" } });
  assert.throws(() => parse({ "us-east-1": { blockUpdateDate: "soon" } }), {
    message: 'runtimes[0].regional.us-east-1.blockUpdateDate "soon" is not a valid date (YYYY-MM-DD)',
  });
});
