/** Files of other users and groups, and what a file becomes while the report is written. */
import assert from "node:assert/strict";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { openedIn, writeTo } from "../support/cli/outputs.ts";

const isRoot = process.geteuid?.() === 0;
const AS_ROOT = { skip: !isRoot && "it takes root" };
const [USER, OTHER, GROUP] = [1234, 2345, 3456];

/** A directory of a user, with a mode, and in it a file of a user. */
function folderOf(user: number, mode: number, owner: number): string {
  const cwd = mkdtempSync(join(tmpdir(), "output-users-"));
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
  ["a shared directory, a file of our own", 0o1777, OTHER, 0, false],
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

/** Runs as a user who is in one group only. */
async function asUser(action: () => Promise<void>): Promise<void> {
  const groups = process.getgroups?.() ?? [];
  process.setgroups?.([]);
  process.setegid?.(USER);
  process.seteuid?.(USER);
  try {
    await action();
  } finally {
    process.seteuid?.(0);
    process.setegid?.(0);
    process.setgroups?.(groups);
  }
}

for (const [what, owner, group, mode, expected] of [
  ["of our own in our group keeps its mode", USER, USER, 0o660, 0o660],
  ["of our own in a group that we are not in: our group gets no rights", USER, GROUP, 0o664, 0o604],
  ["of another user in our group keeps the mode for the group", OTHER, USER, 0o664, 0o664],
  ["of another user and group: our group gets no rights", OTHER, GROUP, 0o666, 0o606],
] as const)
  test(`a file ${what}`, AS_ROOT, async () => {
    const cwd = folderOf(USER, 0o755, owner);
    chownSync(join(cwd, "report.tsv"), owner, group);
    chmodSync(join(cwd, "report.tsv"), mode);
    await asUser(() => writeTo(cwd, "report.tsv", "new"));
    const { mode: found, uid, gid } = statSync(join(cwd, "report.tsv"));
    assert.deepEqual([(found & 0o777).toString(8), uid, gid], [expected.toString(8), USER, USER]);
  });

test("a file that we may not write is an error, though we could replace it", {
  skip: isRoot && "root may write every file",
}, async () => {
  const cwd = mkdtempSync(join(tmpdir(), "output-users-"));
  writeFileSync(join(cwd, "report.tsv"), "old");
  chmodSync(join(cwd, "report.tsv"), 0o444);
  await assert.rejects(openedIn(cwd, "report.tsv"), {
    message: "cannot write report.tsv: permission denied",
    hint: "Choose another path, or fix the permissions.",
  });
  assert.equal(readFileSync(join(cwd, "report.tsv"), "utf8"), "old");
});

test("a directory in which we may not create files is an error", AS_ROOT, async () => {
  const cwd = folderOf(OTHER, 0o755, USER);
  await asUser(() => assert.rejects(writeTo(cwd, "report.tsv", "new"), /report\.tsv: permission denied/));
  assert.deepEqual(readdirSync(cwd), ["report.tsv"]);
});

test("a directory that appears under the name meanwhile is an error that leaves nothing behind", async () => {
  const cwd = mkdtempSync(join(tmpdir(), "output-users-"));
  const output = await openedIn(cwd, "report.tsv");
  await output.write("new");
  mkdirSync(join(cwd, "report.tsv"));
  await assert.rejects(output.finish(), /cannot write report\.tsv: it is a directory/);
  assert.deepEqual(readdirSync(cwd), ["report.tsv"]);
  rmdirSync(join(cwd, "report.tsv"));
});

test("a report that is not wanted leaves nothing behind, and the old one as it was", async () => {
  const cwd = mkdtempSync(join(tmpdir(), "output-users-"));
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
    const cwd = mkdtempSync(join(tmpdir(), "output-users-"));
    mkdirSync(join(cwd, "folder"));
    writeFileSync(join(cwd, "old"), "");
    symlinkSync("loop", join(cwd, "loop"));
    await assert.rejects(openedIn(cwd, name), { message, hint });
    assert.ok(!existsSync(join(cwd, "no")));
  });

test("forty links are followed, as Linux does, and one more is an error", async () => {
  const cwd = mkdtempSync(join(tmpdir(), "output-users-"));
  symlinkSync("report.tsv", join(cwd, "1"));
  for (let link = 2; link <= 41; link++) symlinkSync(String(link - 1), join(cwd, String(link)));
  await writeTo(cwd, "40", "new");
  assert.equal(readFileSync(join(cwd, "report.tsv"), "utf8"), "new");
  await assert.rejects(openedIn(cwd, "41"), /too many symbolic links/);
});
