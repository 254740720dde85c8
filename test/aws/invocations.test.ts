import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Fault } from "../../simulator/index.ts";
import { readExtras } from "../../src/aws/reading/extras.ts";
import type { LambdaFunction } from "../../src/model/function.ts";
import { RegionBreaker } from "../../src/scan/breaker.ts";
import { readTarget } from "../../src/scan/target.ts";
import { REGION, read } from "../support/aws/extras.ts";
import { clientsFor, KEYS, serve } from "../support/aws/wire.ts";
import { account, calm, connect, enter, home, simulate } from "../support/aws/world.ts";

test("the last day of an invocation, or never", async (t) => {
  const today = new Date().toISOString().slice(0, 10);
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
  const functions = [
    { name: "today", lastInvoked: today },
    { name: "year", lastInvoked: daysAgo(360) },
    { name: "oldest", lastInvoked: daysAgo(450) },
    { name: "older", lastInvoked: daysAgo(470) },
    { name: "never" },
  ];
  const { result, notes, simulator } = await read(t, ["lastInvoked"], { functions });
  assert.deepEqual(
    Object.fromEntries(
      Object.entries(result).map(([key, { lastInvoked }]) => [key.split(" ")[0], lastInvoked]),
    ),
    { today, year: daysAgo(360), oldest: daysAgo(450), older: "never", never: "never" },
  );
  assert.deepEqual(notes, []);
  assert.deepEqual(simulator.requests.byAction, { "cloudwatch:GetMetricData": 1 });
});

test("500 functions per call, and pages until each has a value", async (t) => {
  const functions = Array.from({ length: 1001 }, (_, i) => ({ name: `f${i}` }));
  const { result, simulator } = await read(t, ["lastInvoked"], { functions });
  assert.equal(
    Object.values(result).every(({ lastInvoked }) => lastInvoked === "never"),
    true,
  );
  assert.equal(simulator.requests.count("cloudwatch:GetMetricData"), 3);
  const small = await read(t, ["lastInvoked"], { functions: functions.slice(0, 100), pageSize: 4 });
  assert.equal(
    Object.values(small.result).every(({ lastInvoked }) => lastInvoked === "never"),
    true,
  );
  assert.equal(small.simulator.requests.count("cloudwatch:GetMetricData"), 3);
});

test("days that were found stay when a later page fails", async (t) => {
  const lastInvoked = new Date().toISOString().slice(0, 10);
  const functions = Array.from({ length: 12 }, (_, i) => ({ name: `f${i}`, lastInvoked }));
  const faults: Fault[] = [{ kind: "server-error", action: "GetMetricData", after: 1 }];
  // Pages of ten metrics.
  const { result, notes } = await read(t, ["lastInvoked"], { functions, faults, pageSize: 1 });
  const days = Object.values(result).map((extras) => extras.lastInvoked);
  assert.equal(days.filter((day) => day === lastInvoked).length, 10);
  assert.match(notes.join("\n"), /^error \w+: lastInvoked of 2 functions could not be read: /);
});

test("a Lambda@Edge function ran when one of its replicas did, wherever that was", async (t) => {
  const { days, simulator } = await readEdge(t, []);
  assert.deepEqual(days, { edge: "2026-11-20", idle: "never", container: "never" });
  // One here, and one for each region that may have served it.
  assert.equal(simulator.requests.count("cloudwatch:GetMetricData"), 18);
});

test("when a serving region cannot be asked, never becomes unknown, with a note", async (t) => {
  const { days, row } = await readEdge(t, [
    { kind: "scp-deny", action: "GetMetricData", region: "sa-east-1" },
  ]);
  assert.deepEqual(days, { edge: "2026-11-20", idle: "unknown", container: "never" });
  assert.match(
    row,
    /^ok enrich AccessDenied(Exception)?: lastInvoked of idle could not be read: a Lambda@Edge function also runs in other regions, and CloudWatch in sa-east-1 could not be read: /,
  );
});

test("data in several pages, incomplete data, and no data", async (t) => {
  const day = (text: string) => Date.parse(`${text}T00:00:00Z`) / 1000;
  const pages = [
    {
      MetricDataResults: [
        {
          Id: "m0",
          StatusCode: "PartialData",
          Timestamps: [day("2026-11-03"), day("2026-11-02")],
          Values: [0, 4],
        },
        { Id: "m1", StatusCode: "PartialData", Timestamps: [], Values: [] },
        { Id: "m2", StatusCode: "InternalError", Timestamps: [], Values: [] },
      ],
      NextToken: "more",
    },
    {
      MetricDataResults: [
        { Id: "m0", StatusCode: "Complete", Timestamps: [day("2026-01-01")], Values: [9] },
        { Id: "m1", StatusCode: "Complete", Timestamps: [], Values: [] },
      ],
    },
  ];
  const server = await serve(t, (_request, response) => {
    response.setHeader("content-type", "application/x-amz-json-1.0");
    response.end(JSON.stringify(pages[server.requests.length - 1] ?? {}));
  });
  const clients = clientsFor(t, { AWS_ENDPOINT_URL: server.url });
  const functions = ["partly", "never", "broken", "forgotten"].map(
    (functionName) => ({ functionName, version: "$LATEST", functionArn: "" }) as LambdaFunction,
  );
  const query = { region: REGION, credentials: KEYS, functions, extras: ["lastInvoked"] as const };
  const { extras, notes } = await readExtras(clients, query, calm());
  assert.deepEqual(extras, [{ lastInvoked: "2026-11-02" }, { lastInvoked: "never" }, {}, {}]);
  assert.deepEqual(notes, [
    {
      status: "error",
      code: "PartialData",
      message: "lastInvoked of 2 functions could not be read: CloudWatch returned incomplete metric data",
    },
  ]);
  assert.equal(server.requests.length, 2);
});

test("an empty page token ends the list", async (t) => {
  const server = await serve(t, (_request, response) => {
    response.setHeader("content-type", "application/x-amz-json-1.0");
    response.end(
      JSON.stringify({ MetricDataResults: [{ Id: "m0", StatusCode: "Complete" }], NextToken: "" }),
    );
  });
  const clients = clientsFor(t, { AWS_ENDPOINT_URL: server.url });
  const functions = [{ functionName: "f", version: "$LATEST", functionArn: "" } as LambdaFunction];
  const query = { region: REGION, credentials: KEYS, functions, extras: ["lastInvoked"] as const };
  const { extras, notes } = await readExtras(clients, query, calm());
  assert.deepEqual([extras, notes], [[{ lastInvoked: "never" }], []]);
  assert.equal(server.requests.length, 1);
});

/** Functions of us-east-1; a replica of one of them ran in eu-west-1. */
async function readEdge(t: TestContext, faults: readonly Fault[]) {
  const functions = {
    "us-east-1": [{ name: "edge" }, { name: "idle" }, { name: "container", PackageType: "Image" as const }],
    "eu-west-1": [{ name: "us-east-1.edge", lastInvoked: "2026-11-20" }],
  };
  const spec = { accounts: [{ id: "111111111111", functions }] };
  const simulator = await simulate(t, spec, { faults, now: () => new Date() });
  const aws = connect(t, { ...home().env, ...simulator.env() }, { maxAttempts: 1 });
  const session = await enter(aws, account());
  const name = { accountId: session.accountId, accountName: "one", region: "us-east-1" };
  const request = { versions: "latest", extras: ["lastInvoked"], wantsExtras: () => true } as const;
  const { row, functions: read } = await readTarget(session, name, request, new RegionBreaker(), calm());
  return {
    days: Object.fromEntries(read.map(({ functionName, lastInvoked }) => [functionName, lastInvoked])),
    row: `${row.status} ${row.stage} ${row.code}: ${row.message}`,
    simulator,
  };
}
