/** Descriptors and named pipes that a report is written to, each opened here; output-special.test.ts is about the built program. */
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chownSync,
  closeSync,
  constants,
  existsSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import { PassThrough, Writable } from "node:stream";
import { test } from "node:test";
import { openedIn } from "../support/cli/outputs.ts";
import { program } from "../support/cli/program.ts";
import { A, fn, reportOf } from "../support/compare/reports.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const cwd = temporaryDirectory("output-pipes");
writeFileSync(
  join(cwd, "saved.json"),
  JSON.stringify(reportOf([{ accountId: A, region: "eu-west-1", functions: fn("one", "two") }])),
);

const isRoot = process.geteuid?.() === 0;
const noDescriptors = !existsSync("/dev/fd/0") && "there is no /dev/fd here";
const TEXT = "functionName\none\ntwo\n";
const REPORT = ["report", "saved.json", "-q", "-f", "csv", "--columns", "functionName"];
const write = (output: string) => program([...REPORT, "-o", output], { env: {}, cwd });

function fifo(name: string): string {
  const path = join(cwd, name);
  rmSync(path, { force: true });
  execFileSync("mkfifo", [path]);
  return path;
}

/** Opened by this process; reading does not wait. */
const reader = (path: string) => openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);

/** All that is in a pipe now. */
function contents(descriptor: number): string {
  const buffer = Buffer.alloc(1_000);
  return buffer.toString("utf8", 0, readSync(descriptor, buffer));
}

/** A report that is written in pieces; when this resolves, a named pipe without a reader is waited for. */
const opened = (name: string) => openedIn(cwd, name);

test("a named pipe is written to once somebody reads from it", async () => {
  const path = fifo("late");
  const output = await opened("late");
  assert.equal(output.closed, false);
  await output.write("");
  const done = output.write(TEXT).then(() => output.finish());
  const descriptor = reader(path);
  await done;
  assert.equal(contents(descriptor), TEXT);
  assert.equal(contents(descriptor), "", "the end");
  closeSync(descriptor);
});

test("a named pipe that somebody reads from already", async () => {
  const descriptor = reader(fifo("early"));
  const { code, stdout, stderr } = await write("early");
  assert.deepEqual([code, stdout, stderr, contents(descriptor)], [0, "", "", TEXT]);
  closeSync(descriptor);
});

test("a report that is not wanted any more does not wait for a reader", async () => {
  fifo("unwanted");
  const output = await opened("unwanted");
  const done = output.write(TEXT).then(() => output.finish());
  output.discard();
  const descriptor = reader(join(cwd, "unwanted"));
  await done;
  assert.equal(output.closed, true);
  assert.equal(contents(descriptor), "");
  closeSync(descriptor);
});

test("a named pipe is closed with a report that is not wanted any more", async (t) => {
  const cat = spawn("cat", [fifo("half")], { stdio: "ignore" });
  t.after(() => cat.kill());
  const ended = once(cat, "close");
  const output = await opened("half");
  await output.write(TEXT);
  output.discard();
  assert.deepEqual(await ended, [0, null]);
});

test("a named pipe that is removed while it waits is an error", async () => {
  const path = fifo("removed");
  const output = await opened("removed");
  rmSync(path);
  await assert.rejects(
    output.write(TEXT),
    /cannot write removed: the named pipe was removed before anything read from it/,
  );
});

test("a named pipe that becomes another user's while it waits does not receive the report", {
  skip: !isRoot && "it takes root",
}, async () => {
  const path = fifo("taken");
  const output = await opened("taken");
  chownSync(path, 1234, 1234);
  const descriptor = reader(path);
  await assert.rejects(output.write(TEXT), /cannot write taken: it belongs to another user/);
  await assert.rejects(output.finish(), /cannot write taken: it belongs to another user/);
  assert.equal(contents(descriptor), "");
  closeSync(descriptor);
});

test("a file in the place of a named pipe does not receive the report", async () => {
  const path = fifo("replaced");
  const output = await opened("replaced");
  // In one step: at no time is there no file.
  writeFileSync(join(cwd, "mine"), "mine");
  renameSync(join(cwd, "mine"), path);
  await assert.rejects(output.write(TEXT), /cannot write replaced: another file replaced the named pipe/);
  assert.equal(readFileSync(path, "utf8"), "mine");
});

test("a descriptor of a pipe, a file or stdout is written in place", { skip: noDescriptors }, async () => {
  const pipe = openSync(fifo("inherited"), constants.O_RDWR);
  assert.equal((await write(`/dev/fd/${pipe}`)).code, 0);
  assert.equal(contents(pipe), TEXT);
  closeSync(pipe);

  for (const folder of ["/dev/fd", "/proc/self/fd", `/proc/${process.pid}/fd`].filter(existsSync)) {
    const file = openSync(join(cwd, "file"), "w");
    assert.equal((await write(`${folder}/${file}`)).code, 0);
    closeSync(file);
    assert.equal(readFileSync(join(cwd, "file"), "utf8"), TEXT, folder);
  }
  const { code, stdout } = await write("/dev/fd/1");
  assert.deepEqual([code, stdout], [0, TEXT]);
});

test("an inherited pipe whose reader has gone ends the run well, without a wait for another", {
  skip: noDescriptors,
}, async () => {
  const path = fifo("closed");
  const gone = reader(path);
  const writer = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  closeSync(gone);
  const { code, stderr } = await write(`/dev/fd/${writer}`);
  closeSync(writer);
  assert.deepEqual([code, stderr], [0, ""]);
});

test("stdout stays open, and says so when it is full", async () => {
  const stdout = new PassThrough();
  const output = await openedIn(cwd, undefined, stdout);
  await output.write(TEXT);
  await output.finish();
  output.discard();
  assert.deepEqual([stdout.writableEnded, stdout.destroyed, String(stdout.read())], [false, false, TEXT]);

  const full = new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error("no space"), { code: "ENOSPC" })),
  });
  const failing = await openedIn(cwd, undefined, full);
  await assert.rejects(
    failing.write(TEXT).then(() => failing.finish()),
    {
      message: "cannot write to stdout: the disk is full",
      hint: "Free some space, or choose another path.",
    },
  );
  await assert.rejects(failing.write(TEXT), /cannot write to stdout: the disk is full/);
});

test("nothing fails once the reader of stdout has gone", async () => {
  const gone = new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error("gone"), { code: "EPIPE" })),
  });
  const output = await openedIn(cwd, undefined, gone);
  assert.equal(output.closed, false);
  await output.write(TEXT);
  await output.write(TEXT);
  await output.finish();
  assert.equal(output.closed, true);
});

test("a descriptor of a socket is refused", { skip: noDescriptors }, async (t) => {
  const server = createServer().listen(join(cwd, "socket"));
  t.after(() => server.close());
  await once(server, "listening");
  const client = spawn(process.execPath, [
    "-e",
    "require('net').connect(process.argv[1])",
    join(cwd, "socket"),
  ]);
  const [socket] = (await once(server, "connection")) as [Socket & { _handle: { fd: number } }];
  const { code, stderr } = await write(`/dev/fd/${socket._handle.fd}`);
  socket.destroy();
  client.kill();
  assert.equal(code, 2);
  assert.match(stderr, /it is a socket or a block device\n {2}Choose another path\.\n/);
});

test("a descriptor that is not open is an error", { skip: noDescriptors }, async () => {
  const { code, stderr } = await write("/dev/fd/987");
  assert.equal(code, 2);
  assert.match(stderr, /cannot write \/dev\/fd\/987: /);
});
