/**
 * Runs the tests: every `*.test.ts` under test/, or those whose path contains one of the arguments.
 *
 * The files of a folder share a process: to start one and load the AWS SDK takes longer than most tests. Whatever they
 * leave in the temporary folder goes with the run.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";

/** The folders that take longest are begun first, so that nothing long is left for the end. */
const LONGEST = ["cli", "container", "emulator", "report", "aws", "package", "simulator"];

const wanted = process.argv.slice(2);
const TMPDIR = mkdtempSync(join(tmpdir(), "lambda-inventory-tests-"));
try {
  const rooms = readdirSync("test").filter((room) => !LONGEST.includes(room));
  const groups = [...LONGEST, ...rooms].flatMap((room) => group(room, filesOf(room)));
  if (groups.length === 0) throw new Error(`no test file's path contains ${wanted.join(" or ")}`);
  // Most tests wait for servers and child processes: a process more than there are cores uses the waits.
  const concurrency = `--test-concurrency=${availableParallelism() + 1}`;
  const argv = ["--import", "tsx", "--test", concurrency, ...groups];
  const env = { ...process.env, TMPDIR };
  process.exitCode = spawnSync(process.execPath, argv, { stdio: "inherit", env }).status ?? 1;
} finally {
  rmSync(TMPDIR, { recursive: true, force: true });
}

function filesOf(room: string): readonly string[] {
  return readdirSync(join("test", room), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => join("test", room, name))
    .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
    .sort();
}

/** A file that loads these, or none. */
function group(room: string, files: readonly string[]): readonly string[] {
  if (files.length === 0) return [];
  const folder = join(TMPDIR, "groups");
  mkdirSync(folder, { recursive: true });
  const name = join(folder, `${room}.test.mjs`);
  writeFileSync(
    name,
    files.map((file) => `import ${JSON.stringify(pathToFileURL(resolve(file)))};\n`).join(""),
  );
  return [name];
}
