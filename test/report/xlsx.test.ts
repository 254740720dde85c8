import assert from "node:assert/strict";
import { test } from "node:test";
import { readXlsx } from "hucre/xlsx";
import type { FunctionRow } from "../../src/model/report.ts";
import { EXAMPLE_ROW } from "../../src/model/row.ts";
import { RUNTIME_STATUSES } from "../../src/model/runtime.ts";
import { COLUMN_KEYS, type ColumnKey, column } from "../../src/report/columns.ts";
import type { WriterContext } from "../../src/report/format.ts";
import { collecting } from "../../src/report/formats.ts";
import { renderXlsx } from "../../src/report/xlsx/render.ts";
import { CONTEXT, row, tail, target, written as text } from "../support/report/sample.ts";
import { cellsOf } from "../support/report/xlsx-parts.ts";

async function written(
  rows: readonly FunctionRow[],
  context: Partial<WriterContext> = {},
  sheetRows?: number,
): Promise<Buffer> {
  const end = tail(rows, [target(), target({ region: "us-east-1", status: "denied" })]);
  const chunks = [];
  const writer = collecting({ ...CONTEXT, ...context }, (...report) => renderXlsx(...report, sheetRows));
  writer.rows(rows);
  for await (const chunk of writer.end(end)) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

async function sheetsOf(...of: Parameters<typeof written>) {
  return (await readXlsx(await written(...of), { readStyles: true })).sheets;
}

/** The sheets of functions, and the ledger. */
async function workbook(...of: Parameters<typeof written>) {
  return (await sheetsOf(...of)).slice(1);
}

test("the first sheet is what to do first: coming deadlines, what is overdue in one row, and what was not read", async () => {
  const rows = [
    row({
      functionName: "soon",
      runtime: "nodejs22.x",
      runtimeStatus: "expiring",
      deprecationDate: "2027-04-30",
    }),
    row({
      functionName: "late",
      runtime: "nodejs14.x",
      runtimeStatus: "update-blocked",
      blockCreateDate: "2024-01-09",
      blockUpdateDate: "2024-02-08",
      deprecationDate: "2023-12-04",
    }),
    row({
      functionName: "other",
      runtime: "cobol85",
      runtimeStatus: "unknown",
      deprecationDate: null,
      blockCreateDate: null,
      blockUpdateDate: null,
      successor: null,
    }),
    row({ functionName: "fine", runtime: "nodejs24.x", runtimeStatus: "supported" }),
  ];
  const coverage = [
    target({
      accountId: "222222222222",
      region: "",
      status: "unauthenticated",
      code: "ExpiredToken",
      message: "expired",
    }),
    target({ region: "us-east-1", status: "denied", code: "AccessDenied", message: "no" }),
    target({
      accountId: "333333333333",
      accountName: "",
      region: "us-east-1",
      status: "denied",
      code: "AccessDenied",
      message: "never",
    }),
    target(),
  ];
  const chunks = [];
  for await (const chunk of renderXlsx(CONTEXT, rows, tail(rows, coverage))) chunks.push(chunk);
  const [first] = (await readXlsx(Buffer.concat(chunks))).sheets;
  assert.equal(first?.name, "What to do first");
  const day = (text: string) => new Date(`${text}T00:00:00Z`);
  assert.deepEqual(
    first?.rows.map((cells) => cells.filter((cell) => cell !== null)),
    [
      ["What to do first"],
      [
        "Scanned 2026-11-21 10:00 UTC: 4 functions in 1 account; 1 of 4 targets (account × region) read; runtime dates as of 2026-10-03",
      ],
      [],
      [
        "Deadline",
        "What happens",
        "Days left",
        "Runtime",
        "Status",
        "Functions",
        "Accounts",
        "Action",
        "Owners",
        "Move to",
      ],
      [
        day("2027-02-03"),
        "creation blocked",
        74,
        "nodejs22.x",
        "expiring",
        1,
        1,
        "upgrade",
        "no owner",
        "nodejs24.x",
      ],
      ["not in the catalogue", "cobol85", "unknown", 1, 1, "investigate", "no owner"],
      [day("2024-02-08"), "all dates passed", "nodejs14.x", "overdue", 1, "no owner"],
      [],
      ["Not read", "Code", "Account", "Account name", "Region", "Reason and what to do"],
      ["unauthenticated", "ExpiredToken", "222222222222", "payments", "all", "expired"],
      ["denied", "AccessDenied", "111122223333", "payments", "us-east-1", "no"],
      ["denied", "AccessDenied", "333333333333", "us-east-1", "never"],
    ],
  );
});

test("the first sheet of a complete report without findings says that nothing is to do or missing", async () => {
  const rows = [row({ runtimeStatus: "supported" })];
  const chunks = [];
  for await (const chunk of renderXlsx(CONTEXT, rows, tail(rows))) chunks.push(chunk);
  const [first] = (await readXlsx(Buffer.concat(chunks))).sheets;
  const lines = first?.rows.map(([cell]) => cell);
  assert.deepEqual(lines?.slice(3), [
    "Nothing: no function runs on a deprecated, expiring or unknown runtime.",
    null,
    "Every account and region was read.",
  ]);
});

test("every style names a font and a size, and statuses are coloured", async () => {
  const rows = RUNTIME_STATUSES.map((runtimeStatus) => row({ runtimeStatus, functionName: runtimeStatus }));
  const sheets = await sheetsOf(rows, { columns: ["functionName", "runtimeStatus"] });
  for (const { name, cells } of sheets) {
    for (const [place, { style }] of cells ?? []) {
      if (style?.font === undefined) continue;
      assert.equal(style.font.name, "Calibri", `${name} ${place}`);
      assert.ok((style.font.size ?? 0) >= 11, `${name} ${place}`);
    }
  }
  const [, functions, coverage] = sheets;
  const colors = RUNTIME_STATUSES.map(
    (_, at) => functions?.cells?.get(`${at + 1},1`)?.style?.font?.color?.rgb,
  );
  assert.ok(colors.every((color) => color !== undefined));
  assert.ok(new Set(colors).size >= 8, "statuses have different colours");
  assert.deepEqual(
    [1, 2].map((at) => coverage?.cells?.get(`${at},3`)?.style?.font?.color?.rgb),
    ["17692D", "B3121F"],
  );
});

/** The cells of a row by the names of its columns. */
function record(sheet: Awaited<ReturnType<typeof workbook>>[number] | undefined, at: number) {
  const [keys = [], ...rows] = sheet?.rows ?? [];
  return Object.fromEntries(keys.map((key, index) => [String(key), rows[at]?.[index] ?? null]));
}

test("cells are ids as text, numbers, dates and clean text; none is a formula", async () => {
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

test("columns, order and extras are as in CSV; coverage has its own sheet", async () => {
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

test("a report without functions has a header", async () => {
  const [sheet] = await workbook([]);
  assert.deepEqual([sheet?.rows.length, sheet?.rows[0]?.[0]], [1, "accountId"]);
});

test("text that is too long for a cell is cut", async () => {
  const [sheet] = await workbook([row({ description: "x".repeat(40_000) })]);
  assert.equal(String(record(sheet, 0).description).length, 32_767);
});

test("text is cut between characters, and text that just fits is kept whole", async () => {
  const fits = "x".repeat(32_767);
  const [sheet] = await workbook([
    row({ description: `${"x".repeat(32_765)}😀😀` }),
    row({ description: fits }),
  ]);
  assert.equal(record(sheet, 0).description, `${"x".repeat(32_765)}…`);
  assert.equal(record(sheet, 1).description, fits);
});

test("characters that XML does not allow, and an invalid time, do not break the workbook", async () => {
  const [sheet] = await workbook([
    row({ description: "a\uffffb\ufffec\ud800d", lastModified: "2026-13-45T00:00:00Z" }),
  ]);
  const { description, lastModified } = record(sheet, 0);
  assert.deepEqual([description, lastModified], ["a\ufffdb\ufffdc\ufffdd", "2026-13-45T00:00:00Z"]);
});

test("the same report gives the same bytes at any time", async (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: Date.parse("2030-01-01T00:00:00Z") });
  const first = await written([row()]);
  t.mock.timers.setTime(Date.parse("2031-01-01T00:00:00Z"));
  assert.ok(first.equals(await written([row()])));
});

test("more rows than fit on a sheet continue on another one, under the same header", async () => {
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

test("the header row is frozen, bold and has filters; days are shown as days and ids as text", async () => {
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

test("text that looks like an escape sequence of xlsx, or like a day, is kept", async () => {
  const [sheet] = await workbook([row({ description: "_x0041_ _x41_ _x00zz_", accountName: "2026-11-20" })]);
  const { description, accountName } = record(sheet, 0);
  assert.deepEqual([description, accountName], ["_x0041_ _x41_ _x00zz_", "2026-11-20"]);
});

/** Days and times are numbers in a workbook: days since this one. */
const FIRST_DAY = Date.parse("1899-12-30T00:00:00Z");

/** The cell for a value of TSV. */
function cellFor(key: ColumnKey, value: string): string | number | undefined {
  const { kind } = column(key);
  if (value === "") return undefined;
  if (kind === "number") return Number(value);
  const time = kind === "date" ? Date.parse(value) : Number.NaN;
  // To the millisecond, as far as the digits of a number go.
  return Number.isNaN(time) ? value : Math.round(time - FIRST_DAY) / 86_400_000;
}

test("every column of a function has the value that TSV has, for a reader that knows nothing of the writer", async () => {
  const rows = [
    EXAMPLE_ROW,
    row({ tags: null, owner: 'a<b> & "c"' }),
    row({ description: "", runtime: null }),
  ];
  const lines = (await text("tsv", rows, { columns: COLUMN_KEYS })).split("\n").slice(0, -1);
  const [keys, ...expected] = lines.map((line) => line.split("\t"));
  const [header, ...cells] = cellsOf(await written(rows, { columns: COLUMN_KEYS }), "Functions");
  assert.deepEqual(header, keys);
  assert.equal(cells.length, rows.length);
  for (const [at, values] of expected.entries()) {
    for (const [index, key] of COLUMN_KEYS.entries()) {
      const wanted = cellFor(key, values[index] ?? "");
      const cell = cells[at]?.[index];
      if (typeof wanted === "number") assert.ok(Math.abs(Number(cell) - wanted) < 1e-6, `${key}: ${cell}`);
      else assert.equal(cell, wanted, key);
    }
  }
});
