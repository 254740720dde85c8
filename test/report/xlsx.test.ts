import assert from "node:assert/strict";
import { test } from "node:test";
import { readXlsx } from "hucre/xlsx";
import type { FunctionRow } from "../../src/model/report.ts";
import type { WriterContext } from "../../src/report/format.ts";
import { gathering } from "../../src/report/formats.ts";
import { renderXlsx } from "../../src/report/xlsx.ts";
import { CONTEXT, row, tail, target } from "../support/report/sample.ts";

async function written(
  rows: readonly FunctionRow[],
  context: Partial<WriterContext> = {},
  sheetRows?: number,
): Promise<Buffer> {
  const end = tail(rows, [target(), target({ region: "us-east-1", status: "denied" })]);
  const chunks = [];
  const writer = gathering({ ...CONTEXT, ...context }, (...report) => renderXlsx(...report, sheetRows));
  writer.rows(rows);
  for await (const chunk of writer.end(end)) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

async function workbook(...of: Parameters<typeof written>) {
  return (await readXlsx(await written(...of), { readStyles: true })).sheets;
}

/** The cells of a row by the names of its columns. */
function record(sheet: Awaited<ReturnType<typeof workbook>>[number] | undefined, at: number) {
  const [keys = [], ...rows] = sheet?.rows ?? [];
  return Object.fromEntries(keys.map((key, index) => [String(key), rows[at]?.[index] ?? null]));
}

test("ids are text, numbers numbers, days and times dates, and nothing is a formula", async () => {
  const [sheet] = await workbook([
    row({
      accountId: "000000000012",
      description: "=HYPERLINK(1)\u001b[31m\u0000 <&> 請求書",
      accountName: "@SUM(A1)",
      codeSize: 123,
      daysLeft: -446,
      successor: null,
    }),
  ]);
  const cells = record(sheet, 0);
  assert.equal(cells.accountId, "000000000012");
  assert.equal(cells.accountName, "@SUM(A1)");
  assert.equal(cells.description, "=HYPERLINK(1)  <&> 請求書");
  assert.deepEqual([cells.codeSize, cells.daysLeft, cells.successor], [123, -446, null]);
  const { deprecationDate, blockCreateDate, blockUpdateDate } = cells;
  assert.deepEqual(
    [deprecationDate, blockCreateDate, blockUpdateDate],
    ["2025-09-01", "2027-02-03", "2027-03-03"].map((day) => new Date(`${day}T00:00:00Z`)),
  );
  const modified = cells.lastModified;
  assert.ok(modified instanceof Date);
  assert.equal(
    Math.round(modified.getTime() / 1000),
    Math.round(Date.parse("2024-07-24T09:41:13.364Z") / 1000),
  );
});

test("columns, order and extras are as in CSV; the ledger has a sheet of its own", async () => {
  const rows = [
    row({ functionName: "a", codeSize: 1 }),
    row({ functionName: "b", codeSize: 2, lastInvoked: "never" }),
  ];
  const [sheet, coverage] = await workbook(rows, {
    columns: ["functionName", "lastInvoked"],
    sort: [{ key: "codeSize", descending: true }],
  });
  assert.deepEqual(sheet?.rows, [
    ["functionName", "lastInvoked"],
    ["b", "never"],
    ["a", null],
  ]);
  assert.equal(coverage?.name, "Coverage");
  assert.deepEqual(
    coverage?.rows.map((cells) => [cells[2], cells[3]]),
    [
      ["region", "status"],
      ["eu-west-1", "ok"],
      ["us-east-1", "denied"],
    ],
  );
});

test("a report without functions still has its header", async () => {
  const [sheet] = await workbook([]);
  assert.deepEqual([sheet?.rows.length, sheet?.rows[0]?.[0]], [1, "accountId"]);
});

test("a text longer than a cell holds is cut", async () => {
  const [sheet] = await workbook([row({ description: "x".repeat(40_000) })]);
  assert.equal(String(record(sheet, 0).description).length, 32_767);
});

test("a text longer than a cell holds is cut between characters, and one that just fits is whole", async () => {
  const fits = "x".repeat(32_767);
  const [sheet] = await workbook([
    row({ description: `${"x".repeat(32_765)}😀😀` }),
    row({ description: fits }),
  ]);
  assert.equal(record(sheet, 0).description, `${"x".repeat(32_765)}…`);
  assert.equal(record(sheet, 1).description, fits);
});

test("what XML has no place for, and what is no time, does not break the workbook", async () => {
  const [sheet] = await workbook([
    row({ description: "a\uffffb\ufffec\ud800d", lastModified: "2026-13-45T00:00:00Z" }),
  ]);
  const { description, lastModified } = record(sheet, 0);
  assert.deepEqual([description, lastModified], ["a\ufffdb\ufffdc\ufffdd", "2026-13-45T00:00:00Z"]);
});

test("the same report is the same bytes, whenever it is written", async (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: Date.parse("2030-01-01T00:00:00Z") });
  const first = await written([row()]);
  t.mock.timers.setTime(Date.parse("2031-01-01T00:00:00Z"));
  assert.ok(first.equals(await written([row()])));
});

test("more rows than a sheet holds go on in another one, under the same header", async () => {
  const rows = Array.from({ length: 5 }, (_, index) => row({ functionName: `f${index}` }));
  const parts = async (count: number) =>
    (await workbook(rows.slice(0, count), { columns: ["functionName"] }, 2))
      .slice(0, -1)
      .map(({ name, rows: [header, ...cells] }) => [name, String(header), ...cells.flat()]);
  assert.deepEqual(await parts(5), [
    ["Functions", "functionName", "f0", "f1"],
    ["Functions 2", "functionName", "f2", "f3"],
    ["Functions 3", "functionName", "f4"],
  ]);
  assert.equal((await parts(4)).length, 2);
});

test("a sheet keeps its bold header in sight, filters by it, and shows days as days and ids as text", async () => {
  const columns = ["accountId", "functionName", "lastModified", "blockUpdateDate", "lastInvoked"] as const;
  const shown = row({ lastInvoked: "2026-11-20" });
  const [sheet] = await workbook([shown, row()], { columns });
  assert.deepEqual([sheet?.freezePane, sheet?.autoFilter], [{ rows: 1 }, { range: "A1:E3" }]);
  assert.deepEqual(
    columns.map((_, at) => sheet?.cells?.get(`0,${at}`)?.style?.font?.bold),
    columns.map(() => true),
  );
  assert.deepEqual(
    [0, 2, 3, 4].map((at) => sheet?.cells?.get(`1,${at}`)?.style?.numFmt),
    ["@", "yyyy-mm-dd hh:mm:ss", "yyyy-mm-dd", "yyyy-mm-dd"],
  );
  assert.deepEqual(sheet?.rows[1]?.[4], new Date("2026-11-20T00:00:00Z"));
  assert.ok((sheet?.columns ?? []).every(({ width = 0 }) => width >= 12));
  const [bare] = await workbook([shown], { columns, header: false });
  assert.deepEqual([bare?.rows.length, bare?.freezePane, bare?.autoFilter], [1, undefined, undefined]);
});

test("what looks like an escape of the format, or like a day, stays what it is", async () => {
  const [sheet] = await workbook([row({ description: "_x0041_ _x41_ _x00zz_", accountName: "2026-11-20" })]);
  const { description, accountName } = record(sheet, 0);
  assert.deepEqual([description, accountName], ["_x0041_ _x41_ _x00zz_", "2026-11-20"]);
});
