/** The script that runs the tests: no file is left out, and a process that hangs ends. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import { test } from "node:test";
import { temporaryDirectory } from "../support/temporary.ts";

const ROOT = resolve(import.meta.dirname, "../..");

/** What a run prints where these are the test files. */
function run(files: Readonly<Record<string, string>>, seconds: number) {
  const cwd = temporaryDirectory("test-runner");
  symlinkSync(join(ROOT, "node_modules"), join(cwd, "node_modules"));
  mkdirSync(join(cwd, "test", "room"), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(cwd, "test", "room", name), `import { after, test } from "node:test";\n${text}`);
  }
  // Without it the runner believes that it is a test file.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const argv = ["--import", "tsx", join(ROOT, "scripts/test.ts")];
  return spawnSync(process.execPath, argv, {
    cwd,
    encoding: "utf8",
    env: { ...env, TEST_LIMIT: String(seconds) },
  });
}

test("a folder of many files has several processes, and each file runs once", () => {
  const names = Array.from({ length: 65 }, (_, index) => `file ${index}`);
  const { stdout, status } = run(
    Object.fromEntries(
      names.map((name) => [
        `${name}.test.ts`,
        `test(${JSON.stringify(`${name}, `)} + process.pid, () => {});`,
      ]),
    ),
    300,
  );
  assert.equal(status, 0, stdout);
  const ran = [...stdout.matchAll(/(?:^ok \d+ -|✔) (file \d+), (\d+)/gm)];
  assert.deepEqual(ran.map(([, name]) => name).sort(), [...names].sort());
  assert.equal(new Set(ran.map(([, , pid]) => pid)).size, 3);
});

test("a process that a failing hook leaves open is ended at the limit, and its name is shown", () => {
  const { stdout, status } = run(
    {
      "open.test.ts": `
        import { createServer } from "node:net";
        createServer().listen(0);
        after(() => { throw new Error("cannot close"); });
        test("passes", () => {});`,
    },
    8,
  );
  assert.equal(status, 1, stdout);
  assert.match(stdout, /cannot close/);
  assert.match(stdout, /room-1\.test\.mjs.*test timed out after 8000ms/s);
});
