/** `trend` of reports that are too big for memory: rows are counted as they are read, and not kept. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { closeSync, createReadStream, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { execute, MAIN } from "../support/cli/child.ts";
import { program } from "../support/cli/program.ts";
import { A, reportOf } from "../support/compare/reports.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const cwd = temporaryDirectory("trend-streams");

const FUNCTIONS = 80_000;
/** The rows as objects take several times as much, even without the text of the file. */
const HEAP_MB = 40;

before(() => {
  save("old.json", "2026-11-02", 6_000);
  save("new.json", "2026-11-23", 4_000);
});

/** The first functions are on a deprecated runtime. */
function save(path: string, day: string, deprecated: number): void {
  const startedAt = `${day}T08:00:00.000Z`;
  const functions = ["nodejs20.x", "nodejs22.x"].map((runtime) => ({
    functionName: "",
    runtime,
    owner: "a",
  }));
  const cell = { accountId: A, region: "eu-west-1", read: FUNCTIONS };
  const report = reportOf([{ ...cell, functions }], { startedAt });
  const [old, fine] = report.functions.map((row) => JSON.stringify(row));
  const [head = "", tail = ""] = JSON.stringify({ ...report, functions: [] }).split('"functions":[]');
  const file = openSync(join(cwd, path), "w");
  writeSync(file, `${head}"functions":[`);
  for (let i = 0; i < FUNCTIONS; i++) {
    const row = (i < deprecated ? old : fine) ?? "";
    writeSync(file, `${i > 0 ? ",\n" : ""}${row.replace('"functionName":""', `"functionName":"f${i}"`)}`);
  }
  writeSync(file, `]${tail}`);
  closeSync(file);
}

const node = [`--max-old-space-size=${HEAP_MB}`, MAIN, "trend", "-f", "json"];

function check(stdout: string): void {
  const rows: readonly Readonly<Record<string, unknown>>[] = JSON.parse(stdout).rows;
  assert.deepEqual(
    rows.map((row) => [row.functions, row.byStatus, row.new, row.fixed, row.stillOpen]),
    [
      [FUNCTIONS, { supported: FUNCTIONS - 6_000, deprecated: 6_000 }, null, null, null],
      [FUNCTIONS, { supported: FUNCTIONS - 4_000, deprecated: 4_000 }, 0, 2_000, 4_000],
    ],
  );
}

test("the heap may be smaller than the rows of one report", async () => {
  const files = ["old.json", "new.json"].map((name) => join(cwd, name));
  const { code, stdout, stderr } = await execute(process.execPath, [...node, ...files], process.env);
  assert.equal(code, 0, stderr.slice(-500));
  check(stdout);
});

test("the same holds for standard input", async () => {
  const child = execFile(process.execPath, [...node, "-", "old.json"], { cwd });
  createReadStream(join(cwd, "new.json")).pipe(child.stdin ?? process.stdout);
  let stdout = "";
  child.stdout?.on("data", (chunk) => {
    stdout += chunk;
  });
  const code = await new Promise((done) => child.on("close", done));
  assert.equal(code, 0);
  check(stdout);
});

test("rows that were saved before owners existed get them from their tags", async () => {
  const functions = [{ functionName: "f", tags: { Owner: "search" } }];
  const report = reportOf([{ accountId: A, region: "eu-west-1", functions }]);
  const older = report.functions.map(
    ({ owner, ownerSource, managedBy, action, dueDate, dueEvent, ...row }) => row,
  );
  writeFileSync(join(cwd, "older.json"), JSON.stringify({ ...report, functions: older }));
  const { stdout, stderr } = await program(["trend", "older.json", "--group-by", "owner", "-f", "json"], {
    env: {},
    cwd,
  });
  assert.equal(JSON.parse(stdout).rows[0]?.owner, "search", stderr);
});
