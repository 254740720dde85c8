/** Directories of `--split-by` in which something else is: whose index.json and index.html they have, and what an index may name. */
import assert from "node:assert/strict";
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { program } from "../support/cli/program.ts";
import { A, B, reportOf } from "../support/compare/reports.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const cwd = temporaryDirectory("split-index");

const functions = ["a", "b", "c"].map((functionName) => ({
  functionName,
  owner: functionName === "c" ? null : "pay",
}));
const whole = reportOf([{ accountId: A, region: "eu-west-1", functions }]);
const part = reportOf([
  { accountId: A, region: "eu-west-1", functions: functions.slice(0, 1) },
  { accountId: B, region: "eu-west-1", status: "denied" },
]);
writeFileSync(join(cwd, "whole.json"), JSON.stringify(whole));
writeFileSync(join(cwd, "part.json"), JSON.stringify(part));
writeFileSync(join(cwd, "none.json"), JSON.stringify(reportOf([])));

const split = (report: string, directory: string, format = "csv", by = "owner") =>
  program(["report", report, "-f", format, "--split-by", by, "--output-dir", directory], { env: {}, cwd });
const files = (directory: string) => readdirSync(join(cwd, directory)).sort();
const OURS = ["index.json", "none.csv", "pay.csv"];

let made = 0;
/** A new directory with these files. */
function directory(contents: Readonly<Record<string, string>>): string {
  const name = `d${made++}`;
  mkdirSync(join(cwd, name));
  for (const [file, text] of Object.entries(contents)) writeFileSync(join(cwd, name, file), text);
  return name;
}

const entry = (file: unknown) => JSON.stringify([{ file, value: "x", functions: 1 }]);

for (const index of [
  "",
  "{}",
  "null",
  '"pay.csv"',
  "[null]",
  '["pay.csv"]',
  "[{}]",
  ...["", ".", "..", ".hidden", "../whole.json", "/etc/hosts", "a\\b", "a\0b", 5, ["pay.csv"]].map(entry),
])
  test(`an index.json that is not of --split-by stays: ${JSON.stringify(index)}`, async () => {
    const name = directory({ "index.json": index, "pay.csv": "mine" });
    const { code, stdout, stderr } = await split("whole.json", name);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.equal(
      stderr,
      `lambda-inventory: ${name}/index.json was not written by --split-by\n  Choose another directory, or move that file out of it.\n`,
    );
    assert.deepEqual(files(name), ["index.json", "pay.csv"]);
    assert.equal(readFileSync(join(cwd, name, "pay.csv"), "utf8"), "mine");
  });

test("an index.html beside an index.json without pages is not ours, and one beside pages is", async () => {
  const name = directory({ "index.json": entry("pay.csv"), "index.html": "mine" });
  const { code, stderr } = await split("whole.json", name, "html");
  assert.equal(code, 2);
  assert.match(stderr, /index\.html was not written by --split-by/);
  assert.equal(readFileSync(join(cwd, name, "index.html"), "utf8"), "mine");

  const ours = directory({ "index.json": entry("old.html"), "index.html": "old", "old.html": "old" });
  assert.equal((await split("whole.json", ours)).code, 0);
  assert.deepEqual(files(ours), OURS);
});

test("files that an index names may be gone; links and directories in their place stay", async () => {
  const entries = ["gone.csv", "link.csv", "folder.csv"].map((file) => ({ file, value: file, functions: 1 }));
  const name = directory({ "index.json": JSON.stringify(entries), target: "mine" });
  symlinkSync("target", join(cwd, name, "link.csv"));
  mkdirSync(join(cwd, name, "folder.csv"));
  assert.equal((await split("whole.json", name)).code, 0);
  assert.deepEqual(files(name), ["folder.csv", ...OURS, "link.csv", "target"].sort());
  assert.ok(lstatSync(join(cwd, name, "link.csv")).isSymbolicLink());
});

test("an empty index of an earlier run is replaced, and a report without functions gets one", async () => {
  const name = directory({ "index.json": "[]" });
  assert.equal((await split("whole.json", name)).code, 0);
  assert.deepEqual(files(name), OURS);
  assert.equal((await split("none.json", name)).code, 0);
  assert.deepEqual(files(name), ["index.json"]);
  assert.deepEqual(JSON.parse(readFileSync(join(cwd, name, "index.json"), "utf8")), []);
});

test("a directory that cannot be created is an error, whatever the reason", {
  skip: !existsSync("/proc/self") && "there is no /proc here",
}, async () => {
  const { code, stderr } = await split("whole.json", "/proc/absent/deeper");
  assert.equal(code, 2);
  assert.match(
    stderr,
    /cannot write \/proc\/absent\/deeper: the file system does not allow new files or directories there\n {2}Choose another path\./,
  );
  const long = await split("whole.json", "n".repeat(300));
  assert.equal(long.code, 2);
  assert.match(long.stderr, /the name is too long\n {2}Choose a shorter name\./);
});

test("in the folder of a killed run, a file of another user or a link is left alone", {
  skip: process.geteuid?.() !== 0 && "it takes root",
}, async () => {
  const name = directory({});
  // The name of the folder, as a run in the same directory makes it; its process has ended.
  const { Directory } = await import("../../src/cli/output/directory.ts");
  const run = new Directory(name, join(cwd, name));
  const [own = ""] = files(name);
  run.discard();
  const left = own.replace(/\.\d+\.(?=\w{12}\.tmp$)/, ".999999999.");
  mkdirSync(join(cwd, name, left));
  chownSync(join(cwd, name, left), 1234, 1234);
  await split("whole.json", name);
  assert.deepEqual(files(name), [left, ...OURS].sort());
  rmSync(join(cwd, name, left), { recursive: true });
  mkdirSync(join(cwd, "elsewhere"), { recursive: true });
  symlinkSync("../elsewhere", join(cwd, name, left));
  await split("whole.json", name);
  assert.deepEqual(files(name), [left, ...OURS].sort());
  rmSync(join(cwd, name, left));
  mkdirSync(join(cwd, name, left));
  await split("whole.json", name);
  assert.deepEqual(files(name), OURS);
});

const text = (page: string) =>
  page
    .replace(/<(style|head)[\s\S]*?<\/\1>/g, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");

test("the page of an HTML index counts reports and functions, and says what was not read", async () => {
  for (const [report, name, by] of [
    ["whole.json", "page-whole", "owner"],
    ["part.json", "page-part", "account"],
    ["none.json", "page-none", "owner"],
  ] as const)
    await split(report, name, "html", by);
  const page = (name: string) => readFileSync(join(cwd, name, "index.html"), "utf8");
  assert.match(page("page-whole"), /<title>Lambda runtimes by owner<\/title>/);
  assert.match(text(page("page-whole")), /2 reports, 3 functions Reports owner functions \(none\) 1 pay 2 /);
  assert.doesNotMatch(page("page-whole"), /Incomplete/);
  assert.match(
    text(page("page-part")),
    /1 report, 1 function .*Incomplete: 1 of 2 targets not read, so functions may be missing\. Each report says where and why\./,
  );
  assert.match(page("page-part"), new RegExp(`<a href="${A}\\.html">${A}</a>`));
  assert.match(text(page("page-none")), /0 reports, 0 functions/);
  assert.match(page("page-whole"), /class="[^"]*\bgood\b/);
  assert.match(page("page-part"), /class="[^"]*\bwarn\b/);
});

test("more functions than are kept loose: each is in its report, in order", async () => {
  const many = Array.from({ length: 4_500 }, (_, at) => ({
    functionName: `f${String(at).padStart(4, "0")}`,
    owner: at % 2 === 0 ? "even" : "odd",
  }));
  const report = reportOf([{ accountId: A, region: "eu-west-1", functions: many }]);
  writeFileSync(join(cwd, "many.json"), JSON.stringify(report));
  await program(
    ["report", "many.json", "-f", "csv", "--columns", "functionName", "--no-header"].concat([
      "--split-by",
      "owner",
      "--output-dir",
      "many",
    ]),
    { env: {}, cwd },
  );
  for (const owner of ["even", "odd"])
    assert.deepEqual(
      readFileSync(join(cwd, "many", `${owner}.csv`), "utf8")
        .trimEnd()
        .split("\n"),
      many.filter((fn) => fn.owner === owner).map(({ functionName }) => functionName),
    );
});
