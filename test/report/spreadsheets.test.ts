/** How LibreOffice reads our files: they are opened without a window and saved as text. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { renderXlsx } from "../../src/report/xlsx/render.ts";
import { CONTEXT, row, tail, written } from "../support/report/sample.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const folder = temporaryDirectory("spreadsheets");

const skip =
  spawnSync("soffice", ["--version"]).status === 0
    ? false
    : "no LibreOffice: apt-get install libreoffice-calc";

const ROWS = [
  row({
    accountId: "000000000012",
    functionName: "注文_x0041_",
    description: '=HYPERLINK("https://example.com","click")',
    lastModified: "2026-10-14T22:29:47.000Z",
  }),
];
const COLUMNS = [
  "accountId",
  "functionName",
  "deprecationDate",
  "daysLeft",
  "lastModified",
  "description",
] as const;
/** Separator, quote, UTF-8, first line; then as shown, every sheet. */
const AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";

/** Opens files in LibreOffice, and writes out what it shows. */
function open(files: readonly string[], ...how: string[]): void {
  const { status, stderr } = spawnSync(
    "soffice",
    [
      ...["--headless", `-env:UserInstallation=file://${folder}/profile`, ...how],
      ...["--convert-to", AS_SHOWN, "--outdir", join(folder, "out")],
      ...files.map((file) => join(folder, file)),
    ],
    { encoding: "utf8" },
  );
  assert.equal(status, 0, stderr);
}

function shown(file: string, sheet: string): readonly string[] {
  const [name = ""] = file.split(".");
  return readFileSync(join(folder, "out", `${name}-${sheet}.csv`), "utf8").split("\n");
}

/** The lines of a sheet as LibreOffice shows it. */
function opened(file: string, sheet: string, ...how: string[]): readonly string[] {
  open([file], ...how);
  return shown(file, sheet);
}

const KEPT = `000000000012,注文_x0041_,2025-09-01,-446,2026-10-14 22:29:47,"=HYPERLINK(""https://example.com"",""click"")"`;

test("xlsx opens with ids, Japanese, dates and text unchanged, and with what to do first", {
  skip,
}, async () => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of renderXlsx({ ...CONTEXT, columns: COLUMNS }, ROWS, tail(ROWS)))
    chunks.push(chunk);
  writeFileSync(join(folder, "book.xlsx"), Buffer.concat(chunks));
  assert.equal(opened("book.xlsx", "Functions")[1], KEPT);
  const [title, , , heading, finding] = shown("book.xlsx", "What to do first");
  assert.match(title ?? "", /^What to do first,/);
  assert.match(
    heading ?? "",
    /^Deadline,What happens,Days left,Runtime,Status,Functions,Accounts,Action,Owners,Move to$/,
  );
  assert.match(
    finding ?? "",
    /^2027-02-03,creation blocked,74,nodejs18\.x,deprecated,1,1,upgrade,no owner,nodejs24\.x$/,
  );
});

test("CSV with a byte order mark keeps ids when their column is text, and formulas are text", {
  skip,
}, async () => {
  writeFileSync(join(folder, "marked.csv"), await written("csv", ROWS, { columns: COLUMNS, bom: true }));
  const line = opened("marked.csv", "marked", "--infilter=CSV:44,34,76,1,1/2")[1] ?? "";
  assert.match(line, /^000000000012,注文_x0041_,2025-09-01,-446,/);
  assert.match(line, /'=HYPERLINK/, "with its guard");
});

test("TSV opens the same way, and loses leading zeros unless the column is set to text, as the documentation warns", {
  skip,
}, async () => {
  writeFileSync(join(folder, "tabs.tsv"), await written("tsv", ROWS, { columns: COLUMNS, bom: true }));
  assert.match(
    opened("tabs.tsv", "tabs", "--infilter=CSV:9,34,76,1")[1] ?? "",
    /^12,注文_x0041_,2025-09-01,-446,/,
  );
});

/** Descriptions that would run, or take in other rows, where a reader splits at another character or removes a quote. */
const HOSTILE = [
  ...["=1+1", '"=1+1', '"', "x;=1+1;y", 'x;"=1+1";y', 'x;"y', "x,=1+1,y", 'x,"y', 'x,"=1+1"', "x\t=1+1\ty"],
  ...[
    'a";"=1+1',
    'a","=1+1";"',
    ";=1+1",
    ";;=1+1;;",
    ',"',
    ';"',
    '";',
    "'=1+1",
    "=1+1;=1+1",
    "\u200e=1+1",
    "\u202e;=1+1",
  ],
];
/** Comma; semicolon; tab; and all three, which is what LibreOffice proposes. */
const SEPARATORS = ["44", "59", "9", "44/59/9"];

test("no description becomes a formula in CSV or TSV, or hides a row, whatever the separator", {
  skip,
}, async () => {
  const rows = HOSTILE.map((description, index) =>
    row({ functionName: `f-${index}`, region: "r", description, runtime: `end-${index}` }),
  );
  const columns = ["functionName", "description", "runtime"] as const;
  const names = ["hostile-c.csv", "hostile-t.tsv"];
  writeFileSync(join(folder, "hostile-c.csv"), await written("csv", rows, { columns }));
  writeFileSync(join(folder, "hostile-t.tsv"), await written("tsv", rows, { columns }));
  for (const separator of SEPARATORS) {
    open(names, `--infilter=CSV:${separator},34,76,1`);
    for (const name of names) {
      const about = `${name} split at ${separator}`;
      const lines = shown(name, name.split(".")[0] ?? "").slice(1, -1);
      assert.equal(lines.length, rows.length, `${about}: ${lines.join("\n")}`);
      for (const [index, line] of lines.entries()) {
        assert.match(line, new RegExp(`^"?f-${index}\\b.*end-${index}"?,*$`), about);
        assert.doesNotMatch(line, /(^|,)2(,|$)/, `${about}: ${HOSTILE[index]}`);
      }
    }
  }
});
