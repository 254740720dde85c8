/** `--split-by` and `--output-dir`: one report for each value, all of them or none, through the whole program. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type Simulator, startSimulator } from "../../simulator/index.ts";
import { fileNames } from "../../src/report/split.ts";
import { MAIN } from "../support/cli/child.ts";
import { smallOrganization } from "../support/cli/estates.ts";
import { cleanEnv, program } from "../support/cli/program.ts";
import { A, B, reportOf } from "../support/compare/reports.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const cwd = temporaryDirectory("split");
let simulator: Simulator;
before(async () => {
  simulator = await startSimulator({ estate: smallOrganization() });
});
after(() => simulator.close());

const run = (...argv: string[]) => program(argv, { env: {}, cwd });
const text = (...names: string[]) => readFileSync(join(cwd, ...names), "utf8");
const json = (...names: string[]) => JSON.parse(text(...names));
const files = (folder: string) => readdirSync(join(cwd, folder)).sort();

/** One function for each owner, and a target that was not read. */
function save(path: string, ...owners: (string | null)[]): void {
  const functions = owners.map((owner, i) => ({ functionName: `f${i}`, owner, ownerSource: "tag:Owner" }));
  const cells = [
    { accountId: A, region: "eu-west-1", functions },
    { accountId: B, region: "eu-west-1", status: "denied" as const },
  ];
  writeFileSync(join(cwd, path), JSON.stringify(reportOf(cells)));
}

save("saved.json", "payments", "search", "payments", null);

test("one report for each owner, each with the whole ledger and its own counts", async () => {
  const { code, stdout, stderr } = await run(
    "report",
    "saved.json",
    "-f",
    "json",
    "--split-by",
    "owner",
    "--output-dir",
    "a/b",
  );
  assert.deepEqual([code, stdout], [3, ""]);
  assert.match(stderr, /^functions +4/m);
  assert.deepEqual(files("a/b"), ["index.json", "none.json", "payments.json", "search.json"]);
  assert.deepEqual(json("a/b/index.json"), [
    { file: "none.json", value: "", functions: 1 },
    { file: "payments.json", value: "payments", functions: 2 },
    { file: "search.json", value: "search", functions: 1 },
  ]);
  const { functions, coverage, accounts, summary } = json("a/b/payments.json");
  assert.deepEqual(
    functions.map((row: { functionName: string }) => row.functionName),
    ["f0", "f2"],
  );
  assert.deepEqual([coverage.length, accounts.length], [2, 2]);
  assert.deepEqual([summary.functions, summary.notRead, summary.byOwner], [2, 1, { payments: 2 }]);
});

test("a scan and merge, by account and by runtime, in the extension of each format", async () => {
  const env = cleanEnv(simulator.env());
  const scan = [
    "--org",
    "-r",
    "eu-west-1,us-east-1",
    "--split-by",
    "account",
    "--output-dir",
    "scan",
    "-f",
    "csv",
  ];
  assert.equal((await program(scan, { env, cwd })).code, 3);
  const ids = json("scan/index.json").map(({ value }: { value: string }) => value);
  assert.equal(ids.length, 2);
  assert.deepEqual(files("scan"), [...ids.map((id: string) => `${id}.csv`), "index.json"].sort());
  await run("merge", "saved.json", "--split-by", "runtime", "--output-dir", "merged", "-f", "markdown");
  assert.deepEqual(files("merged"), ["index.json", "nodejs22.x.md"]);
});

test("HTML has an index page that links every report", async () => {
  save("html.json", "payments", 'a"><script>/é', null);
  await run("report", "html.json", "-f", "html", "--split-by", "owner", "--output-dir", "pages");
  const page = text("pages/index.html");
  for (const { file } of json("pages/index.json")) {
    assert.ok(page.includes(`href="${encodeURIComponent(file)}"`), file);
    assert.match(text("pages", file), /^<!doctype html>/i);
  }
  assert.doesNotMatch(page, /<script/);
});

const AWKWARD = [
  "../x",
  "/",
  "..",
  ".",
  "",
  "x".repeat(300),
  "Payments",
  "payments",
  "PAYMENTS",
  "index",
  "con",
  "a/b",
  "a b",
  "a\u0000b",
  "\u202ea",
  "請求",
  "none",
  "é",
  "e\u0301",
  "🧾",
  ".env",
  "...",
  "-rf",
  "a\\b",
  "C:a",
  "a.",
  "NUL.txt",
  "LPT9",
  "ß",
  "SS",
  "ﬁ",
  "fi",
  "\u212a",
  "k",
  "é".repeat(300),
  "e\u0301".repeat(300),
  "🧾".repeat(300),
  "__proto__",
];

test("awkward values get safe names, and no two share one, not even where case does not count", async () => {
  save("awkward.json", ...AWKWARD);
  const { code } = await run(
    "report",
    "awkward.json",
    "-f",
    "tsv",
    "--split-by",
    "owner",
    "--output-dir",
    "awkward",
  );
  assert.equal(code, 3);
  const index: { file: string; value: string }[] = json("awkward/index.json");
  assert.equal(index.length, AWKWARD.length);
  assert.deepEqual(new Set(index.map(({ value }) => value)), new Set(AWKWARD));
  assert.deepEqual(files("awkward"), ["index.json", ...index.map(({ file }) => file)].sort());
  const names = index.map(({ file }) => file.normalize("NFKC").toLowerCase());
  assert.equal(new Set(names).size, names.length);
  for (const { file } of index) {
    assert.match(file, /^[\p{L}\p{N}_][\p{L}\p{N}._-]*\.tsv$/u);
    assert.ok(Buffer.byteLength(file) < 255);
  }
  assert.ok(!existsSync(join(cwd, "x.tsv")), "nothing outside of the directory");
});

test("a name depends on its value alone, and never leads to a file of another value", () => {
  const digits = createHash("sha256").update("a b").digest("hex").slice(0, 12);
  const names = fileNames(["a b", `a-b-${digits}`, "c"], "csv", () => false);
  assert.equal(names.get("a b"), `a-b-${digits}.csv`);
  assert.equal(new Set(names.values()).size, 3);
  assert.equal(fileNames(["a b"], "csv", () => false).get("a b"), names.get("a b"));
});

test("files that an earlier index names are replaced, others are left alone", async () => {
  const split = (report: string, ...argv: string[]) =>
    run("report", report, "--split-by", "owner", "--output-dir", "again", ...argv);
  mkdirSync(join(cwd, "again"));
  writeFileSync(join(cwd, "again/search.json"), "mine");
  await split("saved.json", "-f", "json");
  assert.equal(text("again/search.json"), "mine");
  const index: { file: string; value: string }[] = json("again/index.json");
  assert.match(index.find(({ value }) => value === "search")?.file ?? "", /^search-[0-9a-f]{12}\.json$/);
  save("fewer.json", "payments");
  await split("fewer.json", "-f", "html");
  assert.deepEqual(files("again"), ["index.html", "index.json", "payments.html", "search.json"]);
  await split("fewer.json", "-f", "csv");
  assert.deepEqual(files("again"), ["index.json", "payments.csv", "search.json"]);
});

test("when a report cannot be written, nothing changes", async () => {
  await run("report", "saved.json", "-f", "csv", "--split-by", "owner", "--output-dir", "kept");
  const earlier = files("kept").map((name) => text("kept", name));
  const query =
    "functions[?functionName=='f1'].[functionName, to_number(functionName).x.y, sum(functionName)]";
  const { code } = await run(
    "report",
    "saved.json",
    "--query",
    query,
    "-f",
    "tsv",
    "--split-by",
    "owner",
    "--output-dir",
    "kept",
  );
  assert.equal(code, 2);
  assert.deepEqual(
    files("kept").map((name) => text("kept", name)),
    earlier,
  );
});

mkdirSync(join(cwd, "foreign"));
writeFileSync(join(cwd, "foreign/index.json"), '[{"file":"../saved.json","value":"x","functions":1}]');
mkdirSync(join(cwd, "site"));
writeFileSync(join(cwd, "site/index.html"), "mine");
for (const [argv, message] of [
  [["--split-by", "owner"], /--split-by requires --output-dir/],
  [["--output-dir", "x"], /--output-dir requires --split-by/],
  [
    ["--split-by", "owner", "--output-dir", "x", "-o", "y.json"],
    /--output-dir and --output cannot be combined/,
  ],
  [["--split-by", "region", "--output-dir", "x"], /invalid value "region" for --split-by/],
  [
    ["--split-by", "owner", "--output-dir", "saved.json"],
    /--output-dir: saved\.json is not a directory\n {2}Pass a directory; it is created if it does not exist\.\n/,
  ],
  [
    ["--split-by", "owner", "--output-dir", "saved.json/x"],
    /--output-dir: saved\.json\/x is not a directory/,
  ],
  [["--split-by", "owner", "--output-dir", "foreign"], /foreign\/index\.json was not written by --split-by/],
  [["--split-by", "owner", "--output-dir", "site"], /site\/index\.html was not written by --split-by/],
] as const) {
  test(`refuses ${argv.join(" ")}`, async () => {
    const { code, stdout, stderr } = await run("report", "saved.json", ...argv);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, message);
    assert.ok(!existsSync(join(cwd, "x")) && !existsSync(join(cwd, "y.json")));
  });
}

test("a scan is not made when the directory is a file", async () => {
  const env = cleanEnv(simulator.env());
  const calls = simulator.requests.count("lambda:");
  const { code } = await program(["--org", "--split-by", "owner", "--output-dir", "saved.json"], {
    env,
    cwd,
  });
  assert.deepEqual([code, simulator.requests.count("lambda:")], [2, calls]);
});

// Node.js itself never returns when it creates directories there.
const noProc = !existsSync("/proc/self") && "there is no /proc here";

for (const path of ["/proc/nope", "/proc/nope/deeper"])
  test(`a directory that cannot be created is an error: ${path}`, { skip: noProc, timeout: 60_000 }, () => {
    const argv = ["report", "saved.json", "--split-by", "owner", "--output-dir", path];
    const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...argv], {
      cwd,
      encoding: "utf8",
      timeout: 30_000,
    });
    assert.deepEqual([status, stdout], [2, ""]);
    assert.match(
      stderr,
      /cannot write \/proc\/nope\S*: the file system does not allow new files or directories there\n {2}Choose another path\.\n$/,
    );
  });
