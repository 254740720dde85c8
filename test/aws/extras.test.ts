import assert from "node:assert/strict";
import { test } from "node:test";
import { readExtras } from "../../src/aws/reading/extras.ts";
import { toPage } from "../../src/aws/reading/functions.ts";
import type { LambdaFunction } from "../../src/model/function.ts";
import { REGION, read } from "../support/aws/extras.ts";
import { clientsFor, KEYS, serve } from "../support/aws/wire.ts";
import { calm, simulate } from "../support/aws/world.ts";

test("tags are those of the function in every version, in one call", async (t) => {
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
  assert.deepEqual(simulator.requests.byAction, { "tag:GetResources": 1 });
});

test("a denied action is tried once in a region, with one note for all functions", async (t) => {
  const functions = Array.from({ length: 40 }, (_, i) => ({ name: `f${i}` }));
  const { result, notes, simulator } = await read(t, ["tags", "lastInvoked", "aliases"], {
    functions,
    faults: [
      { kind: "deny", action: "GetResources" },
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
  assert.equal(simulator.requests.count("tag:GetResources"), 1);
  // Those in flight when the first answer came were asked too.
  assert.ok(simulator.requests.count("lambda:ListTags") <= 8);
  assert.equal(simulator.requests.count("lambda:ListAliases"), 40);
});

test("an error for one function does not cost the tags of others", async (t) => {
  const { result, notes } = await read(t, ["tags"], {
    functions: ["a", "b", "c", "d"],
    faults: [
      { kind: "deny", action: "GetResources" },
      { kind: "throttle", action: "ListTags", times: 1 },
    ],
  });
  assert.equal(Object.values(result).filter(({ tags }) => tags).length, 3);
  assert.match(
    notes.join("\n"),
    /^throttled TooManyRequestsException: tags of [abcd] could not be read: Rate Exceeded/,
  );
});

test("only the requested extras are read", async (t) => {
  const { result, simulator } = await read(t, []);
  assert.deepEqual(Object.values(result), [{}, {}, {}]);
  assert.equal(simulator.requests.total, 0);
});

test("an abort ends the reading at once, and its reason is noted", async (t) => {
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
  const { extras, notes } = await reading;
  assert.deepEqual(extras, [{}]);
  assert.deepEqual(
    notes.map(({ message }) => message),
    ["tags of a could not be read: the reason"],
  );
});

for (const body of ["null", "[]", '{"Tags":[],"Aliases":{}}']) {
  test(`${body} is neither tags nor aliases: a note, not an empty value`, async (t) => {
    const server = await serve(t, (_request, response) => response.end(body));
    const clients = clientsFor(t, { AWS_ENDPOINT_URL: server.url });
    const { functions } = toPage({ Functions: [{ FunctionName: "f" }] });
    const query = { region: REGION, credentials: KEYS, functions, extras: ["tags", "aliases"] as const };
    const { extras, notes } = await readExtras(clients, query, calm());
    assert.deepEqual(extras, [{}]);
    assert.deepEqual(notes.map(({ status, code, message }) => `${status} ${code}: ${message}`).sort(), [
      "error InvalidResponse: aliases of f could not be read: the response contains no list of aliases",
      "error InvalidResponse: tags of f could not be read: the response contains no tags",
    ]);
  });
}
