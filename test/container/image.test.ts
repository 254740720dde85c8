/** The container images: built from the two Dockerfiles, they scan without root and without a place to write. */
import assert from "node:assert/strict";
import { chownSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { type Simulator, startSimulator } from "../../simulator/index.ts";
import { smallOrganization } from "../support/cli/estates.ts";
import { program } from "../support/cli/program.ts";
import {
  BASE_IMAGE,
  type Engine,
  engineMissing,
  NODE_IMAGE,
  NoPackages,
  openEngine,
} from "../support/container/engine.ts";
import { motoMissing, startMoto } from "../support/emulator/moto.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const ROOT = join(import.meta.dirname, "../..");
const IMAGE = "localhost/lambda-inventory";
const AS_OF = "2026-11-21";
const SHARDS_IMAGE = "localhost/lambda-inventory-shards";

/** Installing the AWS CLI takes two minutes, so this is for releases: see RELEASING.md. */
const SHARDS = process.env.TEST_SHARDS_IMAGE === "1";

/** As strict as a cluster may be. */
const STRICT = [
  "--read-only",
  "--read-only-tmpfs=false",
  "--cap-drop=all",
  "--security-opt=no-new-privileges",
];

describe("the container image", { skip: engineMissing() ?? false }, () => {
  let engine: Engine | undefined;
  let reason = "";
  let simulator: Simulator;

  before(async () => {
    try {
      engine = await openEngine(SHARDS ? "installed" : "unpacked");
    } catch (error) {
      if (!(error instanceof NoPackages)) throw error;
      reason = `Debian's packages could not be fetched: ${error.message}`;
      return;
    }
    simulator = await startSimulator({ estate: smallOrganization() });
    await engine.build(ROOT, IMAGE, { BASE_IMAGE, NODE_IMAGE });
  });
  after(async () => {
    engine?.close();
    await simulator?.close();
  });

  test("the demo runs without a network; it writes to /tmp only", async (t) => {
    if (!engine) return t.skip(reason);
    const options = [
      "--deprecated",
      "--region",
      "us-east-1",
      "--format",
      "tsv",
      "--columns",
      "functionName,runtime",
    ];
    const { code, stdout, stderr } = await engine.run([...STRICT, "--network=none", "--tmpfs=/tmp"], IMAGE, [
      "demo",
      ...options,
    ]);
    assert.equal(code, 3, stderr);
    assert.match(stdout, /^functionName\truntime\n(.+\t.+\n)+$/);
    assert.match(stderr, /^targets +\d+: \d+ read, \d+ not read$/m);
  });

  test("a scan of an organization writes its report into the mounted directory", async (t) => {
    if (!engine) return t.skip(reason);
    const folder = temporaryDirectory("work");
    chownSync(folder, 10001, 10001);
    const variables = variablesOf(simulator.env());
    const options = [...STRICT, "--network=host", "--volume", `${folder}:/work`, ...variables];
    const scan = ["--org", "--account", "pay*", "--region", "eu-west-1", "--output", "report.json"];
    const { code, stderr } = await engine.run(options, IMAGE, scan);
    assert.equal(code, 0, stderr);
    const report = JSON.parse(readFileSync(join(folder, "report.json"), "utf8"));
    assert.deepEqual([report.summary.notRead, report.functions.length > 0], [0, true]);
  });

  test("it is not root, cannot write outside of mounts, and has no npm", async (t) => {
    if (!engine) return t.skip(reason);
    const script = "id -u; id -g; touch /work/x; touch /tmp/x; command -v lambda-inventory; command -v npm";
    const { stdout, stderr } = await engine.run([...STRICT, "--network=none", "--entrypoint=sh"], IMAGE, [
      "-c",
      script,
    ]);
    assert.equal(stdout, "10001\n10001\n/usr/local/bin/lambda-inventory\n");
    assert.equal(stderr.match(/Read-only file system/g)?.length, 2, stderr);
  });

  test("the image for shards scans two shards, keeps their reports in S3, and merges them", async (t) => {
    if (!SHARDS) return t.skip("set TEST_SHARDS_IMAGE=1 to build it, which takes two minutes");
    if (!engine) return t.skip(reason);
    const missing = motoMissing();
    if (missing !== undefined) return t.skip(`S3 is emulated: ${missing}`);
    await engine.build(join(ROOT, "docs/recipes/scale"), SHARDS_IMAGE, { IMAGE });
    const moto = await startMoto();
    t.after(() => moto.stop());
    const scan = { LAMBDA_INVENTORY_ORG: "true", LAMBDA_INVENTORY_REGION: "eu-west-1" };
    const day = { LAMBDA_INVENTORY_AS_OF: AS_OF };
    const run = { REPORTS: "s3://reports/lambda", RUN: "monday", SHARDS: "2" };
    const env = { ...simulator.env(), ...scan, ...day, ...run, AWS_ENDPOINT_URL_S3: moto.url };
    const inside = async (argv: readonly string[], more = {}) => {
      const options = [...STRICT, "--tmpfs=/tmp", "--network=host", ...variablesOf({ ...env, ...more })];
      const ended = await engine?.run(options, SHARDS_IMAGE, argv);
      assert.equal(ended?.code, 0, ended?.stderr);
      return ended?.stdout ?? "";
    };
    await inside(["aws", "s3", "mb", "s3://reports"]);
    for (const index of ["0", "1"]) await inside([], { JOB_COMPLETION_INDEX: index });
    await inside(["merge-shards.sh", "--allow-incomplete"]);
    const merged = JSON.parse(await inside(["aws", "s3", "cp", "s3://reports/lambda/latest.json", "-"]));
    const argv = ["--org", "--region", "eu-west-1", "--as-of", AS_OF, "--format", "json"];
    const { stdout } = await program(argv, { env: simulator.env() });
    assert.deepEqual(merged.functions, JSON.parse(stdout).functions);
    assert.ok(merged.functions.length > 0);
  });
});

function variablesOf(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.entries(env).flatMap(([name, value]) => ["--env", `${name}=${value}`]);
}
