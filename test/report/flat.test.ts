import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { COLUMN_KEYS, column } from "../../src/report/columns.ts";
import { tsvCell } from "../../src/report/flat-cell.ts";
import { anyRows } from "../support/report/arbitrary.ts";
import { row, written } from "../support/report/sample.ts";

const HEADER =
  "accountId accountName region functionName runtime runtimeStatus deprecationDate blockCreateDate blockUpdateDate daysLeft successor packageType architectures memorySize timeout codeSize lastModified description functionArn";
const LAST = " owner managedBy action dueDate";

test("TSV has one header line, and one line per function", async () => {
  assert.equal(
    await written("tsv", [row({ architectures: ["x86_64", "arm64"] })]),
    [
      `${HEADER}${LAST}`.replaceAll(" ", "\t"),
      "111122223333\tpayments\teu-west-1\torders\tnodejs18.x\tdeprecated\t2025-09-01\t2027-02-03\t2027-03-03\t-446\tnodejs24.x\tZip\tx86_64,arm64\t128\t3\t1024\t2024-07-24T09:41:13.364Z\ttakes orders\tarn:aws:lambda:eu-west-1:111122223333:function:orders\t\t\tupgrade\t2027-02-03",
      "",
    ].join("\n"),
  );
});

test("TSV of an empty report is the header, or empty", async () => {
  assert.equal(await written("tsv", []), `${HEADER}${LAST}\n`.replaceAll(" ", "\t"));
  assert.equal(await written("tsv", [], { header: false }), "");
});

test("TSV leaves cells without a value empty", async () => {
  const image = row({ runtime: null, deprecationDate: null, daysLeft: null, memorySize: null });
  const columns = ["runtime", "deprecationDate", "daysLeft", "memorySize", "tags", "aliases"] as const;
  assert.equal(await written("tsv", [image], { columns, header: false }), "\t\t\t\t\t\n");
});

test("TSV joins lists by commas and tags by semicolons", async () => {
  const rich = row({
    layers: ["arn:one:1", "arn:two:2"],
    tags: { team: "pay", stage: "prod" },
    aliases: [
      { name: "live", functionVersion: "3", runtime: "nodejs18.x", runtimeStatus: "deprecated" },
      { name: "next", functionVersion: "4", runtime: null, runtimeStatus: "container" },
    ],
  });
  assert.equal(
    await written("tsv", [rich], { columns: ["layers", "tags", "aliases"], header: false }),
    "arn:one:1,arn:two:2\tteam=pay;stage=prod\tlive:3:nodejs18.x:deprecated,next:4::container\n",
  );
});

test("TSV appends the requested extras", async () => {
  const text = await written("tsv", [], { extras: ["lastInvoked", "tags"] });
  assert.equal(text, `${HEADER} tags lastInvoked${LAST}\n`.replaceAll(" ", "\t"));
});

test("the key of a tag in a header stays one cell, which no spreadsheet splits or runs", async () => {
  const columns = ["functionName", 'tags.a;=1,"b"'] as const;
  const tagged = row({ tags: { 'a;=1,"b"': "x" } });
  assert.equal(await written("csv", [tagged], { columns }), 'functionName,"tags.a;\'=1,""b"""\norders,x\n');
  assert.equal(await written("tsv", [tagged], { columns }), `functionName\ttags.a;'=1,'"b"\norders\tx\n`);
  const table = await written("markdown", [tagged], { columns: ["functionName", "tags.a|<b>"] });
  assert.match(table, /^\| functionName \| tags\.a&#124;&#60;b&#62; \|$/m);
});

test("TSV sorts by the given columns", async () => {
  const rows = [row({ functionName: "a", memorySize: 256 }), row({ functionName: "b", memorySize: 1024 })];
  const sort = [{ key: "memorySize", descending: true }] as const;
  assert.equal(await written("tsv", rows, { sort, columns: ["functionName"] }), "functionName\nb\na\n");
  const many = Array.from({ length: 2_500 }, (_, index) => row({ memorySize: index }));
  const text = await written("tsv", many, { sort, columns: ["memorySize"], header: false });
  assert.deepEqual(text.split("\n", 2_501), [...many.map((_, index) => String(2_499 - index)), ""]);
});

test("TSV has the same number of clean cells on every line", async () => {
  await fc.assert(
    fc.asyncProperty(anyRows, async (rows) => {
      const lines = (await written("tsv", rows, { columns: COLUMN_KEYS })).split("\n");
      assert.equal(lines.pop(), "");
      const cells = lines.map((line) => line.split("\t"));
      const expected = rows.map((values) =>
        COLUMN_KEYS.map((key) => {
          const { kind, text } = column(key);
          return kind === "number" ? text(values) : tsvCell(text(values));
        }),
      );
      assert.deepEqual(cells, [COLUMN_KEYS, ...expected]);
    }),
  );
});

test("CSV quotes cells where necessary and ends lines in a newline", async () => {
  const rows = [row({ description: 'takes "orders", and more\n' })];
  assert.equal(
    await written("csv", rows, { columns: ["functionName", "description"] }),
    'functionName,description\norders,"takes ""orders"", and more "\n',
  );
});

test("CSV, when parsed, has the same cells as TSV", async () => {
  await fc.assert(
    fc.asyncProperty(anyRows, async (rows) => {
      const columns = COLUMN_KEYS;
      const tsv = (await written("tsv", rows, { columns })).slice(0, -1);
      const csv = (await written("csv", rows, { columns })).slice(0, -1);
      // The two guard other places with a `'`.
      const bare = (lines: string[][]) => lines.map((line) => line.map((cell) => cell.replaceAll("'", "")));
      assert.deepEqual(bare(readCsv(csv)), bare(tsv.split("\n").map((line) => line.split("\t"))));
    }),
  );
});

/** RFC 4180, for lines that end in a newline and cells without one. */
function readCsv(text: string): string[][] {
  return text
    .split("\n")
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,"]*))/g)].map(
        ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "",
      ),
    );
}

test("a byte order mark comes first, once, with or without a header", async () => {
  const rows = [row(), row({ functionName: "b" })];
  const columns = ["functionName"] as const;
  assert.equal(
    await written("csv", rows, { columns, bom: true }, undefined, 1),
    "\ufefffunctionName\norders\nb\n",
  );
  assert.equal(await written("tsv", rows, { columns, bom: true, header: false }), "\ufefforders\nb\n");
  assert.equal(await written("csv", [], { columns, bom: true }), "\ufefffunctionName\n");
  assert.equal(await written("csv", rows, { columns }), "functionName\norders\nb\n");
});
