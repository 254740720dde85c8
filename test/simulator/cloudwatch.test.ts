import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { GetMetricDataCommand, paginateGetMetricData } from "@aws-sdk/client-cloudwatch";
import { estate, type Simulator, startSimulator } from "../../simulator/index.ts";
import { clients, failureOf } from "../support/simulator/clients.ts";

const NOW = new Date("2026-11-21T12:00:00Z");
let simulator: Simulator;

before(async () => {
  const functions = [
    { name: "busy", lastInvoked: "2026-11-20" },
    { name: "never" },
    { name: "forgotten", lastInvoked: "2025-01-01" },
    ...Array.from({ length: 40 }, (_, index) => `f${index}`),
  ];
  simulator = await startSimulator({
    now: () => NOW,
    pageSize: 2,
    estate: estate({ accounts: [{ functions: { "eu-west-1": functions } }] }),
  });
});
after(() => simulator.close());

function input(names: readonly string[], metric = "Invocations", period = 86_400) {
  return {
    StartTime: new Date("2025-08-24T00:00:00Z"),
    EndTime: NOW,
    MetricDataQueries: names.map((name, index) => ({
      Id: `m${index}`,
      MetricStat: {
        Metric: {
          Namespace: "AWS/Lambda",
          MetricName: metric,
          Dimensions: [{ Name: "FunctionName", Value: name }],
        },
        Period: period,
        Stat: "Sum",
      },
    })),
  };
}

async function newest(request: ReturnType<typeof input>): Promise<(string | undefined)[]> {
  const { cloudwatch: client } = clients(simulator);
  const days: (string | undefined)[] = [];
  for await (const { MetricDataResults } of paginateGetMetricData({ client }, request)) {
    for (const { Timestamps, Values } of MetricDataResults ?? []) {
      assert.equal(Timestamps?.length, Values?.length);
      assert.ok(Values?.every((value) => value > 0));
      days.push(Timestamps?.[0]?.toISOString());
    }
  }
  return days;
}

test("the newest datapoint is the last day with an invocation", async () => {
  assert.deepEqual(await newest(input(["busy", "never", "forgotten", "missing"])), [
    "2026-11-20T00:00:00.000Z",
    undefined,
    undefined, // older than the 455 days that are kept
    undefined,
  ]);
});

test("the sum of an hour has the time of that hour; other metrics are empty", async () => {
  assert.deepEqual(await newest(input(["busy"], "Invocations", 3600)), ["2026-11-20T12:00:00.000Z"]);
  assert.deepEqual(await newest(input(["busy"], "Errors")), [undefined]);
});

test("many queries come back in pages", async () => {
  simulator.requests.reset();
  const names = Array.from({ length: 45 }, () => "busy");
  assert.equal((await newest(input(names))).filter(Boolean).length, 45);
  assert.equal(simulator.requests.count("cloudwatch:GetMetricData"), 3);
});

test("501 queries are too many; ids must differ", async () => {
  const { cloudwatch } = clients(simulator);
  const failure = await failureOf(cloudwatch.send(new GetMetricDataCommand(input(Array(501).fill("busy")))));
  assert.equal(failure.message, "The collection MetricDataQueries must not have a size greater than 500.");
  const twins = input(["busy"]);
  const doubled = { ...twins, MetricDataQueries: [...twins.MetricDataQueries, ...twins.MetricDataQueries] };
  assert.match((await failureOf(cloudwatch.send(new GetMetricDataCommand(doubled)))).message, /not unique/);
});
