/** Files that are written: through symbolic links, with the right mode, and without leftovers of killed runs. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { type Simulator, startSimulator } from "../../simulator/index.ts";
import { MAIN } from "../support/cli/child.ts";
import { smallOrganization } from "../support/cli/estates.ts";
import { cleanEnv, program } from "../support/cli/program.ts";
import { temporaryDirectory } from "../support/temporary.ts";

let simulator: Simulator;
before(async () => {
  simulator = await startSimulator({ estate: smallOrganization() });
});
after(() => simulator.close());

const isRoot = process.geteuid?.() === 0;
const SCAN = ["-r", "eu-west-1", "-q"];
const folder = () => temporaryDirectory("output-files");
const run = (argv: readonly string[], cwd: string) => program(argv, { env: simulator.env(), cwd });
const mode = (...path: string[]) => (statSync(join(...path)).mode & 0o7777).toString(8);

/** Every way to write a file, and the arguments that name it. */
const WRITERS: readonly (readonly [string, readonly string[]])[] = [
  ["report in text", [...SCAN, "-f", "tsv", "-o"]],
  ["report in bytes", [...SCAN, "-f", "xlsx", "-o"]],
  ["coverage", [...SCAN, "--coverage"]],
  ["query", [...SCAN, "-f", "json", "--query", "summary", "-o"]],
  ["accounts", ["accounts", "-q", "-o"]],
  ["runtimes", ["runtimes", "-q", "-o"]],
  ["role", ["role", "-o"]],
];

for (const [what, argv] of WRITERS) {
  test(`a link stays a link, and the file that it points to keeps its mode: ${what}`, async () => {
    const cwd = folder();
    mkdirSync(join(cwd, "kept"));
    writeFileSync(join(cwd, "kept/old.tsv"), "old");
    chmodSync(join(cwd, "kept/old.tsv"), 0o600);
    symlinkSync("kept/old.tsv", join(cwd, "report.tsv"));
    const { code, stderr } = await run([...argv, "report.tsv"], cwd);
    assert.equal(code, 0, stderr);
    assert.ok(lstatSync(join(cwd, "report.tsv")).isSymbolicLink());
    assert.notEqual(readFileSync(join(cwd, "kept/old.tsv"), "utf8"), "old");
    assert.equal(mode(cwd, "kept/old.tsv"), "600");
    assert.deepEqual(
      [readdirSync(cwd).sort(), readdirSync(join(cwd, "kept"))],
      [["kept", "report.tsv"], ["old.tsv"]],
    );
  });
}

test("a link through a linked directory is followed as the system follows it", async () => {
  const cwd = folder();
  mkdirSync(join(cwd, "deep/inner"), { recursive: true });
  symlinkSync("deep/inner", join(cwd, "linked"));
  symlinkSync("../target.tsv", join(cwd, "deep/inner/report.tsv"));
  assert.equal((await run([...SCAN, "-o", "linked/report.tsv"], cwd)).code, 0);
  assert.deepEqual(readdirSync(join(cwd, "deep")).sort(), ["inner", "target.tsv"]);
});

test("a report and a ledger that lead to the same file are an error", async () => {
  const cwd = folder();
  mkdirSync(join(cwd, "kept"));
  symlinkSync("kept", join(cwd, "linked"));
  symlinkSync("kept/one.tsv", join(cwd, "two.tsv"));
  for (const other of ["kept/one.tsv", "linked/one.tsv", "two.tsv"]) {
    const { code, stderr } = await run([...SCAN, "-o", "kept/one.tsv", "--coverage", other], cwd);
    assert.equal(code, 2);
    assert.match(stderr, /is the same file as/);
  }
});

test("a new report follows the umask, an existing one keeps its mode", async () => {
  const before = process.umask(0o027);
  try {
    const cwd = folder();
    for (const kept of [0o600, 0o664, 0o444]) {
      const name = `${kept.toString(8)}.tsv`;
      writeFileSync(join(cwd, name), "");
      chmodSync(join(cwd, name), kept);
      if (kept === 0o444 && !isRoot) continue;
      await run([...SCAN, "-o", name], cwd);
      assert.equal(mode(cwd, name), kept.toString(8));
    }
    await run([...SCAN, "-o", "new.tsv", "--coverage", "ledger.tsv"], cwd);
    assert.deepEqual([mode(cwd, "new.tsv"), mode(cwd, "ledger.tsv")], ["640", "640"]);
  } finally {
    process.umask(before);
  }
});

test("an existing report keeps its owner and group", { skip: !isRoot && "it takes root" }, async () => {
  const cwd = folder();
  writeFileSync(join(cwd, "report.tsv"), "");
  chownSync(join(cwd, "report.tsv"), 1234, 2345);
  chmodSync(join(cwd, "report.tsv"), 0o664);
  await run([...SCAN, "-o", "report.tsv"], cwd);
  const { uid, gid } = statSync(join(cwd, "report.tsv"));
  assert.deepEqual([uid, gid, mode(cwd, "report.tsv")], [1234, 2345, "664"]);
});

test("files and links of other users in a shared directory are refused", {
  skip: !isRoot && "it takes root",
}, async () => {
  const cwd = folder();
  chmodSync(cwd, 0o1777);
  writeFileSync(join(cwd, "victim"), "mine");
  symlinkSync("victim", join(cwd, "link.tsv"));
  writeFileSync(join(cwd, "file.tsv"), "theirs");
  const lchown = (await import("node:fs")).lchownSync;
  lchown(join(cwd, "link.tsv"), 1234, 1234);
  chownSync(join(cwd, "file.tsv"), 1234, 1234);
  for (const name of ["link.tsv", "file.tsv"]) {
    const { code, stderr } = await run([...SCAN, "-o", name], cwd);
    assert.equal(code, 2);
    assert.match(stderr, /it belongs to another user/);
  }
  assert.equal(readFileSync(join(cwd, "victim"), "utf8"), "mine");
});

test("the next run to the same name removes what a killed one left, and nothing else", async (t) => {
  const cwd = folder();
  const slow = await startSimulator({
    estate: smallOrganization(),
    latencyMs: ({ action }) => (action === "ListFunctions" ? 60_000 : 0),
  });
  t.after(() => slow.close());
  const start = (...argv: string[]) =>
    spawn(process.execPath, [MAIN, ...SCAN, ...argv], {
      env: cleanEnv(slow.env()) as NodeJS.ProcessEnv,
      cwd,
    });
  const hidden = () => readdirSync(cwd).filter((name) => name.startsWith("."));
  const killed = start("-o", "report.tsv", "--coverage", "ledger.tsv");
  await until(() => hidden().length === 2);
  killed.kill("SIGKILL");
  await new Promise((done) => killed.once("close", done));
  assert.equal(hidden().length, 2);
  writeFileSync(join(cwd, ".report.tsv.tmp"), "not ours");

  const running = start("-o", "report.tsv");
  await until(() => hidden().some((name) => name.includes(`.${running.pid}.`)));
  const [other] = hidden().filter((name) => name.includes(`.${running.pid}.`));
  await run([...SCAN, "-o", "report.tsv", "--coverage", "ledger.tsv"], cwd);
  assert.deepEqual(readdirSync(cwd).sort(), [other, ".report.tsv.tmp", "ledger.tsv", "report.tsv"].sort());
  running.kill("SIGINT");
  await new Promise((done) => running.once("close", done));
  assert.deepEqual(readdirSync(cwd).sort(), [".report.tsv.tmp", "ledger.tsv", "report.tsv"]);
});

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    assert.ok(tries < 3_000, "not within a minute");
    await sleep(20);
  }
}
