/** Destinations that are not plain files, and names that are not valid. */
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { chownSync, readdirSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { estate, type Simulator, startSimulator } from "../../simulator/index.ts";
import { execute, MAIN } from "../support/cli/child.ts";
import { smallOrganization } from "../support/cli/estates.ts";
import { cleanEnv, program } from "../support/cli/program.ts";
import { forget, until } from "../support/simulator/waiting.ts";
import { temporaryDirectory } from "../support/temporary.ts";

let simulator: Simulator;
before(async () => {
  simulator = await startSimulator({ estate: smallOrganization() });
});
after(() => simulator.close());

const isRoot = process.geteuid?.() === 0;
const SCAN = ["-r", "eu-west-1", "-f", "tsv", "-q"];
const folder = () => temporaryDirectory("output-special");
const run = (argv: readonly string[], cwd: string) => program(argv, { env: simulator.env(), cwd });

test("a name as long as the file system takes is written; a longer one is an error", async () => {
  const cwd = folder();
  for (const option of ["-o", "--coverage"]) {
    for (const length of [240, 255]) {
      const name = `${"n".repeat(length - 4)}.tsv`;
      assert.equal((await run([...SCAN, option, name], cwd)).code, 0, String(length));
      assert.ok(readdirSync(cwd).includes(name));
    }
    const { code, stdout, stderr } = await run([...SCAN, option, `${"n".repeat(252)}.tsv`], cwd);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, /the name is too long/);
    assert.doesNotMatch(stderr, /\n {4}at /);
  }
});

test("a loop of symbolic links is an error", async () => {
  const cwd = folder();
  symlinkSync("b.tsv", join(cwd, "a.tsv"));
  symlinkSync("a.tsv", join(cwd, "b.tsv"));
  await forget(simulator);
  for (const option of ["-o", "--coverage"]) {
    const { code, stdout, stderr } = await run([...SCAN, option, "a.tsv"], cwd);
    assert.deepEqual([code, stdout, simulator.requests.total], [2, "", 0]);
    assert.match(stderr, /too many symbolic links/);
    assert.doesNotMatch(stderr, /\n {4}at /);
  }
});

test("a socket is not written to", async (t) => {
  const cwd = folder();
  const server = createServer().listen(join(cwd, "socket.tsv"));
  t.after(() => server.close());
  await new Promise((done) => server.once("listening", done));
  const { code, stderr } = await run([...SCAN, "-o", "socket.tsv"], cwd);
  assert.equal(code, 2);
  assert.match(stderr, /it is a socket or a block device/);
});

test("a FIFO of another user does not receive the report", { skip: !isRoot && "it takes root" }, async () => {
  const cwd = folder();
  execFileSync("mkfifo", [join(cwd, "fifo.tsv")]);
  chownSync(join(cwd, "fifo.tsv"), 1234, 1234);
  const { code, stdout, stderr } = await run([...SCAN, "-o", "fifo.tsv"], cwd);
  assert.deepEqual([code, stdout], [2, ""]);
  assert.match(stderr, /cannot write fifo\.tsv: it belongs to another user/);
});

test("a FIFO gets the report when a reader comes late, and one that is slow gets all of it", async (t) => {
  const cwd = folder();
  execFileSync("mkfifo", [join(cwd, "fifo.csv")]);
  // More than the 64 KiB that a pipe holds.
  const functions = Array.from({ length: 400 }, (_, i) => ({
    name: `fn-${i}`,
    Description: "x".repeat(250),
  }));
  const big = await startSimulator({
    estate: estate({ organization: false, accounts: [{ functions: { "eu-west-1": functions } }] }),
  });
  t.after(() => big.close());
  const argv = ["-r", "eu-west-1", "-q", "-f", "csv", "-o", "fifo.csv"];
  const command = `(sleep 1; { sleep 0.5; wc -l; } <fifo.csv) & "${process.execPath}" "${MAIN}" ${argv.join(" ")}; echo "code $?"; wait`;
  const { stdout } = await execute("bash", ["-c", `cd ${cwd}; ${command}`], cleanEnv(big.env()));
  assert.match(stdout, /^401$/m);
  assert.match(stdout, /^code 0$/m);
});

test("a reader that closes a FIFO is not an error", async () => {
  const cwd = folder();
  execFileSync("mkfifo", [join(cwd, "fifo.html")]);
  const argv = ["-r", "eu-west-1", "-q", "-f", "html", "-o", "fifo.html"];
  const command = `head -c 10 fifo.html & "${process.execPath}" "${MAIN}" ${argv.join(" ")}; echo "code $?"`;
  const { stdout, stderr } = await execute(
    "bash",
    ["-c", `cd ${cwd}; ${command}`],
    cleanEnv(simulator.env()),
  );
  assert.match(stdout, /code 0\n/);
  assert.equal(stderr, "");
});

test("a FIFO without a reader does not outlive the second signal", async () => {
  const cwd = folder();
  execFileSync("mkfifo", [join(cwd, "fifo.tsv")]);
  await forget(simulator);
  const child = spawn(process.execPath, [MAIN, "-r", "eu-west-1", "-v", "-o", "fifo.tsv"], {
    env: cleanEnv(simulator.env()) as NodeJS.ProcessEnv,
    cwd,
  });
  const closed = new Promise((done) => child.once("close", done));
  let log = "";
  child.stderr.on("data", (chunk) => {
    log += chunk;
  });
  await until(() => /functions 200/.test(log));
  // Two of one kind that arrive together would be one. Which of these arrives first is up to the system.
  child.kill("SIGINT");
  child.kill("SIGTERM");
  const code = await Promise.race([closed, sleep(60_000, "still running", { ref: false })]);
  child.kill("SIGKILL");
  assert.ok(code === 130 || code === 143, `exit code ${code}`);
});

test("/dev/stdout and a process substitution are written in place", async () => {
  const base = `"${process.execPath}" "${MAIN}" ${SCAN.join(" ")}`;
  for (const command of [
    `${base} -o /dev/stdout | cat`,
    `${base} -o >(cat)`,
    `${base} -o /dev/fd/3 3>&1 | cat`,
  ]) {
    const { stdout, stderr } = await execute("bash", ["-c", command], cleanEnv(simulator.env()));
    assert.match(stdout, /^accountId\t.*\n111111111111\t/, command);
    assert.equal(stderr, "");
  }
});
