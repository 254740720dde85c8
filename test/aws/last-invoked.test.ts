import assert from "node:assert/strict";
import { test } from "node:test";
import { readExtras } from "../../src/aws/reading/extras.ts";
import type { LambdaFunction } from "../../src/model/function.ts";
import { REGION, read } from "../support/aws/extras.ts";
import { clientsFor, KEYS, serve } from "../support/aws/wire.ts";
import { calm } from "../support/aws/world.ts";

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

test("500 functions a call, and pages until each has its answer", async (t) => {
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

test("data that CloudWatch gives in several pages, in part, or not at all", async (t) => {
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
      message: "lastInvoked of 2 functions could not be read: CloudWatch did not give all data of the metric",
    },
  ]);
  assert.equal(server.requests.length, 2);
});

test("an empty page token is the end", async (t) => {
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
