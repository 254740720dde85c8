/** The programmatic interface, from its source. */
import assert from "node:assert/strict";
import process from "node:process";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { type Simulator, startSimulator } from "../../simulator/index.ts";
import { collect, type ScanEvent, type ScanOptions, scan, UserError } from "../../src/index.ts";
import { smallOrganization } from "../support/cli/estates.ts";
import { cleanEnv, program } from "../support/cli/program.ts";

const simulator = await startSimulator({ estate: smallOrganization() });
test.after(() => simulator.close());
const env = cleanEnv(simulator.env());
// The interface reads the environment of the process, as the SDK does.
for (const [name, value] of Object.entries(env)) if (name !== "PATH") process.env[name] = value;

const REGIONS = ["eu-west-1", "us-east-1"];

async function eventsOf(options: ScanOptions): Promise<ScanEvent[]> {
  const events: ScanEvent[] = [];
  for await (const event of scan(options)) events.push(event);
  return events;
}

function mistakeOf(options: object): Promise<UserError> {
  return collect(scan(options)).then(
    () => assert.fail("nothing was rejected"),
    (error) => {
      assert.ok(error instanceof UserError, String(error.stack));
      return error;
    },
  );
}

test("collected, the events are the JSON report of the command line", async () => {
  const asOf = "2026-11-21";
  const report = await collect(
    scan({ org: true, regions: REGIONS, extras: ["tags"], versions: "all", asOf }),
  );
  const argv = ["--org", "-r", REGIONS.join(","), "--with", "tags", "--versions", "all", "--as-of", asOf];
  const { stdout } = await program([...argv, "-f", "json"], { env: simulator.env() });
  const printed = JSON.parse(stdout);
  const timeless = (of: typeof report) => ({
    ...of,
    ...{ startedAt: "", finishedAt: "" },
    coverage: of.coverage.map((row) => ({ ...row, durationMs: 0 })),
  });
  assert.deepEqual(JSON.parse(JSON.stringify(timeless(report))), timeless(printed));
});

test("start, the targets in the order of the report, end", async () => {
  const events = await eventsOf({ org: true, regions: REGIONS, names: ["re*"] });
  const shown = events.map((event) =>
    event.kind === "target"
      ? `${event.coverage.accountName} ${event.coverage.region} ${event.coverage.status}: ${event.functions.map((fn) => fn.functionName)}`
      : event.kind,
  );
  assert.equal(shown[0], "start");
  assert.equal(shown.at(-1), "end");
  assert.deepEqual([...shown].sort(), [
    "end",
    "legacy  denied: ",
    "management eu-west-1 ok: ",
    "management us-east-1 ok: ",
    "payments eu-west-1 ok: refund",
    "payments us-east-1 ok: ",
    "start",
  ]);
  const { tail } = events.at(-1) as Extract<ScanEvent, { kind: "end" }>;
  assert.deepEqual([tail.summary.targets, tail.summary.read, tail.summary.notRead], [5, 4, 1]);
});

const MISTAKES: readonly (readonly [options: object, message: string])[] = [
  [{ regions: ["eu-west-9"] }, 'regions: unknown region "eu-west-9"'],
  [{ regions: [] }, "regions is an empty list"],
  [{ regoins: ["eu-west-1"] }, 'unknown option "regoins"'],
  [{ concurrency: 0 }, 'concurrency must be a whole number from 1 to 10000, not "0"'],
  [{ asOf: new Date(0) }, "asOf cannot be a value of type object"],
  [{ role: null }, "role cannot be null"],
  [{ org: "yes" }, 'org must be true or false, not "yes"'],
  [{ org: true, allProfiles: true }, "allProfiles and org cannot be combined"],
  [{ concurrency: 1.5 }, 'concurrency must be a whole number from 1 to 10000, not "1.5"'],
  [{ timeout: Number.NaN }, 'timeout must be a number of seconds, not "NaN"'],
  [{ shard: { index: 3, count: 2 } }, 'shard: "3/2" is not a valid shard'],
];

for (const [options, message] of MISTAKES) {
  test(`${JSON.stringify(options)} is rejected`, async () => {
    assert.equal((await mistakeOf(options)).message, message);
  });
}

test("what cannot work is thrown before the first event", async () => {
  const { message } = await mistakeOf({ profiles: ["absent"] });
  assert.match(message, /absent/);
});

test("an abort yields what was read and names the rest", async () => {
  const slow = await startSimulator({
    estate: smallOrganization(),
    latencyMs: ({ region, action }) => (region === "us-east-1" && action === "ListFunctions" ? 60_000 : 0),
  });
  const controller = new AbortController();
  void answered(slow, "eu-west-1").then(() => controller.abort());
  const options = { org: true, regions: REGIONS, endpointUrl: slow.url, signal: controller.signal };
  const report = await collect(scan({ ...options, accounts: ["payments"] }));
  await slow.close();
  assert.deepEqual(
    report.coverage.map(({ region, status }) => [region, status]),
    [
      ["eu-west-1", "ok"],
      ["us-east-1", "not-attempted"],
    ],
  );
  await assert.rejects(collect(scan(options)), { name: "AbortError" });
});

/** Resolves once the functions of this region have been sent, and those of the other were requested. */
async function answered(simulator: Simulator, region: string): Promise<void> {
  const calls = () => simulator.requests.of("lambda:ListFunctions");
  const isSent = () => calls().some((call) => call.region === region && call.status === 200);
  while (!isSent() || calls().length < 2) await sleep(20);
}

test("whoever leaves the loop leaves no call behind", async () => {
  const slow = await startSimulator({
    estate: smallOrganization(),
    latencyMs: ({ region, action }) => (region === "us-east-1" && action === "ListFunctions" ? 60_000 : 0),
  });
  const started = performance.now();
  for await (const event of scan({ org: true, regions: REGIONS, endpointUrl: slow.url })) {
    if (event.kind === "target" && event.coverage.region === "eu-west-1") break;
  }
  assert.ok(performance.now() - started < 20_000);
  await slow.close();
});

test("warnings go to the caller, and to no stream of the process", async () => {
  const warnings: string[] = [];
  const options = { org: true, regions: REGIONS, asOf: "2029-01-01", accounts: ["payments"] };
  await eventsOf({ ...options, onWarning: (message) => warnings.push(message) });
  assert.equal(warnings.length, 1);
  assert.match(warnings[0] ?? "", /^[^\n]*catalogue[^\n]*$/);
});
