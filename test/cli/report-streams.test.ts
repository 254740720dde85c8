/** `report` of a file that is too big for memory: the same bytes, the same errors, in little memory. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { createReadStream, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { isDeepStrictEqual, promisify } from "node:util";
import { startSimulator } from "../../simulator/index.ts";
import type { IndexEntry } from "../../src/cli/output/split-index.ts";
import { openReport } from "../../src/compare/saved-report.ts";
import type { FunctionRow } from "../../src/model/report.ts";
import { execute, MAIN } from "../support/cli/child.ts";
import { smallOrganization } from "../support/cli/estates.ts";
import { cleanEnv, type Ended, program } from "../support/cli/program.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const cwd = temporaryDirectory("report-streams");
const big = join(cwd, "big.json");
const MB = 1024 * 1024;
/** Smaller files are kept in memory. */
const BIG = 32 * MB;
/** Little more than that: each byte and each function takes time. */
const COPIES = 1_250;
const DESCRIPTION = "x".repeat(3_200);

before(async () => {
  const simulator = await startSimulator({ estate: smallOrganization() });
  const env = cleanEnv(simulator.env());
  const argv = ["--org", "-r", "eu-west-1,us-east-1", "--with", "tags", "-f", "json", "-o", "small.json"];
  await program(argv, { env, cwd });
  await simulator.close();
  writeFileSync(big, multiplied(readFileSync(join(cwd, "small.json"), "utf8")));
  assert.ok(statSync(big).size > BIG, String(statSync(big).size));
});

/** Every function many times, under other names. */
function multiplied(text: string): string {
  const { functions, ...rest } = JSON.parse(text);
  const rows = (functions as FunctionRow[]).flatMap((row) =>
    Array.from({ length: COPIES }, (_, i) => {
      const functionName = `${row.functionName}-${i}`;
      const description = `${row.description} ${DESCRIPTION}`;
      return JSON.stringify({ ...row, functionName, description, functionArn: `${row.functionArn}-${i}` });
    }),
  );
  const { tool, schemaVersion, startedAt, catalogue, ...tail } = rest;
  const head = JSON.stringify({ schemaVersion, tool, startedAt, catalogue }).slice(0, -1);
  return `${head},"functions":[\n${rows.join(",\n")}\n],${JSON.stringify(tail).slice(1)}\n`;
}

/** As a process, which may have a heap that is smaller than the rows. */
function report(argv: readonly string[], heapMb = 4_000): Promise<Ended> {
  const node = [`--max-old-space-size=${heapMb}`, MAIN, "report", "-q", ...argv];
  return execute(process.execPath, node, cleanEnv());
}

/** Less than the file has, and than its rows would need. */
const LITTLE = 40;

/** Standard input can be read only once, so its rows are kept in memory. */
async function fromStdin(...argv: string[]): Promise<string> {
  const child = execFile(process.execPath, [MAIN, "report", "-", "-q", ...argv], { maxBuffer: 200 * MB });
  createReadStream(big).pipe(child.stdin ?? process.stdout);
  let [text, errors] = ["", ""];
  child.stdout?.on("data", (chunk) => {
    text += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    errors += chunk;
  });
  const [code, signal] = await once(child, "close");
  assert.deepEqual([code, signal], [3, null], errors.slice(-500));
  return text;
}

for (const [heapMb, options] of [
  [LITTLE, ["-f", "tsv"]],
  [LITTLE, ["-f", "json", "--owner", "payments@*", "--within", "30"]],
  [undefined, ["-f", "csv", "--sort", "-runtime", "--as-of", "2028-01-01"]],
] as const) {
  const where = heapMb === undefined ? "" : ", in a smaller heap";
  test(`a big file is printed like one in memory: ${options.join(" ")}${where}`, async () => {
    const { stdout, code, stderr } = await report([big, ...options], heapMb);
    assert.equal(code, 3, stderr.slice(-500));
    assert.ok(stdout.length > MB);
    const fromMemory = await fromStdin(...options);
    assert.equal(stdout.length, fromMemory.length);
    assert.ok(stdout === fromMemory, "the same bytes");
  });
}

test("a mistake in its last row leaves stdout empty", async () => {
  const text = readFileSync(big, "utf8");
  const last = text.lastIndexOf('"runtimeStatus":"');
  writeFileSync(join(cwd, "bad.json"), `${text.slice(0, last)}"runtimeStatus":"odd${text.slice(last + 17)}`);
  writeFileSync(join(cwd, "cut.json"), text.slice(0, -20));
  for (const [file, message] of [
    ["bad.json", /bad\.json is not a valid .*functions\[\d+\]\.runtimeStatus is "odd/],
    ["cut.json", /cut\.json is cut off: it ends at line \d+, after \d+ functions/],
  ] as const) {
    const { code, stdout, stderr } = await report([join(cwd, file), "-f", "tsv"]);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, message);
  }
});

test("the HTML page is made without keeping the rows", async () => {
  const { code, stdout, stderr } = await report([big, "-f", "html"], LITTLE);
  assert.equal(code, 3, stderr.slice(-500));
  assert.equal(/<title>(.*)<\/title>/.exec(stdout)?.[1], "Lambda inventory: 8,750 functions");
});

/** A smaller heap than the rows of all values would need. */
test("--split-by keeps the rows of each value in little memory; printed whole, they are the same", async () => {
  const to = join(cwd, "split");
  const ended = await report([big, "-f", "ndjson", "--split-by", "runtime", "--output-dir", to], 64);
  assert.equal(ended.code, 3, ended.stderr.slice(-500));
  const index: IndexEntry[] = JSON.parse(readFileSync(join(to, "index.json"), "utf8"));
  assert.ok(index.length > 1);
  const lines = (text: string) => text.trimEnd().split("\n").sort();
  const parts = index.map(({ file }) => readFileSync(join(to, file), "utf8")).join("");
  const { code, stdout, stderr } = await report([big, "-f", "ndjson"], LITTLE);
  assert.equal(code, 3, stderr.slice(-500));
  assert.equal(lines(stdout).length, 7 * COPIES);
  assert.ok(isDeepStrictEqual(lines(parts), lines(stdout)));
});

test("a reader may take only the first lines", async () => {
  const script = `node ${MAIN} report big.json -f tsv | head -2 | wc -l; echo "\${PIPESTATUS[0]}"`;
  const { stdout } = await promisify(execFile)("bash", ["-c", script], { cwd });
  assert.deepEqual(stdout.split("\n"), ["2", "0", ""]);
});

test("a file that changes between its two readings is an error", async () => {
  const path = join(cwd, "changing.json");
  writeFileSync(path, readFileSync(big));
  const saved = await openReport(path, cwd);
  for (const text of [readFileSync(join(cwd, "small.json")), "{", '{"functions":[{"a":b}]}']) {
    writeFileSync(path, text);
    await assert.rejects(async () => {
      for await (const _ of saved.rows());
    }, /changing\.json changed while it was being read/);
  }
});

test("columns of --with stay when the filters keep no function", async () => {
  const argv = ["report", "small.json", "-f", "tsv", "--name", "nothing-*"];
  const { stdout } = await program(argv, { env: {}, cwd });
  assert.match(stdout, /^accountId\t.*\ttags\t.*\n$/);
});

test("versions that --sort has parted count as one function, in a big file and a small one", async () => {
  const { functions, ...rest } = JSON.parse(readFileSync(join(cwd, "small.json"), "utf8"));
  const [{ ...first }] = functions;
  const versions = (count: number, description: string) => ({
    ...rest,
    functions: ["$LATEST", "1"].flatMap((version) =>
      Array.from({ length: count }, (_, i) => ({ ...first, functionName: `fn-${i}`, version, description })),
    ),
  });
  for (const [name, count, description] of [
    ["few.json", 3, ""],
    ["many.json", 6_000, "x".repeat(3_200)],
  ] as const) {
    writeFileSync(join(cwd, name), JSON.stringify(versions(count, description)));
    const argv = ["report", name, "-f", "json", "--query", "summary.functions"];
    const { stdout, stderr } = await program(argv, { env: {}, cwd });
    assert.equal(stdout, `${count}\n`);
    assert.match(stderr, new RegExp(`^functions  ${count} \\(${2 * count} versions\\)`, "m"));
  }
  assert.ok(statSync(join(cwd, "many.json")).size > 33 * MB);
});
