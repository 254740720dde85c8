/** How LibreOffice reads our files: they are opened without a window and saved as text. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { renderXlsx } from "../../src/report/xlsx/render.ts";
import { CONTEXT, row, tail, written } from "../support/report/sample.ts";

const folder = mkdtempSync(join(tmpdir(), "spreadsheets-"));
after(() => rmSync(folder, { recursive: true }));

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

/** The lines of a sheet as LibreOffice shows it. */
function opened(file: string, sheet: string, ...how: string[]): readonly string[] {
  const argv = [
    "--headless",
    `-env:UserInstallation=file://${folder}/profile`,
    ...how,
    "--convert-to",
    AS_SHOWN,
  ];
  const { status, stderr } = spawnSync(
    "soffice",
    [...argv, "--outdir", join(folder, "out"), join(folder, file)],
    {
      encoding: "utf8",
    },
  );
  assert.equal(status, 0, stderr);
  const [name = ""] = file.split(".");
  return readFileSync(join(folder, "out", `${name}-${sheet}.csv`), "utf8").split("\n");
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
  const [title, , , heading, finding] = opened("book.xlsx", "What to do first");
  assert.match(title ?? "", /^What to do first,/);
  assert.match(heading ?? "", /^Deadline,What happens,Days left,Runtime,Status,Functions,Accounts,Move to$/);
  assert.match(finding ?? "", /^2027-02-03,creation blocked,74,nodejs18\.x,deprecated,1,1,nodejs24\.x$/);
});

test("CSV with a byte order mark keeps ids when their column is text, and formulas are text", {
  skip,
}, async () => {
  writeFileSync(join(folder, "marked.csv"), await written("csv", ROWS, { columns: COLUMNS, bom: true }));
  const line = opened("marked.csv", "marked", "--infilter=CSV:44,34,76,1,1/2")[1] ?? "";
  assert.match(line, /^000000000012,注文_x0041_,2025-09-01,-446,/);
  assert.match(line, /'=HYPERLINK/, "with its guard");
});

test("TSV opens the same way, and loses zeros when no column is set to text, as the document warns", {
  skip,
}, async () => {
  writeFileSync(join(folder, "tabs.tsv"), await written("tsv", ROWS, { columns: COLUMNS, bom: true }));
  assert.match(
    opened("tabs.tsv", "tabs", "--infilter=CSV:9,34,76,1")[1] ?? "",
    /^12,注文_x0041_,2025-09-01,-446,/,
  );
});
