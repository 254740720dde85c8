/** What an accounts file can cost: its size is bounded while it is read, and reading takes linear time. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createWriteStream, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { accountsFileOf, readAccountsFile } from "../../src/config/accounts-file.ts";
import { parseSource } from "../../src/config/source.ts";
import { folder, refuses } from "../support/config/mistakes.ts";

/** Milliseconds of CPU that it takes to read or refuse a text, which other processes do not change much. */
function timeOf(text: string): number {
  const start = process.cpuUsage();
  try {
    accountsFileOf(parseSource("a.yaml", text), "/");
  } catch (error) {
    assert.equal((error as Error).name, "UserError");
  }
  return process.cpuUsage(start).user / 1000;
}

const lines = (count: number, line: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join("");

/** Texts of about a megabyte or less, each of a shape that once took quadratic time or could. */
const SHAPES: Readonly<Record<string, string>> = {
  "50,000 keys": lines(50_000, (i) => `key${i}: x\n`),
  "50,000 keys of an account": `accounts:\n  - id: "111122223333"\n${lines(50_000, (i) => `    key${i}: x\n`)}`,
  "50,000 keys of a c7n-org account": `accounts:\n  - account_id: "111122223333"\n${lines(50_000, (i) => `    key${i}: x\n`)}`,
  "one long key": `accounts:\n  - id: "111122223333"\n    ${"k".repeat(1000)}: x\n    ${"r".repeat(900)}ole: x\n`,
  "one long name of a region": `accounts: [{id: "111122223333", regions: ["${"x".repeat(1_000_000)}"]}]`,
  "a chain of merge keys": `accounts:\n  - &a0 {id: "100000000000"}\n${lines(3_000, (i) => `  - &a${i + 1} {<<: *a${i}, id: "${100_000_000_001 + i}"}\n`)}`,
  "a long list of merge keys": `accounts:\n  - &a {id: "100000000000"}\n  - {<<: [${"*a,".repeat(200_000)}], id: "100000000001"}\n`,
  "a long list that every account repeats": `accounts:\n  - {id: "100000000000", tags: &tags [${"a,".repeat(20_000)}]}\n${lines(5_000, (i) => `  - {id: "${100_000_000_001 + i}", tags: *tags}\n`)}`,
};

for (const [what, text] of Object.entries(SHAPES)) {
  test(`${what}: read or refused in a few seconds of CPU`, () => {
    const took = timeOf(text);
    assert.ok(took < 15_000, `took ${took} ms`);
  });
}

test("a file that is too large is refused, whatever it holds", async () => {
  const hint = "Is this the right file?";
  writeFileSync(join(folder, "huge.yaml"), Buffer.alloc(33 * 1024 * 1024));
  await refuses("huge.yaml", "accounts file huge.yaml is too large: the limit is 32 MB", hint);
  if (!existsSync("/dev/zero")) return;
  await refuses("/dev/zero", "accounts file /dev/zero is too large: the limit is 32 MB", hint);
});

test("a pipe is read like a file", { skip: process.platform === "win32" }, async () => {
  const pipe = join(folder, "pipe.yaml");
  execFileSync("mkfifo", [pipe]);
  createWriteStream(pipe).end('accounts: [{id: "111122223333"}]');
  const { accounts } = await readAccountsFile("pipe.yaml", folder);
  assert.deepEqual(
    accounts.map(({ id }) => id),
    ["111122223333"],
  );
});
