import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { readExtras } from "../../src/aws/reading/extras.ts";
import { listFunctions, toPage } from "../../src/aws/reading/functions.ts";
import type { Extra, FunctionExtras, LambdaFunction } from "../../src/model/function.ts";
import type { EstateSpec, Simulator, SimulatorOptions } from "../../src/simulator/index.ts";
import { clientsFor, KEYS, serve } from "./wire.ts";
import { calm, simulate } from "./world.ts";

const REGION = "eu-west-1";
const alias = (name: string, version: string, more: object = {}) => ({ name, version, ...more });

const FUNCTIONS = [
  {
    name: "a",
    versions: [{ version: "1", Runtime: "nodejs12.x" }, { version: "2" }],
    aliases: [alias("prod", "1"), alias("beta", "$LATEST")],
    tags: { team: "payments", "": "empty key" },
    lastInvoked: "2026-11-20",
  },
  { name: "b", tags: {} },
  { name: "c", Runtime: "python3.12", aliases: [alias("live", "$LATEST")], lastInvoked: "2026-01-02" },
];

interface Read {
  readonly simulator: Simulator;
  readonly result: Record<string, FunctionExtras>;
  readonly notes: readonly string[];
}

async function read(
  t: TestContext,
  extras: readonly Extra[],
  {
    functions = FUNCTIONS,
    versions = "latest",
    ...options
  }: {
    functions?: NonNullable<EstateSpec["accounts"][number]["functions"]>[string];
    versions?: "latest" | "all";
  } & Partial<SimulatorOptions> = {},
): Promise<Read> {
  const simulator = await simulate(
    t,
    { accounts: [{ id: "111111111111", functions: { [REGION]: functions } }] },
    { now: () => new Date(), ...options },
  );
  const clients = clientsFor(t, simulator.env(), { maxAttempts: 1 });
  const credentials = async () => simulator.credentialsFor();
  const rows: LambdaFunction[] = [];
  let marker: string | undefined;
  do {
    const page = await listFunctions(await clients.lambdaCalls(), {
      region: REGION,
      credentials,
      marker,
      versions,
    });
    rows.push(...page.functions);
    marker = page.nextMarker;
  } while (marker !== undefined);
  simulator.requests.reset();
  const found = await readExtras(clients, { region: REGION, credentials, functions: rows, extras }, calm());
  assert.equal(found.extras.length, rows.length);
  return {
    simulator,
    result: Object.fromEntries(
      rows.map((fn, i) => [`${fn.functionName} ${fn.version}`, found.extras[i] ?? {}]),
    ),
    notes: found.notes.map(({ status, code, message }) => `${status} ${code}: ${message}`),
  };
}

test("tags, once for each function", async (t) => {
  const { result, notes, simulator } = await read(t, ["tags"], { versions: "all" });
  const tags = { team: "payments", "": "empty key" };
  assert.deepEqual(result, {
    "a $LATEST": { tags },
    "a 1": { tags },
    "a 2": { tags },
    "b $LATEST": { tags: {} },
    "c $LATEST": { tags: {} },
  });
  assert.deepEqual(notes, []);
  assert.equal(simulator.requests.count("lambda:ListTags"), 3);
  assert.equal(simulator.requests.total, 3);
});

test("aliases, with the runtimes of the versions that they lead to", async (t) => {
  const { result, notes, simulator } = await read(t, ["aliases"]);
  assert.deepEqual(result, {
    "a $LATEST": {
      aliases: [
        { name: "beta", functionVersion: "$LATEST", runtime: "nodejs22.x" },
        { name: "prod", functionVersion: "1", runtime: "nodejs12.x" },
      ],
    },
    "b $LATEST": { aliases: [] },
    "c $LATEST": { aliases: [{ name: "live", functionVersion: "$LATEST", runtime: "python3.12" }] },
  });
  assert.deepEqual(notes, []);
  assert.deepEqual(simulator.requests.byAction, {
    "lambda:ListAliases": 3,
    "lambda:ListVersionsByFunction": 1,
  });
});

test("with all versions listed, their runtimes are known; a version has the aliases that lead to it", async (t) => {
  const { result, simulator } = await read(t, ["aliases"], { versions: "all" });
  const prod = { name: "prod", functionVersion: "1", runtime: "nodejs12.x" };
  assert.deepEqual(
    result["a $LATEST"]?.aliases?.map(({ name }) => name),
    ["beta", "prod"],
  );
  assert.deepEqual(result["a 1"], { aliases: [prod] });
  assert.deepEqual(result["a 2"], { aliases: [] });
  assert.deepEqual(simulator.requests.byAction, { "lambda:ListAliases": 3 });
});

test("many aliases and versions come in pages", async (t) => {
  const numbers = Array.from({ length: 7 }, (_, i) => String(i + 1));
  const functions = [
    {
      name: "f",
      versions: numbers.map((version) => ({ version })),
      aliases: numbers.map((n) => alias(`v${n}`, n)),
    },
  ];
  const { result } = await read(t, ["aliases"], { functions, pageSize: 3 });
  assert.deepEqual(
    result["f $LATEST"]?.aliases?.map(({ name, runtime }) => `${name} ${runtime}`),
    numbers.map((n) => `v${n} nodejs22.x`),
  );
});

test("versions that cannot be listed leave the runtime open, and are noted", async (t) => {
  const { result, notes } = await read(t, ["aliases"], {
    faults: [{ kind: "deny", action: "ListVersionsByFunction" }],
  });
  assert.deepEqual(
    result["a $LATEST"]?.aliases?.map(({ name, runtime }) => [name, runtime]),
    [
      ["beta", "nodejs22.x"],
      ["prod", undefined],
    ],
  );
  assert.match(
    notes.join("\n"),
    /^denied AccessDeniedException: aliases of a could not be read: no IAM policy allows lambda:ListVersionsByFunction: /,
  );
});

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

test("what is denied is asked once in a region, and noted once for all functions", async (t) => {
  const functions = Array.from({ length: 40 }, (_, i) => ({ name: `f${i}` }));
  const { result, notes, simulator } = await read(t, ["tags", "lastInvoked", "aliases"], {
    functions,
    faults: [
      { kind: "deny", action: "ListTags" },
      { kind: "scp-deny", action: "GetMetricData" },
    ],
  });
  assert.equal(
    Object.values(result).every(
      ({ tags, lastInvoked, aliases }) => tags === undefined && lastInvoked === undefined && aliases,
    ),
    true,
  );
  assert.equal(notes.length, 2);
  assert.match(
    notes[0] ?? "",
    /^denied AccessDenied(Exception)?: (tags|lastInvoked) of 40 functions could not be read: /,
  );
  assert.match(
    notes.join("\n"),
    /service control policy of the organization denies cloudwatch:GetMetricData/,
  );
  // Those in flight when the first answer came were asked too.
  assert.ok(simulator.requests.count("lambda:ListTags") <= 8);
  assert.equal(simulator.requests.count("lambda:ListAliases"), 40);
});

test("one function's fault costs no other function's tags", async (t) => {
  const { result, notes } = await read(t, ["tags"], {
    functions: ["a", "b", "c", "d"],
    faults: [{ kind: "throttle", action: "ListTags", times: 1 }],
  });
  assert.equal(Object.values(result).filter(({ tags }) => tags).length, 3);
  assert.match(
    notes.join("\n"),
    /^throttled TooManyRequestsException: tags of [abcd] could not be read: Rate Exceeded/,
  );
});

test("only what was asked for is read", async (t) => {
  const { result, simulator } = await read(t, []);
  assert.deepEqual(Object.values(result), [{}, {}, {}]);
  assert.equal(simulator.requests.total, 0);
});

test("an abort ends it with its reason", async (t) => {
  const simulator = await simulate(
    t,
    { accounts: [{ id: "111111111111", functions: { [REGION]: ["a"] } }] },
    { faults: [{ kind: "hang" }] },
  );
  const clients = clientsFor(t, simulator.env());
  const controller = new AbortController();
  const fn = {
    functionName: "a",
    version: "$LATEST",
    functionArn: "arn:aws:lambda:eu-west-1:111111111111:function:a",
  };
  const query = {
    region: REGION,
    credentials: async () => simulator.credentialsFor(),
    functions: [fn as LambdaFunction],
    extras: ["tags"] as const,
  };
  const reading = readExtras(clients, query, controller.signal);
  setTimeout(() => controller.abort(new Error("the reason")), 50);
  await assert.rejects(reading, { message: "the reason" });
});

test("many calls at once under one signal bring no warning of Node's", async (t) => {
  const warnings: Error[] = [];
  const listener = (warning: Error) => warnings.push(warning);
  process.on("warning", listener);
  t.after(() => process.off("warning", listener));
  const functions = Array.from({ length: 30 }, (_, i) => ({ name: `f${i}` }));
  await read(t, ["tags", "aliases", "lastInvoked"], { functions, latencyMs: 10 });
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(warnings, []);
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

for (const body of ["null", "[]", '{"Tags":[],"Aliases":{}}']) {
  test(`${body} is neither tags nor aliases: a note, not an empty column`, async (t) => {
    const server = await serve(t, (_request, response) => response.end(body));
    const clients = clientsFor(t, { AWS_ENDPOINT_URL: server.url });
    const { functions } = toPage({ Functions: [{ FunctionName: "f" }] });
    const query = { region: REGION, credentials: KEYS, functions, extras: ["tags", "aliases"] as const };
    const { extras, notes } = await readExtras(clients, query, calm());
    assert.deepEqual(extras, [{}]);
    assert.deepEqual(
      notes.map(({ status, code, message }) => `${status} ${code}: ${message}`),
      [
        "error InvalidResponse: tags of f could not be read: the answer holds no tags",
        "error InvalidResponse: aliases of f could not be read: the answer holds no list of aliases",
      ],
    );
  });
}
