import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { builtinCatalogue } from "../../src/runtimes/catalogue.ts";

let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "cross-check-"));
});
after(() => rm(folder, { recursive: true }));

async function crossCheck(
  ...sources: string[]
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const script = fileURLToPath(new URL("../../scripts/cross-check-catalogue.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", script, ...sources]);
  const ended = new Promise<number | null>((done) => child.on("close", done));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, stdout, stderr };
}

/** Our own catalogue as cfn-lint would publish it, less what it does not list. */
function asCfnLint(): Record<string, Record<string, string | null>> {
  const listed = builtinCatalogue().runtimes.filter((row) => row.phase === "ga" && !row.containerOnly);
  return Object.fromEntries(
    listed.map((row) => [
      row.id,
      {
        "create-block": row.blockCreateDate,
        deprecated: row.deprecationDate,
        successor: row.successor,
        "update-block": row.blockUpdateDate,
      },
    ]),
  );
}

test("sources that agree: exit code 0", async () => {
  const file = join(folder, "agrees.json");
  await writeFile(file, JSON.stringify(asCfnLint()));
  const { code, stdout, stderr } = await crossCheck(file);
  assert.match(stdout, /^ours of \S+ → cfn-lint \(.*agrees\.json\) of \S+: \d+ runtimes, 0 disagreements\n$/);
  assert.deepEqual([code, stderr], [0, ""]);
});

test("disagreements are printed, and a source that cannot be read does not hide the others", async () => {
  const file = join(folder, "differs.json");
  const { "nodejs24.x": gone, ...rest } = asCfnLint();
  await writeFile(file, JSON.stringify({ ...rest, java25: { ...rest.java25, deprecated: "2029-07-31" } }));
  const { code, stdout, stderr } = await crossCheck("/nowhere.json", file);
  assert.ok(gone);
  assert.match(
    stdout,
    /, 2 disagreements\n {2}java25 deprecation 2029-06-30 → 2029-07-31, later\n {2}nodejs24\.x removed\n$/,
  );
  assert.equal(stderr, "catalogue /nowhere.json: no such file or directory\n");
  assert.equal(code, 2);
});
