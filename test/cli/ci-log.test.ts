/** In a CI system, no text of AWS or of the user becomes a command of the runner. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { estate, type Simulator, startSimulator } from "../../simulator/index.ts";
import { logFilter, withoutLogCommands } from "../../src/cli/output/ci-log.ts";
import { cleanEnv, program } from "../support/cli/program.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const HOSTILE = ["##[set-output name=exit-code]0", "::set-output name=x::1", "a ##vso[task.setvariable]b"];
/** What GitHub's runner and Azure's agent take for a command. */
const COMMAND = /##[\w-]*\[|^\s*::/m;

const cwd = temporaryDirectory("ci-log");
let simulator: Simulator;
let env: Record<string, string | undefined>;

before(async () => {
  const functions = HOSTILE.map((Description, index) => ({
    name: `f${index}`,
    Runtime: "nodejs18.x",
    Description,
  }));
  simulator = await startSimulator({
    estate: estate({
      accounts: [{ name: "::warning::x ##[error]y", functions: { "eu-west-1": functions } }],
    }),
  });
  env = cleanEnv(simulator.env());
});
after(() => simulator.close());

const SCAN = ["-r", "eu-west-1"];
const COLUMNS = ["--columns", "description,functionName"];

for (const variable of ["CI", "GITHUB_ACTIONS", "TF_BUILD"]) {
  test(`with ${variable} set, what is printed holds no command of a runner`, async () => {
    for (const format of ["table", "tsv", "csv", "json", "ndjson", "markdown"]) {
      const ended = await program([...SCAN, ...COLUMNS, "-f", format], {
        env: { ...env, [variable]: "true" },
        cwd,
      });
      assert.doesNotMatch(ended.stdout, COMMAND, format);
      assert.match(ended.stdout, /set-output name/, format);
      if (format === "json") {
        const texts = JSON.parse(ended.stdout).functions.map(
          ({ description }: { description: string }) => description,
        );
        assert.deepEqual(texts, HOSTILE, "JSON holds the values as they are");
      }
    }
  });
}

test("with CI set, errors and warnings hold no command of a runner", async () => {
  const ended = await program(["--format", "##[x]y"], { env: { ...env, CI: "true" }, cwd });
  assert.equal(ended.code, 2);
  assert.match(ended.stderr, /# #\[x\]y/);
  assert.doesNotMatch(ended.stderr, COMMAND);
});

test("outside CI, and with CI=false, text stays as it is", async () => {
  for (const CI of [undefined, "false", "0", ""]) {
    const ended = await program([...SCAN, ...COLUMNS, "-f", "tsv"], { env: { ...env, CI }, cwd });
    assert.ok(ended.stdout.includes(HOSTILE[0] ?? ""), `CI=${CI}`);
  }
});

test("in CI, a file is data: --output and stdout that was redirected to a file stay as they are", async () => {
  const main = join(import.meta.dirname, "../../dist/main.js");
  const run = async (argv: string[], stdout: "pipe" | number) => {
    const child = spawn(process.execPath, [main, "-q", ...SCAN, ...COLUMNS, "-f", "tsv", ...argv], {
      cwd,
      env: { ...env, CI: "true" } as NodeJS.ProcessEnv,
      stdio: ["ignore", stdout, "ignore"],
    });
    const [code] = await once(child, "exit");
    assert.equal(code, 0);
  };
  const fd = openSync(join(cwd, "redirected.tsv"), "w");
  await run([], fd);
  closeSync(fd);
  await run(["-o", "named.tsv"], "pipe");
  for (const file of ["redirected.tsv", "named.tsv"]) {
    assert.ok(readFileSync(join(cwd, file), "utf8").includes(HOSTILE[0] ?? ""), file);
  }
});

test("in CI, bytes stay as they are", async () => {
  const ended = await program([...SCAN, "-f", "xlsx"], { env: { ...env, CI: "true" }, cwd });
  assert.equal(ended.code, 0);
  assert.match(ended.stdout, /^PK/);
});

test("in CI, only a standard stream that is a file is data", () => {
  const file = openSync(join(cwd, "data"), "w");
  const pipe = openSync("/dev/null", "w");
  const filtered = (stream: object, CI = "true") => logFilter({ CI }, stream)("##[x]");
  assert.equal(filtered({ fd: file }), "##[x]");
  for (const stream of [{ fd: pipe }, { fd: -1 }, { fd: "1" }, {}]) assert.equal(filtered(stream), "# #[x]");
  for (const CI of ["", "0", "False"]) assert.equal(filtered({ fd: pipe }, CI), "##[x]");
  assert.equal(filtered({ fd: pipe }, "yes, of 10"), "# #[x]");
  closeSync(file);
  closeSync(pipe);
});

test("commands are broken up wherever a runner would see one, and nothing else is touched", () => {
  const cases = {
    "::x": ": :x",
    "a\n \t::x::y": "a\n \t: :x::y",
    "###[x]": "## #[x]",
    "a ::x ##": "a ::x ##",
    "## Coverage [1]": "## Coverage [1]",
  };
  for (const [text, expected] of Object.entries(cases)) assert.equal(withoutLogCommands(text), expected);
  const startedAt = performance.now();
  withoutLogCommands("\n".repeat(200_000) + " ".repeat(200_000) + "##".repeat(100_000));
  assert.ok(performance.now() - startedAt < 10_000);
});
