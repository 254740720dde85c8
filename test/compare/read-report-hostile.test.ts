/** Reports that contradict themselves, or are built to take long: refused, and within seconds. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createWriteStream, existsSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { test } from "node:test";
import { readReport } from "../../src/compare/read-report.ts";
import { folder, printed, report, write } from "../support/compare/printed-report.ts";

const CONTRADICTIONS: Readonly<Record<string, readonly [string, RegExp]>> = {
  "a key twice in a function": [
    printed.replace('"region":"eu-west-1"', '"region":"us-east-1","region":"eu-west-1"'),
    /functions\[0\] has the duplicate key "region" \(line 7\)$/,
  ],
  "a key twice in a ledger row, once escaped": [
    printed.replace('"status":"denied"', '"st\\u0061tus":"ok","status":"denied"'),
    /coverage\[1\] has the duplicate key "status" \(line \d+\)$/,
  ],
  "a key twice in the tags of a function": [
    printed.replace('"tags":null', '"tags":{"a":"1","b":"2","a":"3"}'),
    /functions\[0\] has the duplicate key "a" \(line 7\)$/,
  ],
  "a key twice in the summary": [
    printed.replace('"targets":', '"targets":0,"targets":'),
    /summary has the duplicate key "targets" \(line \d+\)$/,
  ],
  "two ledgers": [
    printed.replace('"accounts": [', '"coverage": [], "accounts": ['),
    /duplicate key "coverage" \(line \d+\)$/,
  ],
  "two start times": [
    printed.replace('"startedAt"', '"startedAt": "2026-01-01T00:00:00.000Z",\n  "startedAt"'),
    /duplicate key "startedAt" \(line \d+\)$/,
  ],
  "an object where a text belongs": [
    printed.replace('"accountName":"team-2"', '"accountName":{"toString":1}'),
    /coverage\[1\]\.accountName is an object, not a string \(line \d+\)$/,
  ],
  "an object where a description belongs": [
    printed.replace('"description":""', '"description":{"length":0}'),
    /functions\[0\]\.description is an object, not a string \(line 7\)$/,
  ],
};

for (const [what, [text, message]] of Object.entries(CONTRADICTIONS)) {
  test(`refuses ${what}`, async () => {
    assert.notEqual(text, printed);
    await assert.rejects(readReport(write(text), folder), { name: "UserError", message });
  });
}

test("colons and braces in strings are not mistaken for keys", async () => {
  const text = printed.replace('"description":""', '"description":"{\\"a\\":1,\\"a\\":2}"');
  assert.equal((await readReport(write(text), folder)).functions.length, report.functions.length);
});

const MB = 1024 * 1024;
const COSTLY: Readonly<Record<string, () => string>> = {
  "a text of 60 MB": () => `{"schemaVersion": 1, "x": "${"x".repeat(60 * MB)}"}`,
  "30 MB of white space before the object": () => `${" ".repeat(30 * MB)}{`,
  "lists nested 10 million deep": () => `{"x": ${"[".repeat(10 * MB)}`,
  "a function nested 10 million deep": () =>
    printed.replace('"tags":null', `"tags":${'{"a":'.repeat(2 * MB)}`),
  "two million keys": () => `{${Array.from({ length: 2_000_000 }, (_, i) => `"k${i}":1`).join(",")}}`,
  "two million elements of an unknown list": () => `{"schemaVersion": 1, "x": [${"1,".repeat(2_000_000)}1]}`,
};

for (const [what, make] of Object.entries(COSTLY)) {
  test(`${what}: refused in a few seconds of CPU`, async () => {
    const text = make();
    const start = process.cpuUsage();
    await assert.rejects(readReport(write(text), folder), { name: "UserError" });
    const took = process.cpuUsage(start).user / 1000;
    assert.ok(took < 15_000, `took ${took} ms of CPU`);
  });
}

test("an endless file is refused as soon as it is clear that it is not a report", async () => {
  if (!existsSync("/dev/zero")) return;
  const start = performance.now();
  await assert.rejects(readReport("/dev/zero", folder), {
    name: "UserError",
    message: /is not a JSON report/,
  });
  assert.ok(performance.now() - start < 20_000);
});

test("a pipe is read like a file, in pieces of any size", {
  skip: process.platform === "win32",
}, async () => {
  execFileSync("mkfifo", [join(folder, "pipe.json")]);
  createWriteStream(join(folder, "pipe.json")).end(printed);
  assert.deepEqual(await readReport("pipe.json", folder), report);
  const bytes = [...Buffer.from(`\ufeff${printed}`)].map((byte) => Buffer.from([byte]));
  assert.deepEqual(await readReport("-", folder, Readable.from(bytes)), report);
});
