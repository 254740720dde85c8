/** The container image: it is built from the Dockerfile, and scans without root and without a place to write. */
import assert from "node:assert/strict";
import { chownSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { type Simulator, startSimulator } from "../../simulator/index.ts";
import { smallOrganization } from "../support/cli/estates.ts";
import {
  BASE_IMAGE,
  type Engine,
  engineMissing,
  NODE_IMAGE,
  NoPackages,
  openEngine,
} from "../support/container/engine.ts";

const ROOT = join(import.meta.dirname, "../..");
const IMAGE = "localhost/lambda-inventory";

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
      engine = await openEngine();
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
    const folder = mkdtempSync(join(tmpdir(), "work-"));
    chownSync(folder, 10001, 10001);
    const variables = Object.entries(simulator.env()).flatMap(([name, value]) => [
      "--env",
      `${name}=${value}`,
    ]);
    const options = [...STRICT, "--network=host", "--volume", `${folder}:/work`, ...variables];
    const scan = ["--org", "--account", "pay*", "--region", "eu-west-1", "--output", "report.json"];
    const { code, stderr } = await engine.run(options, IMAGE, scan);
    assert.equal(code, 0, stderr);
    const report = JSON.parse(readFileSync(join(folder, "report.json"), "utf8"));
    assert.deepEqual([report.summary.notRead, report.functions.length > 0], [0, true]);
    rmSync(folder, { recursive: true });
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
});
