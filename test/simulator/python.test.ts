import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { demoEstate, estate, type Simulator, startSimulator } from "../../simulator/index.ts";
import { noBoto3 } from "../support/simulator/boto3.ts";

const run = promisify(execFile);
const missing = (command: string, ...args: readonly string[]) => spawnSync(command, args).status !== 0;
const noCli = missing("aws", "--version") && "the AWS CLI is not installed: pip install awscli";

const demo = demoEstate();
let simulator: Simulator;

before(async () => {
  simulator = await startSimulator({
    estate: demo,
    pageSize: 5,
    now: () => new Date("2026-11-21T12:00:00Z"),
  });
});
after(() => simulator.close());

function environment(of: Simulator): NodeJS.ProcessEnv {
  // Nothing of this machine's own configuration may decide.
  const none = { AWS_CONFIG_FILE: "/dev/null", AWS_SHARED_CREDENTIALS_FILE: "/dev/null", AWS_PAGER: "" };
  return { PATH: process.env.PATH, HOME: "/nonexistent", ...none, ...of.env() };
}

/** What an account and region of the estate hold, as inventory.py prints it. */
function expected(accountId: string, region: string): unknown {
  const list = demo.account(accountId)?.functions(region);
  return (list?.slice(0, list.length) ?? []).flatMap(({ name, settings, versions }) =>
    [{ version: "$LATEST", settings }, ...versions].map((one) => [
      name,
      one.version,
      one.settings.Runtime ?? null,
      one.settings.Description,
    ]),
  );
}

interface Inventory {
  readonly accounts: readonly [string, string, string][];
  readonly refused: Readonly<Record<string, string>>;
  readonly functions: Readonly<Record<string, unknown>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly aliases: readonly [string, string][];
  readonly lastInvoked: Readonly<Record<string, readonly string[]>>;
  readonly aggregator: {
    readonly name: string;
    readonly sources: number;
    readonly functions: readonly (readonly [account: string, name: string, runtime: string | null])[];
    readonly counts: Readonly<Record<string, number>>;
    readonly missing: string;
  };
}

/** Every function of the region in every active account, as the aggregator knows it. */
function aggregated(region: string): Inventory["aggregator"]["functions"] {
  const active = demo.accounts.filter(({ state }) => state === "ACTIVE");
  return active.flatMap(({ id, functions }) => {
    const list = functions(region);
    return list
      .slice(0, list.length)
      .map(({ name, settings }) => [id, name, settings.Runtime ?? null] as const);
  });
}

test("boto3 reads the same organization", { skip: noBoto3 }, async () => {
  const script = join(import.meta.dirname, "inventory.py");
  const regions = ["eu-central-1", "eu-central-2", "us-east-1", "us-west-2", "sa-east-1"];
  const { stdout } = await run("python3", [script, ...regions], {
    env: environment(simulator),
    maxBuffer: 1 << 26,
  });
  const found = JSON.parse(stdout) as Inventory;
  assert.deepEqual(
    found.accounts,
    demo.accounts.map(({ id, name, state }) => [id, name, state]),
  );
  assert.deepEqual(found.refused, { "partner-sandbox": "AccessDenied", "retired-labs": "AccessDenied" });
  const targets = Object.keys(found.functions);
  assert.equal(targets.length, 7 * 4 + 1);
  for (const target of targets) {
    const [account = "", region = ""] = target.split("/");
    const denied = target === "777788889999/us-west-2";
    assert.deepEqual(
      found.functions[target],
      denied ? "AccessDeniedException" : expected(account, region),
      target,
    );
  }
  assert.deepEqual(found.tags, { team: "payments", pager: "yes" });
  assert.deepEqual(found.aliases, [
    ["canary", "9"],
    ["live", "7"],
  ]);
  const { functions, counts, ...aggregator } = found.aggregator;
  const active = demo.accounts.filter(({ state }) => state === "ACTIVE");
  const enabled = active
    .flatMap(({ regions }) => regions)
    .filter((one) => one.optInStatus !== "not-opted-in");
  const missing = "NoSuchConfigurationAggregatorException";
  assert.deepEqual(aggregator, { name: "org", sources: enabled.length, missing });
  const known = aggregated("eu-central-1");
  assert.deepEqual([...functions].sort(), [...known].sort());
  for (const [id, count] of Object.entries(counts))
    assert.equal(count, known.filter(([account]) => account === id).length);
  assert.deepEqual(found.lastInvoked, { payout: ["2026-11-21"], "psp-webhook-replay": [] });
});

test("the AWS CLI lists the same functions and regions", { skip: noCli }, async () => {
  const options = { env: environment(simulator) };
  const query = ["--query", "Functions[].[FunctionName,Runtime]", "--output", "json"];
  const [functions, regions] = await Promise.all([
    run("aws", ["lambda", "list-functions", "--region", "eu-central-1", ...query], options),
    run("aws", ["ec2", "describe-regions", "--query", "Regions[].RegionName", "--output", "json"], options),
  ]);
  const [hub] = demo.accounts;
  const list = hub?.functions("eu-central-1");
  assert.deepEqual(
    JSON.parse(functions.stdout),
    list?.slice(0, list.length).map(({ name, settings }) => [name, settings.Runtime]),
  );
  const enabled = hub?.regions.filter(({ optInStatus }) => optInStatus !== "not-opted-in");
  assert.deepEqual(
    JSON.parse(regions.stdout),
    enabled?.map(({ name }) => name),
  );
});

test("the AWS CLI understands its errors", { skip: noCli }, async () => {
  const other = await startSimulator({ estate: estate({ accounts: [{}] }), faults: [{ kind: "scp-deny" }] });
  const env = { ...environment(other), AWS_MAX_ATTEMPTS: "1" };
  const stderrOf = async (...args: readonly string[]): Promise<string> => {
    try {
      await run("aws", args, { env });
    } catch (error) {
      return error instanceof Error && "stderr" in error ? String(error.stderr).trim() : String(error);
    }
    return "no error";
  };
  const [regions, functions, accounts] = await Promise.all([
    stderrOf("ec2", "describe-regions"),
    stderrOf("lambda", "list-functions"),
    stderrOf("organizations", "list-accounts"),
  ]);
  await other.close();
  assert.match(
    regions,
    /^An error occurred \(UnauthorizedOperation\) when calling the DescribeRegions operation: /,
  );
  assert.match(
    functions,
    /^An error occurred \(AccessDeniedException\) when calling the ListFunctions operation: /,
  );
  assert.match(
    accounts,
    /^An error occurred \(AccessDeniedException\) when calling the ListAccounts operation: /,
  );
});
