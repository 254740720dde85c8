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
