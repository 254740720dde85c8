/** A directory of `--split-by` after runs that were killed, or that could not write: as before, and nothing is left behind. */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import fs, { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { Directory } from "../../src/cli/output/directory.ts";
import { program } from "../support/cli/program.ts";
import { A, reportOf } from "../support/compare/reports.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const cwd = temporaryDirectory("split-leftovers");

const functions = ["payments", "search"].map((owner) => ({ functionName: owner, owner }));
const REPORT = JSON.stringify(reportOf([{ accountId: A, region: "eu-west-1", functions }]));
writeFileSync(join(cwd, "report.json"), REPORT);

const SPLIT = ["--split-by", "owner", "-f", "csv", "--output-dir"];
const split = (directory: string) =>
  program(["report", "report.json", ...SPLIT, directory], { env: {}, cwd });
const OURS = ["index.json", "payments.csv", "search.csv"];

/** Every file with its text; folders by their names. */
function contents(directory: string): Record<string, string> {
  const entries = readdirSync(join(cwd, directory), { withFileTypes: true });
  return Object.fromEntries(
    entries.map((entry) => [
      entry.name,
      entry.isFile() ? readFileSync(join(cwd, directory, entry.name), "utf8") : "",
    ]),
  );
}

const hidden = (directory: string) =>
  readdirSync(join(cwd, directory)).filter((name) => name.startsWith("."));

const DIRECTORY = JSON.stringify(join(import.meta.dirname, "../../src/cli/output/directory.ts"));

/** Runs a script in a process that kills itself. */
function killed(script: string): void {
  const argv = ["--import", "tsx", "--input-type=module", "-e", script];
  const { signal, stderr } = spawnSync(process.execPath, argv, { cwd: join(import.meta.dirname, "../..") });
  assert.equal(signal, "SIGKILL", stderr.toString());
}

test("the folder of a killed run is removed by the next one; those of others and of a run in progress stay", async () => {
  killed(`
    import { Directory } from ${DIRECTORY};
    new Directory("d", ${JSON.stringify(join(cwd, "killed"))});
    process.kill(process.pid, "SIGKILL");`);
  assert.equal(hidden("killed").length, 1);
  const [left = ""] = hidden("killed");
  const foreign = [".lambda-inventory.abcdef", ".lambda-inventory.mine.tmp", left.replace(/\.\d+\./, ".1.")];
  for (const name of foreign) mkdirSync(join(cwd, "killed", name));
  await split("killed");
  assert.deepEqual(readdirSync(join(cwd, "killed")).sort(), [...foreign, ...OURS].sort());
});

/** The run before: a file that is written again, and one that is not. */
function earlier(directory: string): Record<string, string> {
  mkdirSync(join(cwd, directory));
  const index = [
    { file: "gone.csv", value: "gone", functions: 1 },
    { file: "payments.csv", value: "payments", functions: 1 },
  ];
  writeFileSync(join(cwd, directory, "index.json"), JSON.stringify(index));
  for (const name of ["gone.csv", "payments.csv", "mine.csv"])
    writeFileSync(join(cwd, directory, name), name);
  return contents(directory);
}

const MOVES = 6;

for (let moves = 0; moves < MOVES; moves++) {
  test(`a run that was killed after moving ${moves} of ${MOVES} files: the next one begins with the files of the run before`, () => {
    const directory = `moved-${moves}`;
    const before = earlier(directory);
    killed(`
      import fs from "node:fs";
      import { syncBuiltinESMExports } from "node:module";
      import { Directory } from ${DIRECTORY};
      const directory = new Directory("d", ${JSON.stringify(join(cwd, directory))});
      const index = ["payments", "search"].map((value) => ({ file: value + ".csv", value, functions: 1 }));
      fs.writeFileSync(directory.folder + "/index.json", JSON.stringify(index));
      for (const { file } of index) fs.writeFileSync(directory.folder + "/" + file, "new");
      const { renameSync } = fs;
      let moves = 0;
      fs.renameSync = (from, to) => {
        if (moves++ === ${moves}) process.kill(process.pid, "SIGKILL");
        renameSync(from, to);
      };
      syncBuiltinESMExports();
      directory.finish(["index.json", "payments.csv", "search.csv"]);`);
    assert.equal(hidden(directory).length, 1);
    new Directory("d", join(cwd, directory)).discard();
    assert.deepEqual(contents(directory), before);
  });
}

test("a run after one that was killed with the index aside and its page in place", async () => {
  const html = (directory: string) =>
    program(["report", "report.json", "--split-by", "owner", "-f", "html", "--output-dir", directory], {
      env: {},
      cwd,
    });
  assert.equal((await html("page")).code, 0);
  const before = Object.keys(contents("page"));
  killed(`
    import fs from "node:fs";
    import { Directory } from ${DIRECTORY};
    const directory = new Directory("page", ${JSON.stringify(join(cwd, "page"))});
    fs.cpSync(${JSON.stringify(join(cwd, "page", "index.json"))}, directory.folder + "/index.json");
    fs.mkdirSync(directory.folder + "/.aside");
    fs.renameSync(${JSON.stringify(join(cwd, "page", "index.json"))}, directory.folder + "/.aside/index.json");
    process.kill(process.pid, "SIGKILL");`);
  const { code, stderr } = await html("page");
  assert.equal(code, 0, stderr);
  assert.deepEqual(Object.keys(contents("page")), before);
});

/** After this many moves, the file system refuses everything, as one that became read-only does. */
function readOnlyAfter(moves: number, finish: () => void): void {
  const { renameSync, rmSync } = fs;
  const refuse = (): never => {
    throw Object.assign(new Error("read-only"), { code: "EROFS" });
  };
  let left = moves;
  fs.renameSync = (from, to) => (left-- > 0 ? renameSync(from, to) : refuse());
  fs.rmSync = (path, options) => (left >= 0 ? rmSync(path, options) : refuse());
  syncBuiltinESMExports();
  try {
    finish();
  } finally {
    Object.assign(fs, { renameSync, rmSync });
    syncBuiltinESMExports();
  }
}

for (let moves = 1; moves < MOVES; moves++) {
  test(`after ${moves} of ${MOVES} files, none can be moved, nor moved back: none is lost, and the next run moves them back`, async () => {
    const name = `refused-${moves}`;
    const before = earlier(name);
    const directory = new Directory(name, join(cwd, name));
    const index = OURS.slice(1).map((file) => ({ file, value: file, functions: 1 }));
    writeFileSync(join(directory.folder, "index.json"), JSON.stringify(index));
    for (const { file } of index) writeFileSync(join(directory.folder, file), "new");
    const [folder = ""] = hidden(name);
    readOnlyAfter(moves, () => {
      assert.throws(() => directory.finish(OURS), {
        message: `cannot write ${name}: the file system is read-only, and the files of the earlier run could not all be moved back`,
        hint: `Those that are missing are in .aside of ${name}/${folder}; the next run with this directory moves them back.`,
      });
      directory.discard();
    });
    const aside = contents(join(name, folder, ".aside"));
    const kept = { ...contents(name), ...aside };
    for (const [file, text] of Object.entries(before)) assert.equal(kept[file], text, file);
    // Moving back fails again after each file.
    for (let again = 1; again < moves; again++)
      readOnlyAfter(1, () => {
        assert.throws(() => new Directory(name, join(cwd, name)), /the file system is read-only/);
      });
    new Directory(name, join(cwd, name)).discard();
    assert.deepEqual(contents(name), before);
  });
}

test("a file that cannot be moved: those that were are moved back", () => {
  const before = earlier("missing");
  const directory = new Directory("missing", join(cwd, "missing"));
  writeFileSync(join(directory.folder, "payments.csv"), "new");
  writeFileSync(join(directory.folder, "index.json"), "[]");
  assert.throws(() => directory.finish(["payments.csv", "search.csv", "index.json"]), /cannot write missing/);
  assert.deepEqual(contents("missing"), before);
});

for (const [what, create] of [
  ["file", (path: string) => writeFileSync(path, "theirs")],
  ["directory", (path: string) => mkdirSync(path)],
] as const) {
  test(`a ${what} that appears under the name of a report in the meantime is not replaced`, () => {
    const name = `appeared-${what}`;
    const before = earlier(name);
    const directory = new Directory(name, join(cwd, name));
    for (const file of ["payments.csv", "search.csv", "index.json"])
      writeFileSync(join(directory.folder, file), "new");
    create(join(cwd, name, "search.csv"));
    assert.throws(
      () => directory.finish(["payments.csv", "search.csv", "index.json"]),
      /cannot write .*search\.csv: another program created it in the meantime/,
    );
    assert.deepEqual(contents(name), { ...before, "search.csv": what === "file" ? "theirs" : "" });
  });
}

test("a full disk leaves the files of the run before", async (t) => {
  mkdirSync(join(cwd, "full"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", join(cwd, "full")], { stdio: "ignore" });
  } catch {
    return t.skip("mounting a small file system needs root");
  }
  t.after(() => execFileSync("umount", [join(cwd, "full")]));
  assert.equal((await split("full")).code, 0);
  writeFileSync(join(cwd, "full/filler"), "x".repeat(40_000));
  const before = contents("full");
  const { code, stderr } = await program(
    ["report", "report.json", "--split-by", "owner", "-f", "html", "--output-dir", "full"],
    { env: {}, cwd },
  );
  assert.equal(code, 2);
  assert.match(stderr, /cannot write full: the disk is full/);
  assert.deepEqual(contents("full"), before);
});
