/** What killed runs left beside a file: which of it the next run removes. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { openedIn, writeTo } from "../support/cli/outputs.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const roots: string[] = [];
after(() => {
  for (const root of roots) rmSync(root, { recursive: true });
});

/** A directory, and the names of temporary files in it as a run of another process or machine makes them. */
async function folder() {
  const cwd = temporaryDirectory("output-leftovers");
  roots.push(cwd);
  const output = await openedIn(cwd, "report.tsv");
  const [own = ""] = readdirSync(cwd);
  output.discard();
  assert.deepEqual(readdirSync(cwd), []);
  const [, start = "", host = "", pid = "", digits = ""] =
    /^(\..*)\.(\w+)\.(\d+)\.(\w+)\.tmp$/.exec(own) ?? [];
  assert.equal(pid, String(process.pid));
  assert.match(own, /^\.lambda-inventory\.[0-9a-f]{12}\.[0-9a-f]{8}\.\d+\.[0-9a-f]{12}\.tmp$/);
  const nameOf = (process: number | string, machine = host) => `${start}.${machine}.${process}.${digits}.tmp`;
  return { cwd, nameOf, own };
}

const names = (cwd: string) => readdirSync(cwd).sort();

/** An id that no process has any more. */
async function endedProcess(): Promise<number> {
  const child = spawn(process.execPath, ["-e", ""]);
  await once(child, "exit");
  assert.ok(child.pid);
  return child.pid;
}

const OTHER_MACHINE = "00000000";
const DAY_MS = 86_400_000;

test("the file of a process that has ended is removed, that of one that runs stays", async () => {
  const { cwd, nameOf } = await folder();
  writeFileSync(join(cwd, nameOf(await endedProcess())), "");
  // The second belongs to another user, where this does not run as root.
  const running = [process.ppid, 1];
  for (const pid of running) writeFileSync(join(cwd, nameOf(pid)), "");
  await writeTo(cwd, "report.tsv", "new");
  assert.deepEqual(new Set(names(cwd)), new Set([...running.map((pid) => nameOf(pid)), "report.tsv"]));
});

test("of this process, the file that it writes stays, and one of an earlier process with its id does not", async () => {
  const { cwd, own } = await folder();
  writeFileSync(join(cwd, own), "of an earlier one");
  const first = await openedIn(cwd, "report.tsv");
  const [written] = names(cwd);
  assert.notEqual(written, own);
  assert.equal(names(cwd).length, 1);
  await writeTo(cwd, "report.tsv", "second");
  assert.deepEqual(names(cwd), [written, "report.tsv"]);
  await first.write("first");
  await first.finish();
  assert.deepEqual(names(cwd), ["report.tsv"]);
  assert.equal(readFileSync(join(cwd, "report.tsv"), "utf8"), "first");
});

test("a file from another machine is removed when it is a week old", async () => {
  const { cwd, nameOf } = await folder();
  const now = Date.now();
  const ended = await endedProcess();
  for (const [pid, days] of [
    [ended, 6.9],
    [ended + 1, 7.1],
  ] as const) {
    const path = join(cwd, nameOf(pid, OTHER_MACHINE));
    writeFileSync(path, "");
    utimesSync(path, new Date(now), new Date(now - days * DAY_MS));
  }
  await writeTo(cwd, "report.tsv", "new");
  assert.deepEqual(names(cwd), [nameOf(ended, OTHER_MACHINE), "report.tsv"]);
});

test("links, directories, other names and the files of other reports stay", async () => {
  const { cwd, nameOf } = await folder();
  const ended = await endedProcess();
  const [linked, directory] = [nameOf(ended), nameOf(`0${ended}`)];
  writeFileSync(join(cwd, "target"), "mine");
  symlinkSync("target", join(cwd, linked));
  mkdirSync(join(cwd, directory));
  const name = nameOf(ended);
  const others = [`x${name}`, `${name}x`, name.replace("lambda-", "lambda_"), name.replace(/\.tmp$/, ".bak")];
  const other = name.replace(/(inventory\.)./, (_, start: string) => `${start}_`);
  const output = await openedIn(cwd, "other.tsv");
  const [own = ""] = names(cwd).filter((each) => each.includes(`.${process.pid}.`));
  output.discard();
  others.push(other, own.replace(`.${process.pid}.`, `.${ended}.`));
  for (const each of others) writeFileSync(join(cwd, each), "");
  await writeTo(cwd, "report.tsv", "new");
  assert.deepEqual(names(cwd), [...others, linked, directory, "target", "report.tsv"].sort());
  assert.equal(readFileSync(join(cwd, "target"), "utf8"), "mine");
});

test("the file of a process that has ended, and that its parent has not waited for, is removed", {
  skip: !existsSync("/proc/self/status") && "there is no /proc here",
}, async (t) => {
  const { cwd, nameOf } = await folder();
  // The shell becomes a program that never waits for its child; until then the child waits for its input, as the shell would notice its end.
  const parent = spawn("sh", ["-c", "exec 3<&0; cat <&3 & echo $!; exec sleep 600"]);
  t.after(() => parent.kill("SIGKILL"));
  const [pid] = String(await once(parent.stdout, "data")).split("\n");
  while (readFileSync(`/proc/${parent.pid}/comm`, "utf8") !== "sleep\n")
    await new Promise((done) => setTimeout(done, 20));
  parent.stdin.end();
  const isDead = () => /^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  while (!isDead()) await new Promise((done) => setTimeout(done, 20));
  writeFileSync(join(cwd, nameOf(Number(pid))), "");
  await writeTo(cwd, "report.tsv", "new");
  assert.deepEqual(names(cwd), ["report.tsv"]);
});
