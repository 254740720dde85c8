import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type Simulator, startSimulator } from "../../simulator/index.ts";
import { smallOrganization } from "../support/cli/estates.ts";
import { program } from "../support/cli/program.ts";
import { forget } from "../support/simulator/waiting.ts";
import { temporaryDirectory } from "../support/temporary.ts";

let simulator: Simulator;
before(async () => {
  simulator = await startSimulator({ estate: smallOrganization() });
});
after(() => simulator.close());

const SCAN = ["-r", "eu-west-1", "-f", "tsv", "-q"];
const folder = () => temporaryDirectory("output");
const run = (argv: readonly string[], cwd: string) => program(argv, { env: simulator.env(), cwd });

test("--output and --coverage are written beside each other, and stdout stays empty", async () => {
  const cwd = folder();
  const { code, stdout } = await run([...SCAN, "-o", "all.tsv", "--coverage", "ledger.tsv"], cwd);
  assert.deepEqual([code, stdout], [0, ""]);
  assert.deepEqual(readdirSync(cwd).sort(), ["all.tsv", "ledger.tsv"]);
  const [header, row, end] = readFileSync(join(cwd, "ledger.tsv"), "utf8").split("\n");
  assert.equal(header, "accountId\taccountName\tregion\tstatus\tstage\tcode\tmessage\tfunctions\tdurationMs");
  assert.match(row ?? "", /^111111111111\t\teu-west-1\tok\tfunctions\t\t\t1\t\d+$/);
  assert.equal(end, "");
});

test("the ledger as JSON, by the extension of its file, in upper or lower case", async () => {
  const cwd = folder();
  for (const name of ["ledger.json", "LEDGER.JSON"]) {
    await run([...SCAN, "--coverage", name], cwd);
    const rows = JSON.parse(readFileSync(join(cwd, name), "utf8"));
    assert.deepEqual([rows.length, rows[0].status, rows[0].region], [1, "ok", "eu-west-1"]);
  }
});

test("a --resume report that cannot be read is an error before any request", async () => {
  await forget(simulator);
  const { code, stdout, stderr } = await run([...SCAN, "--resume", "absent.json"], folder());
  assert.deepEqual([code, stdout, simulator.requests.total], [2, "", 0]);
  assert.match(stderr, /report absent\.json: no such file/);
});

test("an old report stays unchanged when the new one cannot be made", async () => {
  const cwd = folder();
  writeFileSync(join(cwd, "report.json"), "the old one");
  const { code } = await program(["-o", "report.json", "-f", "json"], {
    env: { ...simulator.env(), AWS_SECRET_ACCESS_KEY: "wrong" },
    cwd,
  });
  assert.equal(code, 2);
  assert.deepEqual(
    [readdirSync(cwd), readFileSync(join(cwd, "report.json"), "utf8")],
    [["report.json"], "the old one"],
  );
});

test("a directory that does not exist is an error before anything is scanned", async () => {
  await forget(simulator);
  const { code, stdout, stderr } = await run([...SCAN, "-o", "no/such/report.tsv"], folder());
  assert.deepEqual([code, stdout, simulator.requests.total], [2, "", 0]);
  assert.match(stderr, /no\/such/);
});

for (const [argv, name] of [
  [["-o", "/proc/report.tsv"], '--output: "/proc"'],
  [["--coverage", "/proc/coverage.tsv"], '--coverage: "/proc"'],
  [["--split-by", "owner", "--output-dir", "/proc/reports/new"], "cannot write /proc/reports/new"],
] as const)
  test(`a place that takes no files is an error before anything is scanned: ${argv.join(" ")}`, {
    skip: !existsSync("/proc/self"),
  }, async () => {
    await forget(simulator);
    const { code, stdout, stderr } = await run([...SCAN, ...argv], folder());
    assert.deepEqual([code, stdout, simulator.requests.total], [2, "", 0]);
    const reason = "the file system does not allow new files or directories there";
    assert.equal(stderr, `lambda-inventory: ${name}: ${reason}\n  Choose another path.\n`);
  });

test("what keeps a path from being looked up is the reason that is reported", async () => {
  const long = "n".repeat(300);
  const { code, stderr } = await run([...SCAN, "-o", `${long}/report.tsv`], folder());
  assert.equal(code, 2);
  assert.match(stderr, /--output: ".*": the name is too long\n {2}Choose a shorter name\.\n$/);
});

test("a directory of other files is an error before anything is scanned", async () => {
  const cwd = folder();
  writeFileSync(join(cwd, "index.html"), "mine");
  await forget(simulator);
  const argv = ["-r", "eu-west-1", "--split-by", "owner", "--output-dir", "."];
  const { code, stderr } = await run(argv, cwd);
  assert.deepEqual([code, simulator.requests.total, readdirSync(cwd)], [2, 0, ["index.html"]]);
  assert.match(stderr, /index\.html was not written by --split-by/);
});

test("a device is written to, not replaced", async () => {
  const { code } = await run([...SCAN, "-o", "/dev/null"], folder());
  assert.equal(code, 0);
  assert.ok(statSync("/dev/null").isCharacterDevice());
});

test("a full device is an error", { skip: !existsSync("/dev/full") }, async () => {
  for (const argv of [
    [...SCAN, "-o", "/dev/full"],
    [...SCAN, "--coverage", "full.tsv"],
    ["role", "-o", "/dev/full"],
  ]) {
    const cwd = folder();
    symlinkSync("/dev/full", join(cwd, "full.tsv"));
    const { code, stderr } = await run(argv, cwd);
    const name = argv.at(-1);
    assert.deepEqual(
      [code, stderr.split("\n")[0]],
      [2, `lambda-inventory: cannot write ${name}: the disk is full`],
    );
  }
});

test("a full disk is an error that leaves no partial file", async (t) => {
  const cwd = folder();
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=4k", "tmpfs", cwd], { stdio: "ignore" });
  } catch {
    return t.skip("mounting a small file system needs root");
  }
  t.after(() => execFileSync("umount", [cwd]));
  writeFileSync(join(cwd, "filler"), "x".repeat(4_096));
  const { code, stderr } = await run([...SCAN, "-o", "report.tsv"], cwd);
  assert.equal(code, 2);
  assert.match(stderr, /cannot write report\.tsv: the disk is full/);
  assert.deepEqual(readdirSync(cwd), ["filler"]);
});
