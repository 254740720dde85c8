/** One account × region, read to its end over real HTTP: what comes out, and what its row in the ledger says. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Fault } from "../../simulator/index.ts";
import { Failure } from "../../src/model/failure.ts";
import type { Extra, LambdaFunction } from "../../src/model/function.ts";
import { RegionBreaker } from "../../src/scan/breaker.ts";
import type { Session } from "../../src/scan/cloud.ts";
import { asFailure, readTarget, type TargetResult } from "../../src/scan/target.ts";
import { account, calm, connect, enter, home, simulate } from "../support/aws/world.ts";

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
  readonly signal?: AbortSignal;
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
  const { breaker = new RegionBreaker(), signal = calm() } = bounds;
  const request = { versions, extras, wantsExtras };
  const result = await readTarget(session, name, request, breaker, signal);
  assert.equal(result.row.functions, result.functions.length);
  assert.ok(result.row.durationMs >= 0 && result.row.durationMs < 30_000);
  return { result, simulator, names: result.functions.map((fn) => `${fn.functionName} ${fn.version}`) };
}

function told({ row: { status, stage, code, message } }: TargetResult): string {
  return `${status} ${stage} ${code}: ${message}`;
}

test("functions come by name and version, in the order of their code points", async (t) => {
  const { result, names } = await readOne(t, { versions: "all" });
  assert.deepEqual(names, ["B $LATEST", "a $LATEST", "b $LATEST", "b 10", "b 2"]);
  assert.equal(told(result), "ok functions : ");
});

test("what is listed twice, as by a page that comes again, is one function", async (t) => {
  const { result, names } = await readOne(t, { functions: [...FUNCTIONS, ...FUNCTIONS], versions: "all" });
  assert.deepEqual(names, ["B $LATEST", "a $LATEST", "b $LATEST", "b 10", "b 2"]);
  assert.equal(told(result), "ok functions : ");
});

test("what was read before a failure is kept, once each, and counted in the row", async (t) => {
  const after = await readOne(t, { faults: [{ kind: "deny", action: "ListFunctions", after: 1 }] });
  assert.deepEqual(after.names, ["B $LATEST", "b $LATEST"]);
  assert.match(told(after.result), /^denied functions AccessDeniedException: .* \(2 functions read\)$/);
  const first = await readOne(t, { faults: [{ kind: "deny", action: "ListFunctions" }] });
  assert.match(told(first.result), /^denied functions AccessDeniedException: [^(]*$/);
  const again = await readOne(t, { faults: [{ kind: "repeat-marker" }], versions: "all" });
  assert.equal(
    told(again.result),
    "error functions RepeatedMarker: pagination loop: AWS returned the same marker twice" +
      ` (${again.names.length} functions read)`,
  );
  assert.equal(new Set(again.names).size, again.names.length);
});

test("a target that is over before it is read asks for nothing", async (t) => {
  const over = new Failure("timeout", "functions", "TargetTimeout", "no complete response");
  const { result, simulator } = await readOne(t, { signal: AbortSignal.abort(over) });
  assert.equal(told(result), "timeout functions TargetTimeout: no complete response");
  assert.equal(simulator.requests.count("lambda:ListFunctions"), 0);
});

test("a region that was given up is not asked, and its row changes nothing for the next account", async (t) => {
  const breaker = new RegionBreaker();
  const refused = new Failure("unreachable", "functions", "ECONNREFUSED", "refused");
  for (let failure = 0; failure < 3; failure++) breaker.record(REGION, refused);
  for (let next = 0; next < 2; next++) {
    const { result, simulator } = await readOne(t, { breaker });
    assert.match(
      told(result),
      /^unreachable functions RegionUnreachable: not tried: .* from 3 accounts before$/,
    );
    assert.equal(simulator.requests.count("lambda:ListFunctions"), 0);
  }
});

test("extras stand with the functions that are wanted, and no other is asked for them", async (t) => {
  const { result, simulator } = await readOne(t, {
    extras: ["tags"],
    wantsExtras: ({ functionName }) => functionName !== "B",
  });
  assert.deepEqual(
    result.functions.map(({ tags }) => tags),
    [undefined, { team: "a" }, { team: "b" }],
  );
  assert.equal(told(result), "ok functions : ");
  assert.equal(simulator.requests.count("lambda:ListTags"), 2);
  const none = await readOne(t, { extras: ["tags"], wantsExtras: () => false });
  assert.deepEqual([none.names.length, told(none.result)], [3, "ok functions : "]);
});

test("extras that are refused leave the target read, and its row says which, all of them", async (t) => {
  const faults: Fault[] = [
    { kind: "deny", action: "ListTags" },
    { kind: "deny", action: "GetMetricData" },
  ];
  const { result, names } = await readOne(t, { extras: ["tags", "lastInvoked"], faults });
  assert.equal(names.length, 3);
  assert.match(
    told(result),
    /^ok enrich AccessDenied(Exception)?: (tags|lastInvoked) of 3 functions .*; (tags|lastInvoked) of 3 functions /,
  );
});

test("one extra that hangs takes no other with it", async (t) => {
  const faults: Fault[] = [{ kind: "hang", action: "GetMetricData" }];
  const over = new AbortController();
  const timeout = new Failure("timeout", "functions", "TargetTimeout", "no complete response");
  setTimeout(() => over.abort(timeout), 1_500);
  const { result } = await readOne(t, { extras: ["tags", "lastInvoked"], faults, signal: over.signal });
  assert.deepEqual(
    result.functions.map(({ tags, lastInvoked }) => [tags?.team, lastInvoked]),
    [
      ["B", undefined],
      ["a", undefined],
      ["b", undefined],
    ],
  );
  assert.equal(
    told(result),
    "ok enrich TargetTimeout: lastInvoked of 3 functions could not be read: no complete response",
  );
});

test("a region that stops resolving after its first page has Lambda, and was not read", async () => {
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

test("a target that is over while its extras are read keeps its functions, and says why they have none", async (t) => {
  const over = new AbortController();
  const wantsExtras = () => {
    over.abort(new Failure("timeout", "functions", "TargetTimeout", "no complete response"));
    return true;
  };
  const { result, names } = await readOne(t, {
    extras: ["tags", "lastInvoked"],
    wantsExtras,
    signal: over.signal,
  });
  assert.equal(names.length, 3);
  assert.equal(
    told(result),
    "ok enrich TargetTimeout: tags of 3 functions could not be read: no complete response; " +
      "lastInvoked of 3 functions could not be read: no complete response",
  );
});

test("whatever else is thrown becomes a row, too", () => {
  const cause = new TypeError("x is not a function");
  const failure = asFailure(cause);
  assert.deepEqual(
    [failure.status, failure.stage, failure.code, failure.message, failure.cause],
    ["error", "functions", "InternalError", cause.message, cause],
  );
  assert.equal(asFailure("text").message, "text");
  assert.equal(asFailure(failure), failure);
});
