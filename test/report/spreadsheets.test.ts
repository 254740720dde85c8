/** What LibreOffice makes of our files: opened without anybody looking, and written out again. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { renderXlsx } from "../../src/report/xlsx.ts";
import { CONTEXT, row, tail, written } from "../support/report/sample.ts";

const folder = mkdtempSync(join(tmpdir(), "spreadsheets-"));
after(() => rmSync(folder, { recursive: true }));

const skip = spawnSync("soffice", ["--version"]).status === 0 ? false : "LibreOffice is not here";

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

/** The second line of every sheet that LibreOffice shows when it opens the file. */
function quoted(file: string, ...how: string[]): string | undefined {
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
  const sheet = file.endsWith("xlsx") ? "Functions" : name;
  return readFileSync(join(folder, "out", `${name}-${sheet}.csv`), "utf8").split("\n")[1];
}

const KEPT = `000000000012,注文_x0041_,2025-09-01,-446,2026-10-14 22:29:47,"=HYPERLINK(""https://example.com"",""click"")"`;

test("xlsx opens with ids, Japanese, days and texts as they are", { skip }, async () => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of renderXlsx({ ...CONTEXT, columns: COLUMNS }, ROWS, tail(ROWS)))
    chunks.push(chunk);
  writeFileSync(join(folder, "book.xlsx"), Buffer.concat(chunks));
  assert.equal(quoted("book.xlsx"), KEPT);
});

test("CSV with a byte order mark keeps ids when their column is text, and formulas are text", {
  skip,
}, async () => {
  writeFileSync(join(folder, "marked.csv"), await written("csv", ROWS, { columns: COLUMNS, bom: true }));
  const line = quoted("marked.csv", "--infilter=CSV:44,34,76,1,1/2") ?? "";
  assert.match(line, /^000000000012,注文_x0041_,2025-09-01,-446,/);
  assert.match(line, /'=HYPERLINK/, "with its guard");
});

test("TSV opens the same way, and loses zeros when no column is set to text, as the document warns", {
  skip,
}, async () => {
  writeFileSync(join(folder, "tabs.tsv"), await written("tsv", ROWS, { columns: COLUMNS, bom: true }));
  assert.match(quoted("tabs.tsv", "--infilter=CSV:9,34,76,1") ?? "", /^12,注文_x0041_,2025-09-01,-446,/);
});
