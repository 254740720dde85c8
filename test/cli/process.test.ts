/** The built program with real pipes, and its internal errors. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { estate, type Simulator, startSimulator } from "../../simulator/index.ts";
import { type Environment, execute, MAIN } from "../support/cli/child.ts";
import { cleanEnv } from "../support/cli/program.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const MANY = 700;
const directory = temporaryDirectory("process");
let simulator: Simulator;
let env: Environment;

before(async () => {
  simulator = await startSimulator({
    estate: estate({
      organization: false,
      accounts: [
        {
          name: "big",
          functions: {
            "eu-west-1": Array.from({ length: MANY }, (_, i) => ({
              name: `fn-${String(i).padStart(4, "0")}`,
              Runtime: "nodejs20.x",
              Description: "x".repeat(400),
            })),
            "us-east-1": ["one python3.9"],
          },
        },
      ],
    }),
  });
  env = cleanEnv(simulator.env());
});
after(() => simulator.close());

test("--version is one line with the version of the package", () => {
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8"));
  const { stdout, status } = spawnSync(process.execPath, [MAIN, "--version"], { encoding: "utf8" });
  assert.deepEqual([stdout, status], [`lambda-inventory ${version}\n`, 0]);
});

test("--help prints on stdout with exit code 0, -h fits a screen of 24 × 80", () => {
  const full = spawnSync(process.execPath, [MAIN, "--help"], { encoding: "utf8" });
  assert.equal(full.status, 0);
  assert.match(full.stdout, /--exclude-region/);
  const short = spawnSync(process.execPath, [MAIN, "-h"], { encoding: "utf8" });
  const lines = short.stdout.trimEnd().split("\n");
  assert.ok(lines.length <= 24 && lines.every((line) => line.length <= 80), short.stdout);
});

test("a report of more than 300 kB arrives complete through a pipe", async () => {
  const { stdout, code } = await execute(process.execPath, [MAIN, "-f", "tsv", "-q"], env);
  assert.equal(code, 0);
  assert.ok(stdout.length > 300_000, `${stdout.length} bytes`);
  assert.equal(stdout.trimEnd().split("\n").length, MANY + 2);
});

test("a reader that closes the pipe is not an error", async () => {
  const command = `"${process.execPath}" "${MAIN}" -f tsv | head -n 2; echo "codes \${PIPESTATUS[*]}"`;
  const { stdout, stderr } = await execute("bash", ["-c", command], env);
  assert.equal(stderr, "");
  const lines = stdout.trimEnd().split("\n");
  assert.deepEqual([lines.length, lines[2]], [3, "codes 0 0"]);
});

test("a reader that closes the pipe has what it wanted from saved reports, too: their findings do not count", async () => {
  const saved = join(directory, "saved.json");
  await execute(process.execPath, [MAIN, "-q", "-o", saved], env);
  for (const command of ["report", "merge"]) {
    const program = `"${process.execPath}" "${MAIN}" ${command} "${saved}" -f tsv --fail-on deprecated`;
    const piped = `${program} | head -n 2 >/dev/null; echo "codes \${PIPESTATUS[*]}"`;
    const { stdout, stderr } = await execute("bash", ["-c", piped], env);
    assert.deepEqual([stdout, stderr], ["codes 0 0\n", ""], command);
  }
});

test("a reader that closes the pipe at once is not an error: help, and messages on stderr", async () => {
  const program = `"${process.execPath}" "${MAIN}"`;
  for (const command of [
    `${program} --help | true; echo "codes \${PIPESTATUS[*]}"`,
    `${program} completion bash | true; echo "codes \${PIPESTATUS[*]}"`,
    `${program} -r us-east-1 -f tsv 2>&1 >/dev/null | true; echo "codes \${PIPESTATUS[*]}"`,
  ]) {
    const { stdout, stderr } = await execute("bash", ["-c", command], env);
    assert.deepEqual([stdout, stderr], ["codes 0 0\n", ""], command);
  }
});

for (const argv of ["-f tsv -q -r us-east-1", "-q -r us-east-1", "--help", "runtimes -q"]) {
  test(`a full disk behind stdout is an error: ${argv}`, { skip: !existsSync("/dev/full") }, async () => {
    const command = `"${process.execPath}" "${MAIN}" ${argv} > /dev/full`;
    const { code, stderr } = await execute("bash", ["-c", command], env);
    assert.equal(code, 2, stderr);
    assert.match(stderr, /^lambda-inventory: cannot write to stdout: the disk is full\n {2}\S.*\n$/);
  });
}

test("an internal error ends with exit code 3 and shows no data", async () => {
  // As soon as the program is there to report it.
  const fault = `const e = Object.assign(new Error("boom"), { body: "secret" });
    const timer = setInterval(() => {
      if (process.listenerCount("uncaughtException") === 0) return;
      clearInterval(timer);
      Promise.reject(e);
    }, 1);`;
  // Encoded, since the stack shows the URL of the module.
  const preload = `data:text/javascript;base64,${Buffer.from(fault).toString("base64")}`;
  const { code, stderr } = await execute(process.execPath, ["--import", preload, MAIN, "-f", "tsv"], env);
  assert.equal(code, 3);
  assert.match(stderr, /lambda-inventory: internal error; please report it:\n {2}Error: boom\n/);
  assert.doesNotMatch(stderr, /secret/);
});
