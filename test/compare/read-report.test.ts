import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { test } from "node:test";
import fc from "fast-check";
import { readReport } from "../../src/compare/read-report.ts";
import { anyRun } from "../support/compare/arbitrary.ts";
import { folder, printed, report, write } from "../support/compare/printed-report.ts";
import { reportText } from "../support/compare/report-text.ts";
import { reportOf } from "../support/compare/reports.ts";

test("any report that was printed is read back unchanged", async () => {
  await fc.assert(
    fc.asyncProperty(anyRun, async (cells) => {
      const report = reportOf(cells);
      assert.deepEqual(await readReport(write(await reportText(report)), folder), report);
    }),
  );
});

const LAYOUTS: Readonly<Record<string, (text: string) => string>> = {
  "on one line": (text) => JSON.stringify(JSON.parse(text)),
  "pretty-printed": (text) => JSON.stringify(JSON.parse(text), null, 4),
  "with sorted keys": (text) =>
    JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text)).sort(([a], [b]) => (a < b ? -1 : 1)))),
  "with a byte order mark": (text) => `\ufeff${text}`,
  "with Windows line ends": (text) => text.replaceAll("\n", "\r\n"),
};

for (const [layout, lay] of Object.entries(LAYOUTS)) {
  test(`a report ${layout} reads the same`, async () => {
    assert.deepEqual(await readReport(write(lay(printed)), folder), report);
  });
}

test("a key that another writer leaves out is null", async () => {
  const text = printed.replaceAll(/"(owner|ownerSource|managedBy|dueDate|dueEvent)":null,?/g, "");
  assert.notEqual(text, printed);
  const written = text.replaceAll(",}", "}");
  assert.deepEqual(await readReport(write(written), folder), report);
});

test("unknown keys are ignored", async () => {
  const text = printed
    .replace('"schemaVersion": 1', '"schemaVersion": 1, "later": {"a": [1]}, "more": [[]]')
    .replace('"version":"$LATEST"', '"version":"$LATEST","snapStart":null');
  const read = await readReport(write(text), folder);
  assert.equal(read.functions.length, 2);
  assert.deepEqual(read.coverage, report.coverage);
});

test("a shard keeps its number", async () => {
  const shard = { index: 2, count: 5 };
  assert.deepEqual((await readReport(write(await reportText({ ...report, shard })), folder)).shard, shard);
});

test("- is standard input", async () => {
  assert.deepEqual(await readReport("-", folder, Readable.from([Buffer.from(printed)])), report);
  const nothing = readReport("-", folder, Readable.from([]));
  await assert.rejects(nothing, { message: "standard input is empty" });
});
