/** `--with invocations`: the sum of 30 UTC days, zero where CloudWatch has none, absent where it could not be read. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { GetMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import type { Fault } from "../../simulator/index.ts";
import { readExtras } from "../../src/aws/reading/extras.ts";
import type { Extra } from "../../src/model/column.ts";
import type { LambdaFunction } from "../../src/model/function.ts";
import { RegionBreaker } from "../../src/scan/breaker.ts";
import { readTarget } from "../../src/scan/target.ts";
import { REGION, read } from "../support/aws/extras.ts";
import { clientsFor, KEYS, serve } from "../support/aws/wire.ts";
import { account, calm, connect, enter, home, simulate } from "../support/aws/world.ts";
import { clients } from "../support/simulator/clients.ts";

const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);

test("the sum of 30 days, as the SDK's own client adds it up", async (t) => {
  const functions = [
    { name: "today", lastInvoked: daysAgo(0) },
    { name: "weeks", lastInvoked: daysAgo(20) },
    { name: "first-day", lastInvoked: daysAgo(29) },
    { name: "day-before", lastInvoked: daysAgo(30) },
    { name: "never" },
  ];
  const { result, notes, simulator } = await read(t, ["invocations"], { functions });
  assert.deepEqual(simulator.requests.byAction, { "cloudwatch:GetMetricData": 1 });
  assert.deepEqual(notes, []);
  const { cloudwatch } = clients(simulator);
  for (const { name } of functions) {
    const { MetricDataResults } = await cloudwatch.send(
      new GetMetricDataCommand({
        StartTime: new Date(`${daysAgo(29)}T00:00:00Z`),
        EndTime: new Date(`${daysAgo(-1)}T00:00:00Z`),
        MetricDataQueries: [
          {
            Id: "m",
            MetricStat: {
              Metric: {
                Namespace: "AWS/Lambda",
                MetricName: "Invocations",
                Dimensions: [{ Name: "FunctionName", Value: name }],
              },
              Period: 3600,
              Stat: "Sum",
            },
          },
        ],
      }),
    );
    const sum = (MetricDataResults?.[0]?.Values ?? []).reduce((total, value) => total + value, 0);
    assert.deepEqual(result[`${name} $LATEST`], { invocations: sum }, name);
    assert.equal(sum > 0, name !== "never" && name !== "day-before", name);
  }
});

test("together with lastInvoked it costs no call more, and changes nothing there", async (t) => {
  const functions = [
    { name: "used", lastInvoked: daysAgo(3) },
    { name: "old", lastInvoked: daysAgo(300) },
    "idle",
  ];
  const both = await read(t, ["lastInvoked", "invocations"], { functions });
  assert.deepEqual(both.simulator.requests.byAction, { "cloudwatch:GetMetricData": 1 });
  const sums = await read(t, ["invocations"], { functions });
  const days = await read(t, ["lastInvoked"], { functions });
  for (const [key, extras] of Object.entries(both.result))
    assert.deepEqual(extras, { ...days.result[key], ...sums.result[key] });
  assert.deepEqual(both.result["old $LATEST"], { lastInvoked: daysAgo(300), invocations: 0 });
  assert.deepEqual(both.result["idle $LATEST"], { lastInvoked: "never", invocations: 0 });
});

test("published versions have no value: a sum over rows counts each invocation once", async (t) => {
  const { result } = await read(t, ["invocations", "lastInvoked"], {
    versions: "all",
    functions: [{ name: "a", versions: [{ version: "1" }], lastInvoked: daysAgo(1) }],
  });
  assert.deepEqual(Object.keys(result["a 1"] ?? {}), ["lastInvoked"]);
  assert.ok((result["a $LATEST"]?.invocations ?? 0) > 0);
});

test("a refusal leaves the values out and notes both columns", async (t) => {
  const faults: Fault[] = [{ kind: "scp-deny", action: "GetMetricData" }];
  const { result, notes } = await read(t, ["lastInvoked", "invocations"], { functions: ["a", "b"], faults });
  assert.deepEqual(Object.values(result), [{}, {}]);
  assert.equal(notes.length, 2);
  assert.match(
    notes[0] ?? "",
    /^denied AccessDenied(Exception)?: lastInvoked of 2 functions could not be read: /,
  );
  assert.match(
    notes[1] ?? "",
    /^denied AccessDenied(Exception)?: invocations of 2 functions could not be read: /,
  );
});

test("sums that were complete stay when a later page fails", async (t) => {
  const functions = Array.from({ length: 12 }, (_, i) => ({ name: `f${i}`, lastInvoked: daysAgo(1) }));
  const faults: Fault[] = [{ kind: "server-error", action: "GetMetricData", after: 1 }];
  // Pages of ten metrics, each with data that are older than 30 days.
  const { result, notes } = await read(t, ["lastInvoked", "invocations"], { functions, faults, pageSize: 1 });
  const sums = Object.values(result).map(({ invocations }) => invocations);
  assert.equal(sums.filter((sum) => (sum ?? 0) > 0).length, 10);
  assert.match(notes.join("\n"), /invocations of 2 functions could not be read: /);
});

test("one metric in several pages, incomplete data, and no data", async (t) => {
  const at = (days: number) => Date.parse(`${daysAgo(days)}T00:00:00Z`) / 1000;
  const pages = [
    {
      MetricDataResults: [
        { Id: "m0", StatusCode: "PartialData", Timestamps: [at(0), at(10)], Values: [3, 4] },
        { Id: "m1", StatusCode: "PartialData", Timestamps: [at(0)], Values: [5] },
        { Id: "m2", StatusCode: "Complete" },
      ],
      NextToken: "more",
    },
    {
      MetricDataResults: [{ Id: "m0", StatusCode: "Complete", Timestamps: [at(29)], Values: [100] }],
    },
  ];
  const server = await serve(t, (_request, response) => {
    response.setHeader("content-type", "application/x-amz-json-1.0");
    response.end(JSON.stringify(pages[server.requests.length - 1] ?? {}));
  });
  const found = await readExtras(
    clientsFor(t, { AWS_ENDPOINT_URL: server.url }),
    {
      region: REGION,
      credentials: KEYS,
      functions: ["whole", "cut", "none"].map(named),
      extras: ["invocations"],
    },
    calm(),
  );
  assert.deepEqual(found.extras, [{ invocations: 107 }, {}, { invocations: 0 }]);
  assert.deepEqual(found.notes, [
    {
      status: "error",
      code: "PartialData",
      message: "invocations of cut could not be read: CloudWatch returned incomplete metric data",
    },
  ]);
});

test("runs at the edge are added to those in the function's own region", async (t) => {
  const sums = await edgeSums(t, ["invocations"], []);
  assert.ok(sums.replicas > 0);
  assert.deepEqual(sums.rows, {
    edge: sums.own + sums.replicas,
    idle: 0,
    container: 0,
  });
  assert.deepEqual(await edgeSums(t, ["invocations", "lastInvoked"], []), sums);
});

test("a sum that lacks a region is unknown, and the ledger says so", async (t) => {
  const { rows, note } = await edgeSums(
    t,
    ["invocations"],
    [{ kind: "scp-deny", action: "GetMetricData", region: "sa-east-1" }],
  );
  assert.deepEqual(rows, { edge: undefined, idle: undefined, container: 0 });
  assert.match(
    note,
    /invocations of 2 functions could not be read: a Lambda@Edge function also runs in other regions/,
  );
});

function named(functionName: string): LambdaFunction {
  return { functionName, version: "$LATEST", functionArn: "" } as LambdaFunction;
}

/** Functions of us-east-1; replicas of one of them ran in two other regions. */
async function edgeSums(
  t: Parameters<typeof simulate>[0],
  extras: readonly Extra[],
  faults: readonly Fault[],
) {
  const lastInvoked = daysAgo(2);
  const functions = {
    "us-east-1": [
      { name: "edge", lastInvoked },
      "idle",
      { name: "container", PackageType: "Image" as const },
    ],
    "eu-west-1": [{ name: "us-east-1.edge", lastInvoked }],
    "ap-south-1": [{ name: "us-east-1.edge", lastInvoked }],
  };
  const spec = { accounts: [{ id: "111111111111", functions }] };
  const simulator = await simulate(t, spec, { faults, now: () => new Date() });
  const aws = connect(t, { ...home().env, ...simulator.env() }, { maxAttempts: 1 });
  const session = await enter(aws, account());
  const sumsIn = async (region: string) => {
    const name = { accountId: session.accountId, accountName: "one", region };
    const request = { versions: "latest", extras, wantsExtras: () => true } as const;
    const { row, functions: read } = await readTarget(session, name, request, new RegionBreaker(), calm());
    return { note: row.message, sums: new Map(read.map((fn) => [fn.functionName, fn.invocations])) };
  };
  const replicas = (await sumsIn("eu-west-1")).sums.get("us-east-1.edge") ?? 0;
  const { sums, note } = await sumsIn("us-east-1");
  // The simulator's figures depend on the name and the day only.
  const { result } = await read(t, ["invocations"], { functions: [{ name: "edge", lastInvoked }] });
  return {
    rows: Object.fromEntries(sums),
    note,
    replicas: replicas * 2,
    own: result["edge $LATEST"]?.invocations ?? 0,
  };
}
