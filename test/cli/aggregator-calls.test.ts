/** `--aggregator`: which aggregator is meant, how few calls read it, and what each call that fails says. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { estate, type Fault, startSimulator } from "../../simulator/index.ts";
import type { Report } from "../../src/model/report.ts";
import { type Altered, startAltering } from "../support/aws/altering.ts";
import { HUB, SHOP, scanned } from "../support/cli/aggregator.ts";
import { program } from "../support/cli/program.ts";

const ONLY = ["--aggregator", "org", "--aggregator-only"];

/** A scan in an account with these aggregators, and a number of functions. */
async function inAccount(
  names: readonly string[],
  argv: readonly string[],
  { faults = [], functions = 1 }: { readonly faults?: readonly Fault[]; readonly functions?: number } = {},
) {
  const list = Array.from({ length: functions }, (_, at) => `f${at} nodejs18.x`);
  const simulator = await startSimulator({
    estate: estate({
      accounts: [{ name: "hub", functions: { "us-east-1": list } }],
      aggregators: names.map((name) => ({ name })),
    }),
    faults,
    pageSize: 500,
  });
  try {
    const ended = await program(["-r", "us-east-1", "-f", "json", ...argv], { env: simulator.env() });
    const report = ended.stdout.startsWith("{") ? (JSON.parse(ended.stdout) as Report) : undefined;
    return { ...ended, report, simulator };
  } finally {
    await simulator.close();
  }
}

const MANY = Array.from({ length: 12 }, (_, at) => `a${at}`);

test("of several aggregators the one of the name is read", async () => {
  const { code, report, simulator } = await inAccount(["other", "org", "third"], ONLY);
  assert.equal(code, 0);
  assert.equal(report?.functions.length, 1);
  assert.equal(simulator.requests.count("config:DescribeConfigurationAggregators"), 1);
});

test("an aggregator that does not exist: the error names those that do, up to ten", async () => {
  const hintOf = async (names: readonly string[], faults: readonly Fault[] = []) =>
    (await inAccount(names, ONLY, { faults })).stderr.split("\n")[1];
  const hint =
    "  An aggregator has one account and one region: set AWS_REGION, or use credentials of its account.";
  assert.equal(await hintOf(["a", "b"]), `${hint} Aggregators there: "a", "b".`);
  assert.equal(
    await hintOf(MANY),
    `${hint} Aggregators there: ${MANY.slice(0, 10)
      .map((name) => `"${name}"`)
      .join(", ")}.`,
  );
  assert.equal(await hintOf([]), hint);
  const denied: Fault = { kind: "deny", action: "config:DescribeConfigurationAggregators", after: 1 };
  assert.equal(await hintOf(["a"], [denied]), hint);
});

test("functions are read a hundred at a time", async () => {
  const { report, simulator } = await inAccount(["org"], ONLY, { functions: 250 });
  assert.equal(report?.functions.length, 250);
  // Three pages of functions, one of recorders, one of counts.
  assert.equal(simulator.requests.count("config:SelectAggregateResourceConfig"), 5);
});

test("without --org, the account of the credentials is read, and no other", async () => {
  const { code, report } = await inAccount(["org"], ONLY);
  assert.equal(code, 0);
  assert.deepEqual(
    report?.coverage.map(({ accountId, region, status }) => [accountId, region, status]),
    [[HUB, "us-east-1", "ok"]],
  );
  assert.deepEqual(
    report?.accounts.map(({ via }) => via),
    ["environment variables → aggregator org"],
  );
});

test("one account of many is queried alone, and has its functions", async () => {
  const { report } = await scanned({}, ...ONLY, "--account", "shop");
  assert.deepEqual(new Set(report?.functions.map(({ accountId }) => accountId)), new Set([SHOP]));
  assert.equal(report?.functions.length, 4);
  const queries = async (...argv: readonly string[]) =>
    (await scanned({ pageSize: 1 }, ...ONLY, ...argv)).simulator.requests.count(
      "config:SelectAggregateResourceConfig",
    );
  assert.ok((await queries("--account", "shop")) < (await queries()));
});

for (const [what, fault, status, message] of [
  [
    "throttles for good",
    { kind: "throttle", action: "config:SelectAggregateResourceConfig" },
    "throttled",
    /Rate exceeded/,
  ],
  [
    "has no end of empty pages",
    { kind: "endless-markers", action: "config:SelectAggregateResourceConfig" },
    "error",
    /^EmptyPages: AWS Config returned only empty pages/,
  ],
  [
    "returns the same page for ever",
    { kind: "repeat-marker", action: "config:SelectAggregateResourceConfig" },
    "error",
    /pagination loop/,
  ],
  [
    "answers with a page of a proxy",
    { kind: "html", action: "config:DescribeConfigurationAggregatorSourcesStatus" },
    "error",
    /not a valid AWS response/,
  ],
] as const satisfies readonly (readonly [string, Fault, string, RegExp])[])
  test(`AWS Config ${what}: every target has that reason, and none is read`, async () => {
    const { code, report } = await inAccount(["org"], [...ONLY, "--max-attempts", "1"], { faults: [fault] });
    assert.equal(code, 3);
    const [row, ...others] = report?.coverage ?? [];
    assert.deepEqual(others, []);
    assert.deepEqual([row?.region, row?.status, row?.stage], ["us-east-1", status, "functions"]);
    assert.match(`${row?.code}: ${row?.message}`, message);
  });

const CALLS = [
  ["DescribeConfigurationAggregators", "no list of aggregators"],
  ["DescribeConfigurationAggregatorSourcesStatus", "no list of sources"],
  ["SelectAggregateResourceConfig", "no results"],
] as const;

/** A scan in which these responses replace those of one call. */
async function altered(call: string, response: Altered) {
  const simulator = await startSimulator({
    estate: estate({ accounts: [{ name: "hub" }], aggregators: [{ name: "org" }] }),
  });
  const server = await startAltering(simulator.url, ({ headers }, own) =>
    String(headers["x-amz-target"]).endsWith(`.${call}`) ? response : own,
  );
  const env = { ...simulator.env(), AWS_ENDPOINT_URL: server.url };
  const ended = await program(["-r", "us-east-1", "-f", "json", "--max-attempts", "1", ...ONLY], { env });
  await server.close();
  await simulator.close();
  return ended;
}

for (const [call, lacks] of CALLS) {
  test(`a refusal of ${call} whose message does not name the call: the error does`, async () => {
    const body = JSON.stringify({ __type: "AccessDeniedException", message: "Denied by the firewall" });
    const { code, stderr } = await altered(call, { status: 400, body });
    assert.equal(code, 2);
    assert.ok(stderr.includes(`config:${call} was denied: Denied by the firewall`), stderr);
  });

  test(`a response of ${call} that is empty is not an empty list`, async () => {
    const { code, stdout, stderr } = await altered(call, { status: 200, body: "{}" });
    assert.notEqual(code, 0);
    assert.ok((stdout + stderr).includes(`the response contains ${lacks}`), stdout + stderr);
    const { coverage }: Pick<Report, "coverage"> = stdout === "" ? { coverage: [] } : JSON.parse(stdout);
    assert.ok(coverage.every(({ stage }) => stage === "functions"));
  });
}

for (const action of [
  "config:DescribeConfigurationAggregators",
  "config:DescribeConfigurationAggregatorSourcesStatus",
  "config:SelectAggregateResourceConfig",
])
  test(`check: a refusal of ${action} is a failed check of that call`, async () => {
    const argv = ["check", "-r", "us-east-1", ...ONLY, "--all", "-f", "json"];
    const simulator = await startSimulator({
      estate: estate({ accounts: [{ name: "hub" }], aggregators: [{ name: "org" }] }),
      faults: [{ kind: "deny", action }],
    });
    try {
      const { code, stdout } = await program(argv, { env: simulator.env() });
      assert.equal(code, 3);
      const checks: readonly { action: string; ok: boolean | null }[] = JSON.parse(stdout)[0].checks;
      const failed = checks.filter(({ ok }) => ok === false).map((each) => each.action);
      assert.deepEqual(failed, [action]);
    } finally {
      await simulator.close();
    }
  });

for (const [what, names, action, calls] of [
  ["its functions are read", ["org"], "config:SelectAggregateResourceConfig", 1],
  ["the aggregators there are listed", ["other"], "config:DescribeConfigurationAggregators", 2],
] as const)
  test(`an interrupt while ${what} ends the run at once, without a report`, async (t) => {
    const simulator = await startSimulator({
      estate: estate({ accounts: [{ name: "hub" }], aggregators: names.map((name) => ({ name })) }),
      faults: [{ kind: "hang", action, after: calls - 1 }],
    });
    let over = false;
    t.after(() => {
      over = true;
      return simulator.close();
    });
    const interrupt = (async () => {
      while (!over && simulator.requests.count(action) < calls)
        await new Promise((done) => setTimeout(done, 10));
    })();
    const { code, stdout, stderr } = await program(["-r", "us-east-1", ...ONLY], {
      env: simulator.env(),
      interrupt,
    });
    assert.deepEqual([code, stdout], [130, ""]);
    assert.doesNotMatch(stderr, /there is no aggregator/);
  });
