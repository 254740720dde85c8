import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { readReport } from "../../src/compare/read-report.ts";
import { UserError } from "../../src/model/failure.ts";
import { folder, printed, report, write } from "../support/compare/printed-report.ts";

const USE = "Use a report created with --format json";
const MADE_WITH_JSON = `${USE}.`;
const AS_WRITTEN = `${USE}, unchanged.`;
const WITHOUT_COLUMNS = "Reports created with --columns cannot be read again; create one without it.";

/** A bad file, the message and the hint. */
const BAD: Readonly<Record<string, [string | Buffer, string, string]>> = {
  "an empty file": ["", "r.json is empty", "Was the run that should have written it interrupted?"],
  "a file cut off in a function": [
    printed.slice(0, printed.indexOf('"functionName":"b"')),
    "r.json is cut off: it ends at line 8, after 1 function",
    "It was copied or written incompletely; --output writes a report completely or not at all.",
  ],
  "a file cut off behind the functions": [
    printed.slice(0, printed.indexOf('"coverage"')),
    "r.json is cut off: it ends at line 11, after 2 functions",
    "It was copied or written incompletely; --output writes a report completely or not at all.",
  ],
  "a report created with --limit": [
    printed.replace('"finishedAt"', '"functionsLeftOut": 7,\n  "finishedAt"'),
    "r.json was created with --limit and lacks 7 functions",
    "Create a report without --limit.",
  ],
  "a file that is not JSON": [
    "hello\n",
    "r.json is not a JSON report: line 2: expected one JSON object",
    MADE_WITH_JSON,
  ],
  "a broken function": [
    printed.replace('"memorySize":128', '"memorySize":12 8'),
    "r.json is not a JSON report: line 7: functions[0] is not JSON",
    MADE_WITH_JSON,
  ],
  "two reports in one file": [
    printed + printed,
    `r.json is not a JSON report: line ${printed.split("\n").length}: expected one JSON object`,
    MADE_WITH_JSON,
  ],
  "a list": [JSON.stringify(report.functions), "r.json is a JSON list, not a JSON report", MADE_WITH_JSON],
  "another JSON file": [
    '{"name": "x", "version": "1.0.0"}',
    "r.json is not a valid lambda-inventory report: missing or unsupported schemaVersion",
    AS_WRITTEN,
  ],
  "a later version": [
    printed
      .replace('"schemaVersion": 1', '"schemaVersion": 2')
      .replace('"runtimeStatus":"', '"runtimeStatus":"x'),
    "r.json has schemaVersion 2; this version of lambda-inventory reads 1",
    "Upgrade lambda-inventory to the version that wrote it, or a later one.",
  ],
  NDJSON: [
    report.functions.map((row) => `${JSON.stringify(row)}\n`).join(""),
    "r.json is NDJSON, not a JSON report",
    `${USE}; NDJSON does not record what was not read.`,
  ],
  "one line of NDJSON": [
    `${JSON.stringify(report.functions[0])}\n`,
    "r.json is NDJSON, not a JSON report",
    `${USE}; NDJSON does not record what was not read.`,
  ],
  TSV: ["accountId\tregion\n1\t2\n", "r.json is TSV, not a JSON report", MADE_WITH_JSON],
  "TSV with a byte order mark": [
    "\ufeffaccountId\tregion\n1\t2\n",
    "r.json is TSV, not a JSON report",
    MADE_WITH_JSON,
  ],
  Markdown: ["# Lambda inventory\n\n**12", "r.json is Markdown, not a JSON report", MADE_WITH_JSON],
  "an xlsx file": [
    Buffer.from("PK\u0003\u0004\u0014"),
    "r.json is a workbook or another archive, not a JSON report",
    MADE_WITH_JSON,
  ],
  CSV: ["accountId,region\r\n1,2\r\n", "r.json is CSV, not a JSON report", MADE_WITH_JSON],
  HTML: ["<!doctype html><html>", "r.json is HTML, not a JSON report", MADE_WITH_JSON],
  "a compressed report": [
    gzipSync(printed),
    "r.json is compressed, not a JSON report",
    "Decompress it first, e.g. with gunzip.",
  ],
  "UTF-16": [
    Buffer.from(`\ufeff${printed}`, "utf16le"),
    "r.json is UTF-16 text, not a JSON report",
    "Write reports with --output, which is UTF-8 in every shell.",
  ],
  "a report created with --columns": [
    printed.replace(/,"runtimeStatus":"\w+"/g, ""),
    "r.json: functions[0] (line 7) has no runtimeStatus",
    WITHOUT_COLUMNS,
  ],
  "a value of the wrong kind": [
    printed.replace('"memorySize":128', '"memorySize":"128"'),
    'r.json is not a valid lambda-inventory report: functions[0].memorySize is "128", not a whole number (line 7)',
    AS_WRITTEN,
  ],
  "a wrong value deep inside": [
    printed.replace('"architectures":["arm64"]', '"architectures":["arm64",null]'),
    "r.json is not a valid lambda-inventory report: functions[0].architectures[1] is null, not a string (line 7)",
    AS_WRITTEN,
  ],
  "a date that does not exist": [
    printed.replace('"deprecationDate":"2027-04-30"', '"deprecationDate":"2027-04-31"'),
    'r.json is not a valid lambda-inventory report: functions[0].deprecationDate is "2027-04-31", not a valid date (YYYY-MM-DD) (line 7)',
    AS_WRITTEN,
  ],
  "text instead of a date": [
    printed.replace('"asOf":"2026-10-03"', '"asOf":"<b>2026-10-03"'),
    'r.json is not a valid lambda-inventory report: catalogue.asOf is "<b>2026-10-03", not a valid date (YYYY-MM-DD)',
    AS_WRITTEN,
  ],
  "a time of another zone": [
    printed.replace('"finishedAt": "2026-11-21T08:01:00.000Z"', '"finishedAt": "2026-11-21T08:01:00+09:00"'),
    'r.json is not a valid lambda-inventory report: finishedAt is "2026-11-21T08:01:00+09:00", not a time in UTC (YYYY-MM-DDThh:mm:ss.sssZ)',
    AS_WRITTEN,
  ],
  "a status that does not exist": [
    printed.replace('"status":"denied"', '"status":"refused"'),
    'r.json is not a valid lambda-inventory report: coverage[1].status is "refused", not one of ok, disabled, ' +
      "unsupported, denied, unauthenticated, unreachable, throttled, timeout, error, not-attempted, not-recorded, not-aggregated, stale (line 13)",
    AS_WRITTEN,
  ],
  "no ledger": [
    printed.replace('"coverage"', '"coverages"'),
    'r.json is not a valid lambda-inventory report: the list "coverage" is missing',
    AS_WRITTEN,
  ],
  "no summary": [
    printed.replace('"summary"', '"sum"'),
    "r.json is not a valid lambda-inventory report: summary is missing",
    AS_WRITTEN,
  ],
  "the plan of this program": [
    '{"schemaVersion": 1, "asOf": "2026-11-21", "items": [], "notRead": []}',
    'r.json is not a valid lambda-inventory report: the list "functions" is missing; it is the output of `lambda-inventory plan`',
    AS_WRITTEN,
  ],
  "its comparison": [
    '{"schemaVersion": 1, "functions": {"new": []}, "movedDates": []}',
    'r.json is not a valid lambda-inventory report: the list "functions" is missing; it is the output of `lambda-inventory diff`',
    AS_WRITTEN,
  ],
  "functions that are not a list": [
    printed.replace(/"functions": \[[\s\S]*?\n {2}\],/, '"functions": {},'),
    'r.json is not a valid lambda-inventory report: the list "functions" is missing',
    AS_WRITTEN,
  ],
  "several mistakes": [
    printed
      .replace('"memorySize":128', '"memorySize":"128"')
      .replace('"architectures":["arm64"]', '"architectures":[1,2]')
      .replace('"status":"denied"', '"status":5')
      .replace('"finishedAt": "2026', '"finishedAt": "26')
      .replace('"accounts"', '"account"'),
    [
      "r.json is not a valid lambda-inventory report: it has 6 mistakes",
      "functions[0].architectures[0] is 1, not a string (line 7)",
      "functions[0].architectures[1] is 2, not a string (line 7)",
      'functions[0].memorySize is "128", not a whole number (line 7)',
      "coverage[1].status is 5, not one of ok, disabled, unsupported, denied, unauthenticated, unreachable, throttled, timeout, " +
        "error, not-attempted, not-recorded, not-aggregated, stale (line 13)",
      'the list "accounts" is missing',
      'finishedAt is "26-11-21T08:01:00.000Z", not a time in UTC (YYYY-MM-DDThh:mm:ss.sssZ)',
    ].join("\n  "),
    AS_WRITTEN,
  ],
  "more mistakes than anyone would read": [
    printed.replace('"architectures":["arm64"]', `"architectures":[${Array(1000).fill(1)}]`),
    [
      "r.json is not a valid lambda-inventory report: it has more than 20 mistakes",
      ...Array.from({ length: 20 }, (_, i) => `functions[0].architectures[${i}] is 1, not a string (line 7)`),
    ].join("\n  "),
    AS_WRITTEN,
  ],
};

for (const [what, [content, message, hint]] of Object.entries(BAD)) {
  test(`${what} is refused with its place and what to do`, async () => {
    await assert.rejects(readReport(write(content), folder), (error) => {
      assert.ok(error instanceof UserError, String(error));
      assert.deepEqual({ message: error.message, hint: error.hint }, { message, hint });
      return true;
    });
  });
}

test("a file that cannot be read is an error with its name", async () => {
  const refusal = (message: string) => ({ name: "UserError", message });
  await assert.rejects(readReport("no.json", folder), refusal("report no.json: no such file or directory"));
  await assert.rejects(readReport(".", folder), refusal("report .: it is a directory"));
});

test("a report with any byte changed is read or refused", async () => {
  const bytes = Buffer.from(printed);
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 255 }), async (at, byte) => {
      const spoilt = Buffer.from(bytes);
      spoilt[at] = byte;
      try {
        await readReport("-", folder, Readable.from([spoilt]));
      } catch (error) {
        assert.ok(error instanceof UserError, String(error));
      }
    }),
    { numRuns: 300 },
  );
});
