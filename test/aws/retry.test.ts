import assert from "node:assert/strict";
import type { RequestListener } from "node:http";
import { test } from "node:test";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { clientsFor, failureOf, firstPage, KEYS, NO_FUNCTIONS, serve } from "../support/aws/wire.ts";
import { simulate } from "../support/aws/world.ts";

const ACCOUNT = "111111111111";
const SPEC = { accounts: [{ id: ACCOUNT, functions: { "eu-west-1": ["a"] } }] };

/** Responds to each request with the next of these, and then always with the last one. */
function script(
  ...steps: readonly ({ status: number; headers?: Record<string, string>; body?: string } | "ok")[]
): RequestListener {
  let asked = 0;
  return (_request, response) => {
    const step = steps[Math.min(asked++, steps.length - 1)] ?? "ok";
    if (step === "ok") response.end(NO_FUNCTIONS);
    else response.writeHead(step.status, step.headers).end(step.body ?? "{}");
  };
}

const THROTTLED = {
  status: 429,
  headers: { "x-amzn-errortype": "TooManyRequestsException" },
  body: '{"Reason":"CallerRateLimitExceeded","message":"Rate Exceeded"}',
};

test("throttled for good: as many requests as attempts, then a failure", async (t) => {
  const server = await serve(t, script(THROTTLED));
  const clients = clientsFor(t, { AWS_ENDPOINT_URL: server.url }, { maxAttempts: 3 });
  assert.equal(
    await failureOf(firstPage(clients)),
    "throttled functions TooManyRequestsException: Rate Exceeded: lower --concurrency or try again later (3 attempts)",
  );
  assert.deepEqual(
    server.requests.map(({ headers }) => headers["amz-sdk-request"]),
    ["attempt=1; max=3", "attempt=2; max=3", "attempt=3; max=3"],
  );
});

for (const maxAttempts of [1, 2, 4]) {
  test(`the SDK's own clients make ${maxAttempts} attempts too`, async (t) => {
    const simulator = await simulate(t, SPEC, { faults: [{ kind: "server-error", action: "sts:*" }] });
    const clients = clientsFor(t, simulator.env(), { maxAttempts });
    const sts = await clients.sts("eu-west-1", async () => simulator.credentialsFor());
    await assert.rejects(sts.send(new GetCallerIdentityCommand({})), { name: "InternalFailure" });
    assert.equal(simulator.requests.count("sts:GetCallerIdentity"), maxAttempts);
  });
}

test("a call recovers from server errors, a reset and a truncated response", async (t) => {
  const simulator = await simulate(t, SPEC, {
    faults: [
      { kind: "server-error", times: 1 },
      { kind: "reset", after: 1, times: 1 },
      { kind: "truncate", after: 2, times: 1 },
    ],
  });
  const clients = clientsFor(t, simulator.env(), { maxAttempts: 4 });
  const page = await firstPage(clients, { credentials: async () => simulator.credentialsFor() });
  assert.equal(page.functions.length, 1);
  assert.equal(simulator.requests.count("lambda:ListFunctions"), 4);
});

test("an error that another attempt cannot fix is not repeated", async (t) => {
  const denied = {
    status: 403,
    headers: { "x-amzn-errortype": "AccessDeniedException" },
    body: '{"Message":"no"}',
  };
  const server = await serve(t, script(denied));
  await failureOf(firstPage(clientsFor(t, { AWS_ENDPOINT_URL: server.url })));
  assert.equal(server.requests.length, 1);
});

test("Retry-After is honoured", async (t) => {
  const server = await serve(
    t,
    script({ ...THROTTLED, headers: { ...THROTTLED.headers, "retry-after": "1" } }, "ok"),
  );
  const startedAt = performance.now();
  await firstPage(clientsFor(t, { AWS_ENDPOINT_URL: server.url }));
  assert.equal(server.requests.length, 2);
  assert.ok(performance.now() - startedAt >= 990);
});

test("a Retry-After of more than two minutes ends the call", async (t) => {
  const server = await serve(
    t,
    script({ ...THROTTLED, headers: { ...THROTTLED.headers, "retry-after": "600" } }),
  );
  assert.match(await failureOf(firstPage(clientsFor(t, { AWS_ENDPOINT_URL: server.url }))), /^throttled /);
  assert.equal(server.requests.length, 1);
});

test("a Retry-After beyond the range of dates ends the call", async (t) => {
  const headers = { ...THROTTLED.headers, "retry-after": "9".repeat(30) };
  const server = await serve(t, script({ ...THROTTLED, headers }));
  assert.match(await failureOf(firstPage(clientsFor(t, { AWS_ENDPOINT_URL: server.url }))), /^throttled /);
  assert.equal(server.requests.length, 1);
});

test("the throttling of one account takes no attempts from another", async (t) => {
  const [busy, calm] = [ACCOUNT, "222222222222"];
  const accounts = [busy, calm].map((id) => ({ id, functions: { "eu-west-1": ["a"] } }));
  const simulator = await simulate(
    t,
    { accounts },
    {
      faults: [
        { kind: "server-error", account: busy },
        { kind: "server-error", account: calm, times: 3 },
      ],
    },
  );
  const clients = clientsFor(t, simulator.env(), { maxAttempts: 4 });
  const read = (id: string) => firstPage(clients, { credentials: async () => simulator.credentialsFor(id) });
  const sdk = async () =>
    (await clients.sts("eu-west-1", async () => simulator.credentialsFor(busy))).send(
      new GetCallerIdentityCommand({}),
    );
  // The SDK's strategies hold 500 tokens and take 5 for each repetition.
  await Promise.allSettled(Array.from({ length: 200 }, (_, i) => (i % 2 ? sdk() : read(busy))));
  assert.equal((await read(calm)).functions.length, 1);
  assert.equal(simulator.requests.byAccount[calm], 4);
});

test("an abort ends the wait between two attempts and leaves no timer", async (t) => {
  const server = await serve(
    t,
    script({ ...THROTTLED, headers: { ...THROTTLED.headers, "retry-after": "60" } }),
  );
  const clients = clientsFor(t, { AWS_ENDPOINT_URL: server.url });
  const sts = await clients.sts("eu-west-1", KEYS);
  const controller = new AbortController();
  const calls = [
    firstPage(clients, { signal: controller.signal }),
    sts.send(new GetCallerIdentityCommand({}), { abortSignal: controller.signal }),
  ];
  while (server.requests.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  await new Promise((resolve) => setTimeout(resolve, 50));
  const startedAt = performance.now();
  controller.abort();
  const outcomes = await Promise.allSettled(calls);
  // The server asked to wait for a minute.
  assert.ok(performance.now() - startedAt < 20_000);
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ["rejected", "rejected"],
  );
  await clients.close();
  assert.ok(process.getActiveResourcesInfo().filter((name) => name === "Timeout").length <= 1);
});
