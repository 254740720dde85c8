/** Files of other users and groups, and what a file becomes while the report is written. */
import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { findDestination } from "../../src/cli/output/destination.ts";
import { openFile } from "../../src/cli/output/file.ts";
import type { Output } from "../../src/cli/output/output.ts";
import { openedIn, writeTo } from "../support/cli/outputs.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const isRoot = process.geteuid?.() === 0;
const AS_ROOT = { skip: !isRoot && "it takes root" };
const [USER, OTHER, GROUP] = [1234, 2345, 3456];

const folderOf = (user: number, mode: number, owner: number) =>
  owned(temporaryDirectory("output-users"), user, mode, owner);

/** Gives a directory to a user, with a mode, and in it a file of a user. */
function owned(cwd: string, user: number, mode: number, owner: number): string {
  writeFileSync(join(cwd, "report.tsv"), "old");
  chownSync(join(cwd, "report.tsv"), owner, owner);
  chownSync(cwd, user, user);
  chmodSync(cwd, mode);
  return cwd;
}

const FOREIGN = /cannot write report\.tsv: it belongs to another user/;

for (const [what, mode, user, owner, refused] of [
  ["a shared directory (/tmp)", 0o1777, OTHER, USER, true],
  ["a shared directory, whose own user has the file", 0o1777, USER, USER, false],
  ["a shared directory, and a file of the user who runs this", 0o1777, OTHER, 0, false],
  ["a directory that everybody can write to, and remove from", 0o777, OTHER, USER, false],
  ["a directory of one user, who alone can remove from it", 0o1755, OTHER, USER, false],
] as const)
  test(`${what}: the file of the user ${owner} is ${refused ? "refused" : "replaced"}`, AS_ROOT, async () => {
    const cwd = folderOf(user, mode, owner);
    if (refused) await assert.rejects(writeTo(cwd, "report.tsv", "new"), FOREIGN);
    else await writeTo(cwd, "report.tsv", "new");
    assert.equal(readFileSync(join(cwd, "report.tsv"), "utf8"), refused ? "old" : "new");
    assert.deepEqual(readdirSync(cwd), ["report.tsv"]);
  });

/** What another user's run does, who is in one group only: in one step, since all of this process becomes that user. */
function asUser<T>(action: () => T): T {
  const groups = process.getgroups?.() ?? [];
  process.setgroups?.([]);
  process.setegid?.(USER);
  process.seteuid?.(USER);
  try {
    return action();
  } finally {
    process.seteuid?.(0);
    process.setegid?.(0);
    process.setgroups?.(groups);
  }
}

/** Not in the folder for temporary files of the tests, which only the user who runs them can enter. */
function publicFolder(t: TestContext, owner: number): string {
  const cwd = mkdtempSync("/tmp/output-users-");
  t.after(() => rmSync(cwd, { recursive: true }));
  return owned(cwd, USER, 0o755, owner);
}

function opened(cwd: string): Output {
  const destination = findDestination(join(cwd, "report.tsv"));
  assert.ok(destination.kind === "file");
  return openFile("report.tsv", destination.path, destination.replaced);
}

for (const [what, owner, group, mode, expected] of [
  ["the user's file in the user's group keeps its mode", USER, USER, 0o660, 0o660],
  ["the user's file in another group: the user's group gets no rights", USER, GROUP, 0o664, 0o604],
  ["another user's file in the user's group keeps the mode for the group", OTHER, USER, 0o664, 0o664],
  ["a file of another user and group: the user's group gets no rights", OTHER, GROUP, 0o666, 0o606],
] as const)
  test(what, AS_ROOT, async (t) => {
    const cwd = publicFolder(t, owner);
    chownSync(join(cwd, "report.tsv"), owner, group);
    chmodSync(join(cwd, "report.tsv"), mode);
    const output = asUser(() => opened(cwd));
    await output.write("new");
    await output.finish();
    const { mode: found, uid, gid } = statSync(join(cwd, "report.tsv"));
    assert.deepEqual([(found & 0o777).toString(8), uid, gid], [expected.toString(8), USER, USER]);
  });

test("a directory in which the user may not create files is an error", AS_ROOT, (t) => {
  const cwd = publicFolder(t, USER);
  chownSync(cwd, OTHER, OTHER);
  asUser(() => assert.throws(() => opened(cwd), { code: "EACCES" }));
  assert.deepEqual(readdirSync(cwd), ["report.tsv"]);
});

test(
  "a directory that may be written to and not read: a report is written, and nothing is removed",
  AS_ROOT,
  async (t) => {
    const cwd = publicFolder(t, USER);
    rmSync(join(cwd, "report.tsv"));
    chownSync(cwd, OTHER, OTHER);
    chmodSync(cwd, 0o733);
    const output = asUser(() => opened(cwd));
    await output.write("new");
    await output.finish();
    assert.deepEqual(readdirSync(cwd), ["report.tsv"]);
  },
);

test("the temporary file of a run of another user stays", AS_ROOT, async (t) => {
  const cwd = publicFolder(t, USER);
  const first = asUser(() => opened(cwd));
  const [own = ""] = readdirSync(cwd).filter((name) => name.endsWith(".tmp"));
  first.discard();
  const running = spawn("sleep", ["600"], { uid: OTHER, gid: OTHER });
  t.after(() => running.kill("SIGKILL"));
  const foreign = own.replace(`.${process.pid}.`, `.${running.pid}.`);
  writeFileSync(join(cwd, foreign), "");
  const output = asUser(() => opened(cwd));
  await output.write("new");
  await output.finish();
  assert.deepEqual(readdirSync(cwd).sort(), [foreign, "report.tsv"]);
});

test("in a shared directory, what a killed run of another user left stays", AS_ROOT, async (t) => {
  const cwd = publicFolder(t, USER);
  chownSync(cwd, 0, 0);
  chmodSync(cwd, 0o1777);
  const first = asUser(() => opened(cwd));
  const [own = ""] = readdirSync(cwd).filter((name) => name.endsWith(".tmp"));
  first.discard();
  const ended = spawnSync(process.execPath, ["-e", ""]).pid;
  const foreign = own.replace(`.${process.pid}.`, `.${ended}.`);
  writeFileSync(join(cwd, foreign), "");
  const output = asUser(() => opened(cwd));
  await output.write("new");
  await output.finish();
  assert.deepEqual(readdirSync(cwd).sort(), [foreign, "report.tsv"]);
});

test("a named pipe of the system is written to, one of another user is not", AS_ROOT, (t) => {
  const cwd = publicFolder(t, USER);
  for (const [owner, kind] of [
    [0, "fifo"],
    [USER, "fifo"],
    [OTHER, "FOREIGN"],
  ] as const) {
    const path = join(cwd, `of-${owner}`);
    execFileSync("mkfifo", [path]);
    chownSync(path, owner, owner);
    const found = asUser(() => {
      try {
        return findDestination(path).kind;
      } catch (error) {
        return (error as NodeJS.ErrnoException).code;
      }
    });
    assert.equal(found, kind);
  }
});

test("a file that we may not write is an error, though we could replace it", {
  skip: isRoot && "root may write every file",
}, async () => {
  const cwd = temporaryDirectory("output-users");
  writeFileSync(join(cwd, "report.tsv"), "old");
  chmodSync(join(cwd, "report.tsv"), 0o444);
  await assert.rejects(openedIn(cwd, "report.tsv"), {
    message: "cannot write report.tsv: permission denied",
    hint: "Choose another path, or fix the permissions.",
  });
  assert.equal(readFileSync(join(cwd, "report.tsv"), "utf8"), "old");
});

test("a directory that appears under the name meanwhile is an error that leaves nothing behind", async () => {
  const cwd = temporaryDirectory("output-users");
  const output = await openedIn(cwd, "report.tsv");
  await output.write("new");
  mkdirSync(join(cwd, "report.tsv"));
  await assert.rejects(output.finish(), /cannot write report\.tsv: it is a directory/);
  assert.deepEqual(readdirSync(cwd), ["report.tsv"]);
  rmdirSync(join(cwd, "report.tsv"));
});

test("a report that is not wanted leaves nothing behind, and the old one as it was", async () => {
  const cwd = temporaryDirectory("output-users");
  writeFileSync(join(cwd, "report.tsv"), "old");
  const output = await openedIn(cwd, "report.tsv");
  await output.write("new");
  assert.equal(output.closed, false);
  output.discard();
  assert.deepEqual(readdirSync(cwd), ["report.tsv"]);
  assert.equal(readFileSync(join(cwd, "report.tsv"), "utf8"), "old");
});

for (const [name, message, hint] of [
  ["folder", "cannot write folder: it is a directory", "Pass the name of a file in that directory."],
  ["old/new", "cannot write old/new: part of the path is not a directory", "Choose another path."],
  [
    "no/new",
    "cannot write no/new: the directory does not exist",
    "Create the directory first, or choose another path.",
  ],
  [
    "no\n/new",
    'cannot write "no\\n/new": the directory does not exist',
    "Create the directory first, or choose another path.",
  ],
  ["loop", "cannot write loop: too many symbolic links", "Choose another path, or fix the links."],
] as const)
  test(`the error for ${JSON.stringify(name)} says why, and what to do`, async () => {
    const cwd = temporaryDirectory("output-users");
    mkdirSync(join(cwd, "folder"));
    writeFileSync(join(cwd, "old"), "");
    symlinkSync("loop", join(cwd, "loop"));
    await assert.rejects(openedIn(cwd, name), { message, hint });
    // Before anything is opened: with the other mistakes of the command line.
    assert.throws(() => findDestination(join(cwd, name)));
    assert.ok(!existsSync(join(cwd, "no")));
  });

test("forty links are followed, as Linux does, and one more is an error", async () => {
  const cwd = temporaryDirectory("output-users");
  symlinkSync("report.tsv", join(cwd, "1"));
  for (let link = 2; link <= 41; link++) symlinkSync(String(link - 1), join(cwd, String(link)));
  await writeTo(cwd, "40", "new");
  assert.equal(readFileSync(join(cwd, "report.tsv"), "utf8"), "new");
  await assert.rejects(openedIn(cwd, "41"), /too many symbolic links/);
});
