/** xlsx and --bom through the whole program. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { readXlsx } from "hucre/xlsx";
import { type Simulator, startSimulator } from "../../simulator/index.ts";
import { smallOrganization } from "../support/cli/estates.ts";
import { cleanEnv, program } from "../support/cli/program.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const cwd = temporaryDirectory("spreadsheets");
const SCAN = ["--org", "-r", "eu-west-1,us-east-1", "-q"];
let simulator: Simulator;
let env: Record<string, string | undefined>;

before(async () => {
  simulator = await startSimulator({ estate: smallOrganization() });
  env = cleanEnv(simulator.env());
});
after(() => simulator.close());

test("a workbook has every function and the whole ledger", async () => {
  const ended = await program([...SCAN, "-f", "xlsx", "-o", "book.xlsx"], { env, cwd });
  assert.deepEqual(ended, { code: 3, stdout: "", stderr: "" });
  const { sheets } = await readXlsx(readFileSync(join(cwd, "book.xlsx")));
  assert.deepEqual(
    sheets.map(({ name, rows }) => [name, rows.length]),
    [
      ["What to do first", 10],
      ["Functions", 8],
      ["Coverage", 6],
    ],
  );
});

test("a workbook is not written to a terminal, and nothing is scanned", async () => {
  const ended = await program([...SCAN, "-f", "xlsx"], { env, cwd, terminal: 80 });
  assert.deepEqual([ended.code, ended.stdout], [2, ""]);
  assert.match(
    ended.stderr,
    /refusing to write xlsx to a terminal\n {2}Write it to a file: --output FILE\.xlsx\./,
  );
});

test("--bom marks CSV, and is rejected for other formats", async () => {
  const csv = await program([...SCAN, "-f", "csv", "--bom"], { env, cwd });
  assert.match(csv.stdout, /^\ufeffaccountId,/);
  const json = await program([...SCAN, "-f", "json", "--bom"], { env, cwd });
  assert.deepEqual([json.code, json.stdout], [2, ""]);
  assert.match(
    json.stderr,
    /--bom works only with --format csv or tsv, not json\n {2}Use one of these formats, or omit --bom/,
  );
});
