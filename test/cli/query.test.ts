/** --query through the whole program. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type Simulator, startSimulator } from "../../simulator/index.ts";
import { smallOrganization } from "../support/cli/estates.ts";
import { cleanEnv, program } from "../support/cli/program.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const cwd = temporaryDirectory("query");
const SCAN = ["--org", "-r", "eu-west-1,us-east-1", "--account", "payments", "-q"];
let simulator: Simulator;
let env: Record<string, string | undefined>;

before(async () => {
  simulator = await startSimulator({ estate: smallOrganization() });
  env = cleanEnv(simulator.env());
  const { code } = await program([...SCAN, "-f", "json", "-o", "report.json"], { env, cwd });
  assert.equal(code, 0);
});
after(() => simulator.close());

const run = (...argv: string[]) => program(argv, { env, cwd });

test("prints the result of the expression, with the exit code of the scan", async () => {
  const query = "functions[?runtimeStatus!='supported'].[functionName,runtime]";
  const ended = await run(...SCAN, "--query", query, "--fail-on", "deprecated");
  assert.deepEqual([ended.code, ended.stderr], [1, ""]);
  assert.deepEqual(JSON.parse(ended.stdout), [
    ["fraud", null],
    ["invoice", "java8"],
    ["refund", "nodejs16.x"],
    ["unheard-of", "cobol85"],
  ]);
});

test("finds the same in a scan and in its saved report", async () => {
  const query = ["--query", "{f: functions, a: accounts, s: summary}"];
  const [scanned, merged] = [await run(...SCAN, ...query), await run("merge", "report.json", "-q", ...query)];
  assert.equal(scanned.stdout, merged.stdout);
  const report = JSON.parse(readFileSync(join(cwd, "report.json"), "utf8")) as Record<string, unknown>;
  assert.deepEqual(JSON.parse(scanned.stdout), {
    f: report.functions,
    a: report.accounts,
    s: report.summary,
  });
});

test("the keys of a function and the number of omitted functions are those of the JSON report", async () => {
  const ended = await run(...SCAN, "--limit", "2", "--query", "[keys(functions[0]), functionsLeftOut]");
  const json = JSON.parse((await run(...SCAN, "--limit", "2", "-f", "json")).stdout);
  assert.deepEqual(JSON.parse(ended.stdout), [Object.keys(json.functions[0]), json.functionsLeftOut]);
});

test("works with --columns, --sort, --output and TSV", async () => {
  const ended = await run(
    ...SCAN,
    "--sort=-codeSize",
    "--columns",
    "functionName",
    "--query",
    "functions[:2]",
    "-f",
    "tsv",
    "-o",
    "q.tsv",
  );
  assert.deepEqual([ended.code, ended.stdout], [0, ""]);
  assert.equal(readFileSync(join(cwd, "q.tsv"), "utf8"), "functionName\nledger\nfraud\n");
});

test("works on a comparison", async () => {
  const ended = await run("diff", "report.json", "report.json", "--query", "summary.unchanged");
  assert.deepEqual(ended, { code: 0, stdout: "6\n", stderr: "" });
});

test("rejects an unknown key anywhere in a comparison", async () => {
  const ended = await run("diff", "report.json", "report.json", "--query", "functions.moved[].old.runtim");
  assert.deepEqual([ended.code, ended.stdout], [2, ""]);
  assert.match(ended.stderr, /unknown key "runtim".*\n {2}Did you mean runtime\?/);
});

const BEFORE: readonly (readonly [readonly string[], RegExp])[] = [
  [
    ["--query", "functions["],
    /^lambda-inventory: --query: the expression is incomplete: "functions\["\n {2}It is JMESPath/,
  ],
  [["--query", ""], /--query: the expression is empty/],
  [["--query", "functions", "-f", "csv"], /--query cannot be combined with --format csv\n.*json or tsv/],
  [["--query", "summary", "--query", "functions"], /--query can be given only once/],
  [
    ["--query", "functions", "--group-by", "region"],
    /--group-by works only with --format table or markdown, not json/,
  ],
  [
    ["diff", "report.json", "--query", "summary", "-f", "markdown"],
    /--query cannot be combined with --format markdown/,
  ],
  [["merge", "report.json", "--query", "lenght(functions)"], /unknown function lenght\(\) at column 1/],
  [["--query", "functionz"], /--query: unknown key "functionz": "functionz"\n {2}Did you mean functions\?/],
  [
    ["diff", "report.json", "report.json", "--query", "sumary"],
    /unknown key "sumary".*\n {2}Did you mean summary\?/,
  ],
];

for (const [argv, message] of BEFORE) {
  test(`rejects ${argv.join(" ")} before anything is read`, async () => {
    const asked = simulator.requests.calls.length;
    const ended = await run(...argv);
    assert.deepEqual([ended.code, ended.stdout], [2, ""]);
    assert.match(ended.stderr, message);
    assert.equal(simulator.requests.calls.length, asked);
  });
}

test("a query that fails on the data is exit code 2 and leaves the file as it was", async () => {
  writeFileSync(join(cwd, "kept.json"), "before");
  const ended = await run(
    ...SCAN,
    "--query",
    "functions[?region=='eu-west-9'] | [0].functionName | length(@)",
    "-o",
    "kept.json",
  );
  assert.equal(ended.code, 2);
  assert.match(ended.stderr, /--query: argument 1 of length\(\) must be .*, not null: /);
  assert.equal(readFileSync(join(cwd, "kept.json"), "utf8"), "before");
});

test("the command line wins over the environment", async () => {
  const withEnv = (extra: Record<string, string>, ...argv: string[]) =>
    program(argv, { env: { ...env, ...extra }, cwd });
  const merge = ["merge", "report.json", "-q"];
  const query = { LAMBDA_INVENTORY_QUERY: "length(functions)" };
  assert.equal((await withEnv(query, ...merge)).stdout, "6\n");
  assert.match((await withEnv(query, ...merge, "-f", "csv")).stdout, /^accountId,/);
  const csv = { LAMBDA_INVENTORY_FORMAT: "csv" };
  assert.equal((await withEnv(csv, ...merge, "--query", "length(functions)")).stdout, "6\n");
});
