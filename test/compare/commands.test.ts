/** merge, diff and --resume through the whole program, against a simulated AWS. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { estate, type Simulator, startSimulator } from "../../src/simulator/index.ts";
import { cleanEnv, program } from "../cli/program.ts";
import { reportText } from "./report-text.ts";
import { reportOf } from "./reports.ts";

const cwd = mkdtempSync(join(tmpdir(), "compare-"));
let simulator: Simulator;
let env: Record<string, string | undefined>;

before(async () => {
  const functions = (...names: string[]) => ({
    "eu-west-1": names,
    "us-east-1": [`edge-${names.length} python3.8`, "image image"],
  });
  simulator = await startSimulator({
    estate: estate({
      accounts: [
        { name: "hub", functions: functions("orders nodejs22.x") },
        { name: "shop", functions: functions("cart nodejs20.x", "pay python3.13") },
        { name: "labs", functions: functions("a ruby3.2", "b go1.x", "c java21") },
        { name: "closed", state: "SUSPENDED" },
        { name: "no way in", roles: [], functions: functions("hidden nodejs8.10") },
      ],
    }),
  });
  env = cleanEnv(simulator.env());
});
after(async () => {
  await simulator.close();
  rmSync(cwd, { recursive: true });
});

const run = (...argv: string[]) => program(argv, { env, cwd });
const earlier = (...argv: string[]) => program(argv, { env, cwd, now: new Date("2026-11-21T08:00:00Z") });
const read = (name: string) => readFileSync(join(cwd, name), "utf8");

/** What two runs cannot have in common. */
function withoutTimes(text: string): string {
  return text
    .replace(/"durationMs":\d+/g, '"durationMs":0')
    .replace(/"(started|finished)At": "[^"]+"/g, '"$1At": ""');
}

test("four shard processes at once, merged, print what one run prints", async () => {
  const main = join(import.meta.dirname, "../../dist/main.js");
  const shard = (i: number) =>
    new Promise<number>((done) => {
      const argv = [main, "--org", "--shard", `${i}/4`, "-f", "json", "-o", join(cwd, `part-${i}.json`)];
      execFile(process.execPath, argv, { env: { ...env, LAMBDA_INVENTORY_AS_OF: "2026-11-21" } }, (error) =>
        done(Number(error?.code ?? 0)),
      );
    });
  const [whole, ...codes] = await Promise.all([
    run("--org", "-f", "json", "--as-of", "2026-11-21"),
    ...[1, 2, 3, 4].map(shard),
  ]);
  assert.deepEqual([whole.code, Math.max(...codes)], [3, 3]);
  const merged = await run("merge", "part-4.json", "part-2.json", "part-1.json", "part-3.json", "-f", "json");
  assert.equal(withoutTimes(merged.stdout), withoutTimes(whole.stdout));
  assert.equal(merged.code, 3);
  for (const format of ["table", "tsv", "ndjson"]) {
    const [one, joined] = await Promise.all([
      run("--org", "-f", format),
      run("merge", ...[1, 2, 3, 4].map((i) => `part-${i}.json`), "-f", format),
    ]);
    assert.equal(joined.stdout, one.stdout);
    assert.equal(joined.stderr, one.stderr.replace(" within 180 days", ""));
  }
});

test("a missing shard and a report of other shards are refused with nothing on stdout", async () => {
  await run("--org", "--shard", "1/2", "-f", "json", "-o", "one.json");
  assert.deepEqual(await run("merge", "one.json"), {
    code: 2,
    stdout: "",
    stderr:
      "lambda-inventory: missing: shard 2/2\n  Name the reports of all shards, or run the missing ones again.\n",
  });
});

test("merge obeys the options of a report", async () => {
  await run("--org", "-f", "json", "-o", "whole.json", "--with", "tags");
  const { code, stdout } = await run(
    "merge",
    "whole.json",
    "-f",
    "csv",
    "--columns",
    "region,functionName",
    "--sort",
    "-functionName",
    "--no-header",
    "--allow-incomplete",
    "--fail-on",
    "deprecated",
    "--coverage",
    "ledger.tsv",
  );
  assert.equal(code, 1);
  assert.deepEqual(stdout.split("\n").slice(0, 3), ["eu-west-1,pay", "eu-west-1,orders", "us-east-1,image"]);
  assert.match(read("ledger.tsv"), /^accountId\taccountName\tregion\tstatus/);
  assert.equal((await run("merge", "whole.json")).stdout, read("whole.json"), "JSON unless another is named");
  const table = await run("merge", "whole.json", "-f", "table");
  assert.match(table.stdout.split("\n")[0] ?? "", /tags/, "the extra columns that it was made with");
});

test("--resume reads only what was not read, and prints what an undisturbed run prints", async () => {
  const undisturbed = await run("--org", "-f", "json");
  simulator.faults.add(
    { kind: "scp-deny", account: "222222222222", region: "us-east-1", action: "lambda:*" },
    { kind: "throttle", account: "333333333333", action: "sts:AssumeRole" },
  );
  const disturbed = await earlier("--org", "-f", "json", "-o", "old.json", "--max-attempts", "1");
  simulator.faults.clear();
  assert.equal(disturbed.code, 3);
  assert.notEqual(withoutTimes(read("old.json")), withoutTimes(undisturbed.stdout));

  simulator.requests.reset();
  await run("--org", "--resume", "old.json", "-f", "json", "-o", "new.json");
  const listed = simulator.requests
    .of("lambda:ListFunctions")
    .map(({ accountId, region }) => `${accountId} ${region}`);
  assert.deepEqual([...new Set(listed)].sort(), [
    "222222222222 us-east-1",
    "333333333333 eu-west-1",
    "333333333333 us-east-1",
  ]);
  assert.equal(withoutTimes(read("new.json")), withoutTimes(undisturbed.stdout));
  const merged = await run("merge", "old.json", "new.json", "-f", "json");
  assert.equal(merged.stdout, read("new.json"));
});

test("--resume of a report that was filtered wants the same filter", async () => {
  await run("--org", "--deprecated", "-f", "json", "-o", "deprecated.json");
  assert.deepEqual(await run("--org", "--resume", "deprecated.json"), {
    code: 2,
    stdout: "",
    stderr: `lambda-inventory: deprecated.json was made with a filter and does not hold every function that was read
  Give the same --runtime, --status, --name or --deprecated again, or make a report without them.
`,
  });
  assert.equal((await run("--org", "--resume", "deprecated.json", "--deprecated")).code, 3);
});

const EU = { accountId: "111111111111", region: "eu-west-1" };
const UNCHANGED = { ...EU, accountName: "hub", functions: [{ functionName: "orders" }] };

async function write(name: string, ...args: Parameters<typeof reportOf>): Promise<void> {
  writeFileSync(join(cwd, name), await reportText(reportOf(...args)));
}

test("diff of two reports says what changed and exits 0, or 1 by --fail-on", async () => {
  await write("a.json", [UNCHANGED]);
  await write("b.json", [{ ...UNCHANGED, functions: [{ functionName: "orders", runtime: "python3.8" }] }]);
  const same = await run("diff", "a.json", "a.json", "--fail-on", "new-deprecated");
  assert.deepEqual([same.code, same.stderr], [0, ""]);
  assert.match(same.stdout, /\nno change; 1 unchanged\n$/);
  const worse = await run("diff", "a.json", "b.json", "--fail-on", "new-deprecated");
  assert.deepEqual([worse.code, worse.stderr], [1, ""]);
  assert.match(worse.stdout, /\n1 newly deprecated; 1 moved to another runtime; 0 unchanged\n/);
  assert.equal((await run("diff", "a.json", "b.json")).code, 0);
  const better = await run("diff", "b.json", "a.json", "--fail-on", "new-deprecated", "-f", "json");
  assert.deepEqual([better.code, JSON.parse(better.stdout).summary.newlyFixed], [0, 1]);
});

test("--fail-on of a scan looks at the newer report, as it stands", async () => {
  await write("a.json", [UNCHANGED]);
  await write("b.json", [{ ...UNCHANGED, functions: [{ functionName: "orders", runtime: "python3.8" }] }]);
  const codes = [];
  for (const [old, fresh, word] of [
    ["a.json", "b.json", "deprecated"],
    ["b.json", "b.json", "deprecated"],
    ["b.json", "a.json", "deprecated"],
    ["b.json", "b.json", "new-deprecated"],
    ["a.json", "b.json", "expiring,unknown"],
  ] as const)
    codes.push((await run("diff", old, fresh, "--fail-on", word)).code);
  assert.deepEqual(codes, [1, 1, 0, 0, 0]);
});

test("diff writes to a file, whole", async () => {
  await write("a.json", [UNCHANGED]);
  const { code, stdout } = await run("diff", "a.json", "a.json", "-f", "html", "-o", "diff.html");
  assert.deepEqual([code, stdout], [0, ""]);
  assert.match(read("diff.html"), /^<!doctype html>[\s\S]*<\/html>\n$/);
});

test("diff with a fresh scan compares with what is there now", async () => {
  await write("then.json", [UNCHANGED]);
  const { code, stdout, stderr } = await run("diff", "then.json", "-r", "eu-west-1", "-f", "json");
  assert.equal(code, 0);
  const { functions, scope } = JSON.parse(stdout);
  assert.deepEqual(scope, { accounts: { onlyOld: [], onlyNew: [] }, regions: { onlyOld: [], onlyNew: [] } });
  assert.deepEqual([functions.new, functions.gone], [[], []]);
  assert.match(stderr, /^targets +1: 1 read, 0 not read$/m);
});

test("a fresh scan that could not read everything exits 3, and calls nothing gone", async () => {
  await write("then.json", [UNCHANGED]);
  simulator.faults.add({ kind: "deny", region: "eu-west-1", action: "lambda:*" });
  const scan = ["diff", "then.json", "-r", "eu-west-1", "-f", "json"];
  const ended = await run(...scan);
  const allowed = await run(...scan, "--allow-incomplete");
  simulator.faults.clear();
  const { gone, unread } = JSON.parse(ended.stdout).functions;
  assert.deepEqual([ended.code, gone.length, unread.length], [3, 0, 1]);
  assert.equal(allowed.code, 0);
});

test("a report that is none is refused before anything is scanned", async () => {
  writeFileSync(join(cwd, "broken.json"), '{"schemaVersion": 1, "functions": [');
  simulator.requests.reset();
  for (const argv of [
    ["diff", "broken.json"],
    ["merge", "broken.json"],
    ["diff", "broken.json", "nowhere.json"],
  ]) {
    const { code, stdout, stderr } = await run(...argv);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(
      stderr,
      /^lambda-inventory: broken\.json is cut off: it ends at line 1, after 0 functions\n/,
    );
  }
  assert.equal(simulator.requests.total, 0);
});
