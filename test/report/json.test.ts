import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { COLUMN_KEYS, column } from "../../src/report/columns.ts";
import { openWriter } from "../../src/report/formats.ts";
import { anyRows } from "../support/report/arbitrary.ts";
import { account, CONTEXT, HEAD, joined, row, tail, target, written } from "../support/report/sample.ts";

test("JSON has one function per line, with its keys in a fixed order", async () => {
  const rows = [row(), row({ functionName: "refunds" })];
  const columns = ["functionName", "daysLeft", "layers"] as const;
  assert.equal(
    await written("json", rows, { columns }),
    `{
  "schemaVersion": 1,
  "tool": {"name":"lambda-inventory","version":"1.2.3"},
  "startedAt": "2026-11-21T10:00:00.000Z",
  "catalogue": {"asOf":"2026-10-03","source":"https://example.com/runtimes","ageDays":49},
  "functions": [
    {"functionName":"orders","daysLeft":-446,"layers":[]},
    {"functionName":"refunds","daysLeft":-446,"layers":[]}
  ],
  "finishedAt": "2026-11-21T10:00:09.000Z",
  "coverage": [
    {"accountId":"111122223333","accountName":"payments","region":"eu-west-1","status":"ok","stage":"functions","code":"","message":"","functions":1,"durationMs":12}
  ],
  "accounts": [
    {"accountId":"111122223333","accountName":"payments","partition":"aws","via":"profile hub","status":"ok","message":""}
  ],
  "summary": {
    "accounts": 1,
    "targets": 1,
    "read": 1,
    "notRead": 0,
    "functions": 2,
    "byStatus": {
      "deprecated": 2
    },
    "byRuntime": {
      "nodejs18.x": 2
    },
    "byOwner": {
      "": 2
    },
    "byAction": {
      "upgrade": 2
    },
    "waived": 0
  }
}
`,
  );
});

test("JSON of an empty report is complete", async () => {
  const end = tail([], [], []);
  assert.deepEqual(JSON.parse(await written("json", [], {}, end)), { ...HEAD, ...end, functions: [] });
});

test("JSON contains the shard", async () => {
  const head = { ...HEAD, shard: { index: 2, count: 4 } };
  assert.deepEqual(JSON.parse(await written("json", [], { head })).shard, { index: 2, count: 4 });
});

test("JSON parses back to the same report, whatever is in it", async () => {
  await fc.assert(
    fc.asyncProperty(anyRows, fc.integer({ min: 1, max: 4 }), async (rows, piece) => {
      const end = tail(rows, [target({ message: "\x1b[31m</script>" })], [account()]);
      const text = await written("json", rows, {}, end, piece);
      assert.doesNotMatch(text.replaceAll("\n", ""), /[\p{Cc}\u2028-\u202e\u2066-\u2069]/u);
      assert.deepEqual(JSON.parse(text), { ...HEAD, ...end, functions: rows });
    }),
  );
});

test("JSON streams: each call returns the text of its rows", async () => {
  const writer = await openWriter("json", { ...CONTEXT, columns: ["functionName"] });
  assert.match(writer.rows([row()]), /"functions": \[\n {4}\{"functionName":"orders"\}$/);
  assert.equal(writer.rows([]), "");
  assert.equal(writer.rows([row({ functionName: "b" })]), ',\n    {"functionName":"b"}');
});

test("JSON waits for all rows when it sorts", async () => {
  const writer = await openWriter("json", {
    ...CONTEXT,
    sort: [{ key: "functionName", descending: true }],
  });
  const rows = [row({ functionName: "a" }), row({ functionName: "b" })];
  assert.equal(writer.rows(rows), "");
  const report = JSON.parse(await joined(writer.end(tail(rows))));
  assert.deepEqual(report.functions, rows.toReversed());
});

test("NDJSON has one record per line, with every key in order", async () => {
  await fc.assert(
    fc.asyncProperty(anyRows, async (rows) => {
      const lines = (await written("ndjson", rows)).split(/[\n\x85\u2028\u2029]/);
      assert.equal(lines.pop(), "");
      const records = lines.map((line) => JSON.parse(line));
      assert.deepEqual(records, rows);
      for (const record of records)
        assert.deepEqual(
          Object.keys(record),
          COLUMN_KEYS.filter((key) => !column(key).optional || key in record),
        );
    }),
  );
});

test("NDJSON of an empty report is empty", async () => {
  assert.equal(await written("ndjson", []), "");
});
