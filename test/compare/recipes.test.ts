/** The scripts of docs/recipes/scale, run as the engines run them; S3 is a directory here. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { parseAllDocuments } from "yaml";
import { demoEstate, type Simulator, startSimulator } from "../../simulator/index.ts";
import { COMMAND_NAMES, optionsOf } from "../../src/cli/commands.ts";
import { environmentName } from "../../src/cli/options/entry.ts";
import { cleanEnv, program } from "../support/cli/program.ts";
import { forget } from "../support/simulator/waiting.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const RECIPES = join(import.meta.dirname, "../../docs/recipes/scale");
const MAIN = join(import.meta.dirname, "../../dist/main.js");
const folder = temporaryDirectory("recipes");
const bucket = join(folder, "bucket");
let simulator: Simulator;
let env: Record<string, string | undefined>;

/** The part of `aws s3 cp` that the scripts use; a missing file fails as with S3. */
const AWS = `#!/bin/sh
while [ $# -gt 2 ]; do shift; done
from="\${1#s3:/}" to="\${2#s3:/}"
case "$to" in $BUCKET/*) mkdir -p "$(dirname "$to")" ;; esac
case "$from" in
  */) mkdir -p "$to" && cp "$from"part-*.json "$to" ;;
  *) [ -f "$from" ] || { echo "fatal error: An error occurred (404) when calling the HeadObject operation" >&2; exit 1; }
     cp "$from" "$to" ;;
esac
`;

before(async () => {
  simulator = await startSimulator({ estate: demoEstate() });
  const bin = join(folder, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "aws"), AWS);
  writeFileSync(join(bin, "lambda-inventory"), `#!/bin/sh\nexec '${process.execPath}' '${MAIN}' "$@"\n`);
  for (const name of readdirSync(bin)) chmodSync(join(bin, name), 0o755);
  env = {
    ...cleanEnv(simulator.env()),
    PATH: `${bin}:${process.env.PATH}`,
    BUCKET: bucket,
    REPORTS: `s3:/${bucket}/inventory`,
    RUN: "monday",
    SHARDS: "2",
    LAMBDA_INVENTORY_ORG: "true",
    LAMBDA_INVENTORY_AS_OF: "2026-11-21",
  };
});
after(() => simulator.close());

interface Ended {
  readonly code: number;
  readonly stderr: string;
}

function script(name: string, variables: Record<string, string> = {}, argv: string[] = []): Promise<Ended> {
  return new Promise((done) => {
    const options = { env: { ...env, ...variables }, cwd: join(import.meta.dirname, "../..") };
    execFile("sh", [join(RECIPES, name), ...argv], options, (error, _, stderr) =>
      done({ code: Number(error?.code ?? 0), stderr }),
    );
  });
}

function withoutTimes(text: string): string {
  return text
    .replace(/"durationMs":\d+/g, '"durationMs":0')
    .replace(/"(started|finished)At": "[^"]+"/g, '"$1At": ""');
}

const stored = (name: string) => readFileSync(join(bucket, "inventory", name), "utf8");

test("two shards, numbered in different ways, merge into one run", async () => {
  const engines = ["AWS_BATCH_JOB_ARRAY_INDEX", "JOB_COMPLETION_INDEX"];
  const ended = await Promise.all(
    engines.map((variable, i) => script("scan-shard.sh", { [variable]: String(i) }, ["--quiet"])),
  );
  assert.deepEqual(
    ended,
    Array(2).fill({ code: 0, stderr: "" }),
    "what was not read is reported by the merge",
  );
  const merged = await script("merge-shards.sh", {}, ["--quiet"]);
  assert.deepEqual(merged, { code: 3, stderr: "" });
  const whole = await program(["--org", "--as-of", "2026-11-21", "-f", "json"], { env });
  assert.equal(withoutTimes(stored("monday/report.json")), withoutTimes(whole.stdout));
  assert.equal(stored("latest.json"), stored("monday/report.json"));
});

test("a second attempt resumes from the stored report, and the next run lists what changed", async () => {
  await forget(simulator);
  assert.equal((await script("scan-shard.sh", { SHARD_INDEX: "0" })).code, 0);
  const { coverage } = JSON.parse(stored("monday/part-0.json"));
  const unread = coverage.filter(({ status }: { status: string }) => status === "denied");
  assert.ok(simulator.requests.count("lambda:ListFunctions") <= unread.length);
  assert.equal((await script("merge-shards.sh")).code, 3);
  assert.match(
    stored("monday/changes.md"),
    /^# Lambda inventory: what changed\n[\s\S]*\*\*no change; 127 unchanged\*\*\n$/,
  );
});

test("a missing shard stops the merge, and a missing shard number stops the scan", async () => {
  rmSync(join(bucket, "inventory/monday/part-1.json"));
  const merged = await script("merge-shards.sh");
  assert.equal(merged.code, 2);
  assert.match(merged.stderr, /missing: shard 2\/2/);
  const failed = await script("scan-shard.sh", { SHARD_INDEX: "1", LAMBDA_INVENTORY_ROLE: "no such role" });
  assert.match(failed.stderr, /no report was written \(exit code 2\)/);
  assert.equal(failed.code, 2);
  const scanned = await script("scan-shard.sh");
  assert.notEqual(scanned.code, 0);
  assert.match(scanned.stderr, /no variable says which shard this is/);
});

test("the files use existing variables and the same numbers", () => {
  const known = new Set(
    COMMAND_NAMES.flatMap((command) => [...optionsOf(command).keys()].map(environmentName)),
  );
  for (const name of readdirSync(RECIPES)) {
    const used = readFileSync(join(RECIPES, name), "utf8").match(/LAMBDA_INVENTORY_\w+/g) ?? [];
    assert.deepEqual(
      used.filter((variable) => !known.has(variable)),
      [],
      name,
    );
  }
  const jobs = parseAllDocuments(readFileSync(join(RECIPES, "kubernetes.yaml"), "utf8")).map((doc) =>
    doc.toJS(),
  );
  const scan = jobs.find(({ metadata }) => metadata.name === "lambda-inventory-scan");
  const run = jobs.find(({ metadata }) => metadata.name === "lambda-inventory-run");
  assert.equal(String(scan.spec.completions), run.data.SHARDS);
  const workflow = parseAllDocuments(readFileSync(join(RECIPES, "github-actions.yml"), "utf8"))[0]?.toJS();
  const { matrix } = workflow.jobs.scan.strategy;
  const [step] = workflow.jobs.scan.steps.filter(({ env }: { env?: object }) => env);
  assert.equal(step.env.LAMBDA_INVENTORY_SHARD, `\${{ matrix.shard }}/${matrix.shard.length}`);
});
