/** `--limit` in every format: the first functions, and how many were left out. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { readXlsx } from "hucre/xlsx";
import { FORMAT_NAMES, openWriter } from "../../src/report/formats.ts";
import { renderXlsx } from "../../src/report/xlsx/render.ts";
import { CONTEXT, row, tail, written } from "../support/report/sample.ts";

const ROWS = ["a", "b", "c", "d", "e"].map((name) => row({ functionName: `${name}-function` }));
const names = (text: string) => [...new Set(text.match(/[a-e]-function/g))].sort();

for (const format of FORMAT_NAMES.filter((format) => format !== "xlsx" && format !== "openmetrics")) {
  test(`${format} lists at most --limit functions; 0 means no limit`, async () => {
    const columns = ["functionName", "runtime"] as const;
    assert.deepEqual(names(await written(format, ROWS, { columns, limit: 2 })), ["a-function", "b-function"]);
    assert.equal(names(await written(format, ROWS, { columns, limit: 0 })).length, 5);
    const sort = [{ key: "functionName", descending: true }] as const;
    assert.deepEqual(names(await written(format, ROWS, { columns, sort, limit: 2 })), [
      "d-function",
      "e-function",
    ]);
  });
}

test("a table, a page and Markdown say how many functions were left out", async () => {
  const lines = (await written("table", ROWS, { limit: 2 })).split("\n");
  assert.deepEqual(lines.slice(-3), ["", "3 functions not listed (--limit 2)", ""]);
  assert.match(await written("html", ROWS, { limit: 2 }), />3 functions not listed \(--limit 2\)</);
  assert.match(await written("markdown", ROWS, { limit: 2 }), /\*\*3 functions of 5 not listed\*\*/);
  const supported = row({ functionName: "f", runtimeStatus: "supported" });
  const full = await written("markdown", [...ROWS, supported], { limit: 5 });
  assert.doesNotMatch(full, /<details>/, "no empty list");
  assert.match(full, /\*\*1 function of 6 not listed\*\*/);
  assert.doesNotMatch(await written("table", ROWS, { limit: 5 }), /not listed/);
  const versions = ROWS.map((one, index) => ({ ...one, version: String(index + 1) }));
  assert.match(await written("table", versions, { limit: 4 }), /\n1 function version not listed/);
});

test("a table counts over all its groups", async () => {
  const rows = [...ROWS, row({ region: "us-east-1", functionName: "f" })];
  const text = await written("table", rows, { groupBy: "region", limit: 2 });
  assert.match(text, /eu-west-1 \(5 functions\)/);
  assert.doesNotMatch(text, /us-east-1/);
  assert.match(text, /\n4 functions not listed/);
});

test("JSON says how many functions were left out", async () => {
  assert.equal(JSON.parse(await written("json", ROWS, { limit: 2 })).functionsLeftOut, 3);
  assert.equal(
    Object.hasOwn(JSON.parse(await written("json", ROWS, { limit: 5 })), "functionsLeftOut"),
    false,
  );
});

const REPLICA = row({ functionName: "us-east-1.edge", kind: "edge-replica" });
const WITH_REPLICAS = [REPLICA, ...ROWS.slice(0, 2), REPLICA, ...ROWS.slice(2)];

test("a replica of Lambda@Edge is listed and in no number, also not in the numbers of --limit", async () => {
  const table = await written("table", WITH_REPLICAS, { limit: 2, header: false });
  assert.match(
    table,
    /edge.*\n.*a-function.*\n.*b-function.*\n.*edge.*\n\n3 functions not listed \(--limit 2\)\n$/,
  );
  assert.doesNotMatch(await written("table", WITH_REPLICAS, { limit: 5 }), /not listed/);
  for (const size of [1, 2, 7]) {
    const writer = await openWriter("json", { ...CONTEXT, limit: 2 });
    let text = "";
    for (let from = 0; from < WITH_REPLICAS.length; from += size)
      text += writer.rows(WITH_REPLICAS.slice(from, from + size));
    for await (const chunk of writer.end(tail(WITH_REPLICAS))) text += chunk;
    const report = JSON.parse(text);
    assert.equal(report.functionsLeftOut, 3, `${size} rows at a time`);
    assert.equal(report.functions.length, 4);
    assert.equal(report.summary.functions, 5);
  }
  const markdown = await written("markdown", WITH_REPLICAS, { limit: 2 });
  assert.match(markdown, /### 111122223333 payments \(5\)/);
  assert.match(markdown, /\*\*3 functions of 5 not listed\*\*/);
  assert.match(await written("html", WITH_REPLICAS, { limit: 2 }), />3 functions not listed \(--limit 2\)</);
  const grouped = await written("table", WITH_REPLICAS, { groupBy: "account", limit: 4 });
  assert.match(grouped, /\(5 functions\)\n(?:.*\n){6}\n1 function not listed/);
});

test("a workbook says it below its last function", async () => {
  const chunks = [];
  for await (const chunk of renderXlsx({ ...CONTEXT, limit: 2 }, ROWS, tail(ROWS))) chunks.push(chunk);
  const { sheets } = await readXlsx(Buffer.concat(chunks));
  const rows = sheets.find(({ name }) => name === "Functions")?.rows ?? [];
  assert.equal(rows.length, 4);
  assert.equal(rows.at(-1)?.[0], "3 functions not listed (--limit 2)");
});

test("what streams is limited as it comes, whatever the size of the pieces", async () => {
  const writer = await openWriter("ndjson", { ...CONTEXT, limit: 3 });
  const pieces = [ROWS.slice(0, 2), ROWS.slice(2, 5), ROWS.slice(0, 1)].map((rows) => writer.rows(rows));
  assert.deepEqual(pieces.map(names), [["a-function", "b-function"], ["c-function"], []]);
});
