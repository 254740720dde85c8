/** What a new user does first, in the package as it is packed; on another Node too, see `installed.ts`. */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { estate, type Simulator, startSimulator } from "../../simulator/index.ts";
import { type Installed, installed, NODE, runIn } from "../support/package/installed.ts";

const ROOT = join(import.meta.dirname, "../..");
let project: Installed;
let simulator: Simulator;
let aws: Record<string, string>;

before(async () => {
  project = installed();
  simulator = await startSimulator({
    estate: estate({
      organization: false,
      accounts: [{ name: "one", functions: { "eu-west-1": ["charge nodejs24.x", "refund nodejs16.x"] } }],
    }),
  });
  aws = simulator.env() as Record<string, string>;
});
after(() => simulator?.close());

test("--version names the version, on this Node", async () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const ended = await runIn(project, ["lambda-inventory", "--version"]);
  assert.deepEqual(ended, { code: 0, stdout: `lambda-inventory ${version}\n`, stderr: "" });
  const { stdout } = await runIn(project, ["node", "--version"]);
  assert.equal(stdout, execFileSync(NODE, ["--version"], { encoding: "utf8" }));
});

test("-h fits a screen and --help shows every option", async () => {
  const short = await runIn(project, ["lambda-inventory", "-h"]);
  assert.equal(short.code, 0);
  assert.ok(short.stdout.trimEnd().split("\n").length <= 24, short.stdout);
  const long = await runIn(project, ["lambda-inventory", "--help"]);
  assert.match(long.stdout, /--max-attempts/);
});

test("demo shows an organization, and says on stderr what is missing in it", async () => {
  const { code, stdout, stderr } = await runIn(project, ["lambda-inventory", "demo", "--allow-incomplete"]);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /nodejs\d+\.x.*update-blocked/);
  assert.match(stderr, /not read/);
  assert.doesNotMatch(stderr, /Warning|\n\s+at /);
});

test("a scan reads what is there", async () => {
  const argv = [
    "lambda-inventory",
    "-r",
    "eu-west-1",
    "-f",
    "tsv",
    "--no-header",
    "--columns",
    "functionName,runtime",
  ];
  const { code, stdout, stderr } = await runIn(project, argv, aws);
  assert.deepEqual([code, stdout], [0, "charge\tnodejs24.x\nrefund\tnodejs16.x\n"], stderr);
});

/** What loads the script and shows what the shell made of it, and what it shows. */
const SHELLS = {
  bash: [
    'eval "$(lambda-inventory completion bash)"; complete -p lambda-inventory',
    /-F \w+ lambda-inventory$/m,
  ],
  zsh: [
    'autoload -U compinit; compinit -u -D; eval "$(lambda-inventory completion zsh)"; print $_comps[lambda-inventory]',
    /^_\S+$/m,
  ],
  fish: ["lambda-inventory completion fish | source; complete -C 'lambda-inventory run'", /^runtimes\t/m],
} as const;

for (const [shell, [script, shows]] of Object.entries(SHELLS)) {
  const missing = spawnSync(shell, ["-c", "true"]).status !== 0 && `${shell} is not installed`;
  test(`${shell} takes the completion script`, { skip: missing }, async () => {
    const { code, stdout, stderr } = await runIn(project, [shell, "-c", script]);
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, shows);
  });
}

const CONSUMER = `
import { collect, isDeprecated, isRead, scan, UserError } from "lambda-inventory";
import type { FunctionRow, Report } from "lambda-inventory";

const old: FunctionRow[] = [];
for await (const event of scan({ regions: ["eu-west-1"], within: 30 })) {
  if (event.kind === "target" && isRead(event.coverage.status))
    old.push(...event.functions.filter((fn) => isDeprecated(fn.runtimeStatus)));
}
const report: Report = await collect(scan({ regions: ["eu-west-1"] }));
const mistake = await scan({ regions: ["eu-west-9"] }).next().catch((error: unknown) => error);
const found: unknown = [old.map((fn) => fn.functionName), report.summary.functions, mistake instanceof UserError];
console.log(JSON.stringify(found));
`;
const CONFIG = {
  module: "nodenext",
  target: "es2023",
  lib: ["es2023", "dom"],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: false,
  outDir: "out",
  rootDir: ".",
};

/** What the compiler says of these files in the project. */
async function compile(files: Readonly<Record<string, string>>, more: object = {}) {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(project.folder, name), text);
  const config = { compilerOptions: { ...CONFIG, ...more }, files: Object.keys(files) };
  writeFileSync(join(project.folder, "tsconfig.json"), JSON.stringify(config));
  const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
  return runIn(project, [process.execPath, tsc, "-p", "."]);
}

test("a program that builds on it compiles without any other types, and runs", async () => {
  const compiled = await compile({ "consumer.ts": CONSUMER });
  assert.deepEqual(compiled, { code: 0, stdout: "", stderr: "" });
  const { stdout, stderr } = await runIn(project, ["node", "out/consumer.js"], aws);
  assert.deepEqual([stdout, stderr], ['[["refund"],2,true]\n', ""]);
});

test("CommonJS can require it", async () => {
  const script = 'console.log(typeof require("lambda-inventory").scan)';
  const { stdout, code } = await runIn(project, ["node", "--input-type=commonjs", "-e", script]);
  assert.deepEqual([stdout, code], ["function\n", 0]);
});
