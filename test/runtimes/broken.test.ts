import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { loadCatalogue } from "../../src/runtimes/load.ts";
import { CFN_LINT, END_OF_LIFE_V0, END_OF_LIFE_V1 } from "../support/runtimes/samples.ts";

let cwd = "";
before(async () => {
  cwd = await mkdtemp(join(tmpdir(), "catalogue-"));
});
after(() => rm(cwd, { recursive: true }));

async function load(text: string | object): Promise<void> {
  await writeFile(join(cwd, "data.json"), typeof text === "string" ? text : JSON.stringify(text));
  await loadCatalogue("data.json", { cwd, today: "2026-11-21", now: new Date() });
}

const ROW = { id: "python3.9", deprecationDate: "2025-12-15", blockCreateDate: null, blockUpdateDate: null };
const own = (asOf: string) => ({ asOf, source: "https://example.com/ours", runtimes: [ROW] });

const HINT =
  "Use a catalogue file (`lambda-inventory runtimes --format json` prints one), cfn-lint's " +
  "LmbdRuntimeLifecycle.json, endoflife.date's aws-lambda JSON, or that of AWS Health's DescribeServiceLifecycle.";

const BROKEN: readonly (readonly [text: string | object, message: string])[] = [
  ["", "is empty"],
  [" \n", "is empty"],
  ["<!doctype html>\n<html>", "is a web page or XML, not JSON"],
  ['{"asOf":\n "2026-10-03",\n}', "is not valid JSON at line 3, column 1"],
  ["[1,\n2,\n]", "is not valid JSON at line 3, column 1"],
  ["[1, tru, 2]", "is not valid JSON at line 1, column 8"],
  ["asOf: 2026-10-03", "is not valid JSON at line 1, column 1"],
  ['{"asOf": "2026-10-03"} {', "is not valid JSON at line 1, column 24"],
  ['{"asOf": "2026-1', "is truncated: the JSON is not complete"],
  ['{"asOf": tru', "is truncated: the JSON is not complete"],
  ["null", "is valid JSON but not a runtime catalogue"],
  ["{}", "is valid JSON but not a runtime catalogue"],
  [{ functions: [], schemaVersion: 1 }, "is valid JSON but not a runtime catalogue"],
  [{ source: "here", runtimes: [ROW] }, "asOf is required"],
  [own("yesterday"), 'asOf "yesterday" is not a valid date (YYYY-MM-DD)'],
  [[{ cycle: "22", eol: "2027-04-30" }], "looks like endoflife.date data but contains no Lambda runtime"],
  [[{ cycle: 22, eol: "2027-04-30" }], "[0].cycle is 22, expected a string"],
  [[{ cycle: "nodejs20.x", eol: "never" }], '[0].eol "never" is not a valid date (YYYY-MM-DD)'],
  [[END_OF_LIFE_V0[0], END_OF_LIFE_V0[0]], "runtimes[1].id java17.al2023 repeats runtimes[0]"],
  [
    { ...END_OF_LIFE_V1, result: { ...END_OF_LIFE_V1.result, name: "nodejs" } },
    'result.name "nodejs" is not the aws-lambda product',
  ],
  [
    { ...CFN_LINT, java8: { ...CFN_LINT.java8, deprecated: "2024-13-08" } },
    'java8.deprecated "2024-13-08" is not a valid date (YYYY-MM-DD)',
  ],
  [
    { ...CFN_LINT, java8: { deprecated: "2024-01-08", "update-block": null, successor: null } },
    "java8.create-block is required",
  ],
];

for (const [text, message] of BROKEN) {
  test(`broken file: ${message} (${JSON.stringify(text).slice(0, 40)})`, () =>
    assert.rejects(load(text), {
      name: "UserError",
      message: `catalogue data.json: ${message}`,
      hint: HINT,
    }));
}

test("all mistakes of a catalogue are named in one run, at most 20 of them", async () => {
  const broken = { ...ROW, deprecationDate: "2025-9-1" };
  await assert.rejects(load({ asOf: "2026-10-03", runtimes: [broken, { ...ROW, id: 4 }] }), {
    message: [
      "catalogue data.json has 3 mistakes",
      "  source is required",
      '  runtimes[0].deprecationDate "2025-9-1" is not a valid date (YYYY-MM-DD)',
      "  runtimes[1].id is 4, expected a string",
    ].join("\n"),
    hint: HINT,
  });
  const many = Array.from({ length: 30 }, () => broken);
  await assert.rejects(
    load({ ...own("2026-10-03"), runtimes: many }),
    /has 30 mistakes\n(.*\n){20} {2}and 10 more$/,
  );
});
