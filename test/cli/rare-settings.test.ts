/** What few functions have: managed instances, durable execution, SnapStart, tenants, and replicas of Lambda@Edge. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { estate, type Simulator, startSimulator } from "../../simulator/index.ts";
import { cleanEnv, program } from "../support/cli/program.ts";
import { forget } from "../support/simulator/waiting.ts";
import { temporaryDirectory } from "../support/temporary.ts";

const cwd = temporaryDirectory("rare");
const MASTER = "arn:aws:lambda:us-east-1:111111111111:function:rewrite";
const PROVIDER = {
  LambdaManagedInstancesCapacityProviderConfig: {
    CapacityProviderArn: "arn:aws:lambda:us-east-1:111111111111:capacity-provider:gpu",
    PerExecutionEnvironmentMaxConcurrency: 8,
  },
};
let simulator: Simulator;
let env: Record<string, string | undefined>;

before(async () => {
  const functions = {
    "us-east-1": [
      "plain python3.14",
      { name: "rewrite", Runtime: "nodejs16.x", versions: [{ version: "3", Runtime: "nodejs16.x" }] },
      { name: "managed", Runtime: "java25", CapacityProviderConfig: PROVIDER },
      {
        name: "rare",
        Runtime: "java21",
        SnapStart: { ApplyOn: "PublishedVersions", OptimizationStatus: "On" },
        DurableConfig: { ExecutionTimeout: 3600, RetentionPeriodInDays: 14 },
        TenancyConfig: { TenantIsolationMode: "PER_TENANT" },
      },
    ] as const,
    "eu-west-1": [{ name: "us-east-1.rewrite", Runtime: "nodejs16.x", MasterArn: `${MASTER}:3` }],
  };
  simulator = await startSimulator({ estate: estate({ accounts: [{ functions }] }) });
  env = cleanEnv(simulator.env());
  const report = await program(["list", "-r", "us-east-1,eu-west-1", "-f", "json", "-o", "saved.json"], {
    env,
    cwd,
  });
  assert.equal(report.code, 0);
});
after(() => simulator.close());

const KEYS = ["capacityProvider", "durable", "snapStart", "tenancy", "masterArn"];

/** What each function has of these keys, besides its kind. */
function rareIn(json: string): Record<string, object> {
  const rows: readonly Record<string, unknown>[] = JSON.parse(json).functions;
  return Object.fromEntries(
    rows.map((row) => [
      `${row.functionName}`,
      Object.fromEntries(["kind", ...KEYS].filter((key) => key in row).map((key) => [key, row[key]])),
    ]),
  );
}

const EXPECTED = {
  "us-east-1.rewrite": { kind: "edge-replica", masterArn: `${MASTER}:3` },
  managed: { kind: "function", capacityProvider: PROVIDER },
  plain: { kind: "function" },
  rare: {
    kind: "function",
    durable: { ExecutionTimeout: 3600, RetentionPeriodInDays: 14 },
    snapStart: { ApplyOn: "PublishedVersions", OptimizationStatus: "On" },
    tenancy: "PER_TENANT",
  },
  rewrite: { kind: "function" },
};

test("JSON has them as AWS describes them, and only where a function has them", () => {
  assert.deepEqual(rareIn(readFileSync(join(cwd, "saved.json"), "utf8")), EXPECTED);
});

test("a saved report keeps them, also when it is assessed again", async () => {
  for (const again of [[], ["--as-of", "2027-01-01"]]) {
    const { stdout } = await program(["report", "saved.json", "-q", "-f", "json", ...again], { cwd });
    assert.deepEqual(rareIn(stdout), EXPECTED);
  }
});

test("TSV has them as text", async () => {
  const columns = ["--columns", ["functionName", ...KEYS].join(",")];
  const { stdout } = await program(
    ["report", "saved.json", "-q", "-f", "tsv", "--no-header", "--name", "managed,rare", ...columns],
    { cwd },
  );
  const provider = "LambdaManagedInstancesCapacityProviderConfig";
  assert.deepEqual(stdout.split("\n").slice(0, 2), [
    [
      "managed",
      `${provider}.CapacityProviderArn=arn:aws:lambda:us-east-1:111111111111:capacity-provider:gpu;` +
        `${provider}.PerExecutionEnvironmentMaxConcurrency=8`,
      ...["", "", "", ""],
    ].join("\t"),
    [
      "rare",
      "",
      "ExecutionTimeout=3600;RetentionPeriodInDays=14",
      "ApplyOn=PublishedVersions;OptimizationStatus=On",
      "PER_TENANT",
      "",
    ].join("\t"),
  ]);
});

test("an edge replica is listed and not counted: its master is", async () => {
  const { stdout } = await program(["report", "saved.json", "-q", "-f", "json"], { cwd });
  const { functions, summary } = JSON.parse(stdout);
  assert.equal(functions.length, 5);
  assert.equal(summary.functions, 4);
  assert.equal(summary.byRuntime["nodejs16.x"], 1);
});

test("--limit, headings and the index of --split-by do not count it either", async () => {
  const limited = await program(["report", "saved.json", "--limit", "2"], { cwd });
  assert.match(limited.stderr, /^listed {5}2 of 4, 2 left out \(--limit 2\)$/m);
  assert.match(limited.stdout, /\n2 functions not listed \(--limit 2\)\n$/);
  await program(
    ["report", "saved.json", "-f", "markdown", "--split-by", "runtime", "--output-dir", "split"],
    {
      cwd,
    },
  );
  const index: { value: string; functions: number }[] = JSON.parse(
    readFileSync(join(cwd, "split", "index.json"), "utf8"),
  );
  assert.equal(index.find(({ value }) => value === "nodejs16.x")?.functions, 1);
  assert.match(readFileSync(join(cwd, "split", "nodejs16.x.md"), "utf8"), /edge-replica|us-east-1\.rewrite/);
  const { stdout } = await program(["report", "saved.json", "--group-by", "runtime"], { cwd });
  assert.match(stdout, /^nodejs16\.x \(1 function\)\n.*rewrite.*\n.*rewrite/m);
});

test("the message for filters that match nothing does not count it, nor versions", async () => {
  const filters = ["--name", "none-*", "--versions", "all"];
  const scanned = await program(["list", "-r", "us-east-1,eu-west-1", ...filters], { env, cwd });
  assert.match(scanned.stderr, /no function matches --name none-\* \(4 functions read\)/);
  const saved = await program(["report", "saved.json", "--name", "none-*"], { cwd });
  assert.match(saved.stderr, /no function matches --name none-\* \(4 functions read\)/);
});

test("--fail-on does not match it: the exit code is about the functions that the summary counts", async () => {
  const failing = (region: string) =>
    program(["report", "saved.json", "-q", "-r", region, "--fail-on", "deprecated"], { cwd });
  assert.equal((await failing("eu-west-1")).code, 0);
  assert.equal((await failing("us-east-1")).code, 1);
});

const ALL = ["-r", "us-east-1,eu-west-1", "--versions", "all"];

test("--versions all asks for replicas by MasterRegion where there can be some, and lists each once", async () => {
  await forget(simulator);
  const { stdout } = await program(["list", ...ALL, "-q", "-f", "json"], { env, cwd });
  const { functions, summary } = JSON.parse(stdout);
  const replicas = functions.filter(({ kind }: { kind: string }) => kind === "edge-replica");
  assert.equal(replicas.length, 1);
  assert.equal(summary.functions, 4);
  const regions = simulator.requests.of("lambda:ListFunctions").map(({ region }) => region);
  assert.deepEqual(regions.sort(), ["eu-west-1", "eu-west-1", "us-east-1"]);
});

test("a refusal of that call is a note, and the functions of the target are intact", async () => {
  simulator.faults.add({ kind: "deny", action: "lambda:ListFunctions", region: "eu-west-1", after: 1 });
  const { stdout, code } = await program(["list", ...ALL, "-q", "-f", "json"], { env, cwd });
  simulator.faults.clear();
  const { functions, coverage } = JSON.parse(stdout);
  assert.equal(code, 0);
  assert.equal(functions.length, 6);
  assert.match(coverage[0].message, /^edge replicas could not be listed: /);
});

test("a replica is work in no plan, no difference, no metric and no trend", async () => {
  const run = (...argv: string[]) => program(argv, { cwd });
  const plan = JSON.parse((await run("plan", "saved.json", "-f", "json")).stdout);
  const items = plan.items.filter(({ runtime }: { runtime: string }) => runtime === "nodejs16.x");
  assert.deepEqual(
    items.map(({ functions }: { functions: number }) => functions),
    [1],
  );
  const saved = JSON.parse(readFileSync(join(cwd, "saved.json"), "utf8"));
  const functions = saved.functions.filter(({ kind }: { kind: string }) => kind !== "edge-replica");
  const coverage = saved.coverage.map((row: { region: string }) =>
    row.region === "eu-west-1" ? { ...row, functions: 0 } : row,
  );
  writeFileSync(join(cwd, "before.json"), JSON.stringify({ ...saved, functions, coverage }));
  const diff = JSON.parse((await run("diff", "before.json", "saved.json", "-f", "json")).stdout);
  assert.deepEqual([diff.summary.new, diff.summary.newlyVisible], [0, 0]);
  const metrics = await run("report", "saved.json", "-q", "-f", "openmetrics");
  const counts = [...metrics.stdout.matchAll(/^lambda_inventory_functions\{.*\} (\d+)$/gm)].map(([, n]) =>
    Number(n),
  );
  assert.equal(
    counts.reduce((sum, n) => sum + n, 0),
    4,
  );
});

test("a function is a replica when its master is another function, in whatever region", async () => {
  const functions = {
    "us-east-1": [
      { name: "copy", Runtime: "nodejs22.x", MasterArn: `${MASTER}:3` },
      { name: "rewrite", Runtime: "nodejs22.x", MasterArn: `${MASTER}:3` },
    ],
  };
  const other = await startSimulator({ estate: estate({ accounts: [{ functions }] }) });
  const { stdout } = await program(["list", "-r", "us-east-1", "-q", "-f", "json"], {
    env: cleanEnv(other.env()),
    cwd,
  });
  await other.close();
  assert.deepEqual(rareIn(stdout), {
    copy: { kind: "edge-replica", masterArn: `${MASTER}:3` },
    rewrite: { kind: "function", masterArn: `${MASTER}:3` },
  });
});
