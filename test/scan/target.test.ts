/** One account × region, read over real HTTP: its functions, and its row in the ledger. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Fault, Simulator } from "../../simulator/index.ts";
import type { Extra } from "../../src/model/column.ts";
import { asFailure, Failure } from "../../src/model/failure.ts";
import type { LambdaFunction } from "../../src/model/function.ts";
import { RegionBreaker } from "../../src/scan/breaker.ts";
import type { Session } from "../../src/scan/cloud.ts";
import { readTarget, type TargetResult } from "../../src/scan/target.ts";
import { account, calm, connect, enter, home, simulate } from "../support/aws/world.ts";
import { idle, until } from "../support/simulator/waiting.ts";

const REGION = "eu-west-1";
const FUNCTIONS = [
  { name: "b", versions: [{ version: "2" }, { version: "10" }], tags: { team: "b" } },
  { name: "B", tags: { team: "B" } },
  { name: "a", tags: { team: "a" }, lastInvoked: "2026-11-20" },
];

interface Asked {
  readonly functions?: typeof FUNCTIONS;
  readonly faults?: readonly Fault[];
  readonly versions?: "latest" | "all";
  readonly extras?: readonly Extra[];
  readonly wantsExtras?: (fn: LambdaFunction) => boolean;
  readonly breaker?: RegionBreaker;
  readonly signal?: (simulator: Simulator) => AbortSignal;
}

async function readOne(
  t: TestContext,
  {
    functions = FUNCTIONS,
    faults = [],
    versions = "latest",
    extras = [],
    wantsExtras = () => true,
    ...bounds
  }: Asked = {},
) {
  const spec = { accounts: [{ id: "111111111111", functions: { [REGION]: functions } }] };
  const simulator = await simulate(t, spec, { pageSize: 2, faults, now: () => new Date() });
  const aws = connect(t, { ...home().env, ...simulator.env() }, { maxAttempts: 1 });
  const session = await enter(aws, account());
  const name = { accountId: session.accountId, accountName: "one", region: REGION };
  const { breaker = new RegionBreaker(), signal = calm } = bounds;
  const request = { versions, extras, wantsExtras };
  const result = await readTarget(session, name, request, breaker, signal(simulator));
  assert.equal(result.row.functions, result.functions.length);
  assert.ok(result.row.durationMs >= 0 && result.row.durationMs < 30_000);
  return { result, simulator, names: result.functions.map((fn) => `${fn.functionName} ${fn.version}`) };
}

function outcome({ row: { status, stage, code, message } }: TargetResult): string {
  return `${status} ${stage} ${code}: ${message}`;
}

test("functions are sorted by name and version, by code point", async (t) => {
  const { result, names } = await readOne(t, { versions: "all" });
  assert.deepEqual(names, ["B $LATEST", "a $LATEST", "b $LATEST", "b 10", "b 2"]);
  assert.equal(outcome(result), "ok functions : ");
});

test("a function that is listed twice, as on a repeated page, is reported once", async (t) => {
  const { result, names } = await readOne(t, { functions: [...FUNCTIONS, ...FUNCTIONS], versions: "all" });
  assert.deepEqual(names, ["B $LATEST", "a $LATEST", "b $LATEST", "b 10", "b 2"]);
  assert.equal(outcome(result), "ok functions : ");
});

test("functions read before a failure are kept, each once, and counted in the row", async (t) => {
  const after = await readOne(t, { faults: [{ kind: "deny", action: "ListFunctions", after: 1 }] });
  assert.deepEqual(after.names, ["B $LATEST", "b $LATEST"]);
  assert.match(outcome(after.result), /^denied functions AccessDeniedException: .* \(2 functions read\)$/);
  const first = await readOne(t, { faults: [{ kind: "deny", action: "ListFunctions" }] });
  assert.match(outcome(first.result), /^denied functions AccessDeniedException: [^(]*$/);
  const again = await readOne(t, { faults: [{ kind: "repeat-marker" }], versions: "all" });
  assert.equal(
    outcome(again.result),
    "error functions RepeatedMarker: pagination loop: AWS returned the same marker twice" +
      ` (${again.names.length} functions read)`,
  );
  assert.equal(new Set(again.names).size, again.names.length);
});

test("a target whose time is up before it is read makes no request", async (t) => {
  const over = new Failure("timeout", "functions", "TargetTimeout", "no complete response");
  const { result, simulator } = await readOne(t, { signal: () => AbortSignal.abort(over) });
  assert.equal(outcome(result), "timeout functions TargetTimeout: no complete response");
  assert.equal(simulator.requests.count("lambda:ListFunctions"), 0);
});

test("a region that is skipped gets no request, and its row does not affect the next account", async (t) => {
  const breaker = new RegionBreaker();
  const refused = new Failure("unreachable", "functions", "ECONNREFUSED", "refused");
  for (let failure = 0; failure < 3; failure++) breaker.record(REGION, refused);
  for (let next = 0; next < 2; next++) {
    const { result, simulator } = await readOne(t, { breaker });
    assert.match(
      outcome(result),
      /^unreachable functions RegionUnreachable: skipped: .* from 3 other accounts$/,
    );
    assert.equal(simulator.requests.count("lambda:ListFunctions"), 0);
  }
});

test("extras are read for the wanted functions only", async (t) => {
  const { result, simulator } = await readOne(t, {
    extras: ["tags"],
    wantsExtras: ({ functionName }) => functionName !== "B",
  });
  assert.deepEqual(
    result.functions.map(({ tags }) => tags),
    [undefined, { team: "a" }, { team: "b" }],
  );
  assert.equal(outcome(result), "ok functions : ");
  assert.equal(simulator.requests.count("tag:GetResources"), 1);
  const none = await readOne(t, { extras: ["tags"], wantsExtras: () => false });
  assert.deepEqual([none.names.length, outcome(none.result)], [3, "ok functions : "]);
});

test("a target whose extras are refused counts as read, and its row lists every refused extra", async (t) => {
  const faults: Fault[] = [
    { kind: "deny", action: "GetResources" },
    { kind: "deny", action: "ListTags" },
    { kind: "deny", action: "GetMetricData" },
  ];
  const { result, names } = await readOne(t, { extras: ["tags", "lastInvoked"], faults });
  assert.equal(names.length, 3);
  assert.match(
    outcome(result),
    /^ok enrich AccessDenied(Exception)?: (tags|lastInvoked) of 3 functions .*; (tags|lastInvoked) of 3 functions /,
  );
});

test("one extra that hangs does not cost the others", async (t) => {
  const faults: Fault[] = [{ kind: "hang", action: "GetMetricData" }];
  const timeout = new Failure("timeout", "functions", "TargetTimeout", "no complete response");
  const signal = (simulator: Simulator) => {
    const over = new AbortController();
    const asked = () =>
      ["cloudwatch:GetMetricData", "tag:GetResources"].every(
        (action) => simulator.requests.count(action) > 0,
      );
    void until(asked)
      .then(() => idle(simulator))
      .then(() => over.abort(timeout));
    return over.signal;
  };
  const { result } = await readOne(t, { extras: ["tags", "lastInvoked"], faults, signal });
  assert.deepEqual(
    result.functions.map(({ tags, lastInvoked }) => [tags?.team, lastInvoked]),
    [
      ["B", undefined],
      ["a", undefined],
      ["b", undefined],
    ],
  );
  assert.equal(
    outcome(result),
    "ok enrich TargetTimeout: lastInvoked of 3 functions could not be read: no complete response",
  );
});

test("a region whose host stops resolving after the first page is not read, rather than without Lambda", async () => {
  const page = { functions: [], nextMarker: "next" };
  const gone = new Failure(
    "unsupported",
    "functions",
    "ENOTFOUND",
    "there is no Lambda endpoint in this region",
  );
  const session = {
    listFunctions: async (_: string, { marker }: { marker: string | undefined }) => {
      if (marker !== undefined) throw gone;
      return page;
    },
  } as unknown as Session;
  const name = { accountId: "111111111111", accountName: "one", region: REGION };
  const request = { versions: "latest", extras: [], wantsExtras: () => true } as const;
  const { row } = await readTarget(session, name, request, new RegionBreaker(), calm());
  assert.equal(row.status, "unreachable");
});

test("a target whose time is up while extras are read keeps its functions, and says why the extras are missing", async (t) => {
  const over = new AbortController();
  const wantsExtras = () => {
    over.abort(new Failure("timeout", "functions", "TargetTimeout", "no complete response"));
    return true;
  };
  const { result, names } = await readOne(t, {
    extras: ["tags", "lastInvoked"],
    wantsExtras,
    signal: () => over.signal,
  });
  assert.equal(names.length, 3);
  assert.equal(
    outcome(result),
    "ok enrich TargetTimeout: tags of 3 functions could not be read: no complete response; " +
      "lastInvoked of 3 functions could not be read: no complete response",
  );
});

test("any other error becomes a row, too", () => {
  const cause = new TypeError("x is not a function");
  const failure = asFailure(cause);
  assert.deepEqual(
    [failure.status, failure.stage, failure.code, failure.message, failure.cause],
    ["error", "functions", "InternalError", cause.message, cause],
  );
  assert.equal(asFailure("text").message, "text");
  assert.equal(asFailure(failure), failure);
});
