/** `--runtime` with names that are short, misspelled or newer than the catalogue. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { parse, scan, source } from "../support/cli/parsed.ts";
import { program } from "../support/cli/program.ts";

async function runtimes(name: string): Promise<{ code: number; ids: string[]; stderr: string }> {
  const { code, stdout, stderr } = await program(["runtimes", "--runtime", name, "-f", "tsv", "--no-header"]);
  return { code, ids: stdout.split("\n").flatMap((line) => line.split("\t").slice(0, 1)), stderr };
}

test("--runtime nodejs18 means nodejs18.x", async () => {
  assert.deepEqual(source((await scan("--runtime nodejs18,go1,python3.9")).runtimes), [
    "nodejs18.x",
    "go1.x",
    "python3.9",
  ]);
  const { warnings } = await parse("--runtime nodejs18,python3.9");
  assert.deepEqual(warnings, ["--runtime: nodejs18 means nodejs18.x"]);
  const { code, ids, stderr } = await runtimes("nodejs18");
  assert.deepEqual([code, ids], [0, ["nodejs18.x", ""]]);
  assert.equal(stderr, "lambda-inventory: warning: --runtime: nodejs18 means nodejs18.x\n");
});

/** What is typed, and the beginning of the hint. */
const SUGGESTIONS: Readonly<Record<string, string>> = {
  python3: "Did you mean python3.6, python3.7, python3.8, ",
  python38: "Did you mean python3.8?",
  Python3: "Did you mean python3.6, python3.7, ",
  node18: "Did you mean nodejs18.x?",
  "nodejs-18": "Did you mean nodejs18.x?",
  nodjs20: "Did you mean nodejs20.x?",
  "nodjs20.x": "Did you mean nodejs20.x?",
  nodejs18x: "Did you mean nodejs18.x?",
  ruby3: "Did you mean ruby3.2, ruby3.3 or ruby3.4? For all of them, use a pattern: 'ruby3*'.",
  nodejs4: "Did you mean nodejs4.3 or nodejs4.3-edge?",
  "java-11": "Did you mean java11 or java11.al2023?",
};

for (const [name, hint] of Object.entries(SUGGESTIONS)) {
  test(`suggestion for --runtime ${name}`, async () => {
    const { code, stderr } = await runtimes(name);
    assert.equal(code, 2);
    assert.ok(stderr.startsWith(`lambda-inventory: --runtime: unknown runtime "${name}"\n  ${hint}`), stderr);
  });
}

test("--exclude-runtime completes and checks names as --runtime does", async () => {
  const { warnings } = await parse("--exclude-runtime nodejs18");
  assert.deepEqual(warnings, ["--exclude-runtime: nodejs18 means nodejs18.x"]);
  const { code, stdout, stderr } = await program(["list", "--exclude-runtime", "nodjs18"]);
  assert.deepEqual([code, stdout], [2, ""]);
  assert.match(
    stderr,
    /^lambda-inventory: --exclude-runtime: unknown runtime "nodjs18"\n {2}Did you mean nodejs18\.x\?/,
  );
});

test("a name like those of the catalogue may be newer, and is a warning", async () => {
  const { code, stderr } = await runtimes("nodejs98");
  assert.equal(code, 0);
  assert.match(stderr, /warning: --runtime: "nodejs98\.x" is not in the catalogue\n/);
});

test("--deprecated with --status says that both apply", async () => {
  const both = await parse("--deprecated --status supported");
  assert.ok(both.command === "list");
  assert.deepEqual(both.options.statuses, ["supported", "deprecated", "create-blocked", "update-blocked"]);
  assert.deepEqual(both.warnings, [
    "--deprecated and --status supported both apply: functions with either are listed",
  ]);
  assert.deepEqual((await parse("--deprecated")).warnings, []);
  const { stderr } = await program(["runtimes", "--deprecated", "--status", "preview"]);
  assert.match(stderr, /warning: --deprecated and --status preview both apply/);
});
