import assert from "node:assert/strict";
import dns from "node:dns";
import type { RequestListener } from "node:http";
import { test } from "node:test";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import type { RetryErrorInfo } from "@smithy/types";
import fc from "fast-check";
import { waitBefore } from "../../src/aws/transport/retry.ts";
import { clientsFor, failureOf, firstPage, KEYS, NO_FUNCTIONS, serve, serveTcp } from "./wire.ts";
import { simulate } from "./world.ts";

const ACCOUNT = "111111111111";
const SPEC = { accounts: [{ id: ACCOUNT, functions: { "eu-west-1": ["a"] } }] };

/** Answers each request with the next of these, the last one again and again. */
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

test("throttled for ever: as many requests as attempts, then a failure that says so", async (t) => {
  const server = await serve(t, script(THROTTLED));
  const clients = clientsFor(t, { AWS_ENDPOINT_URL: server.url }, { maxAttempts: 3 });
  assert.equal(
    await failureOf(firstPage(clients)),
    "throttled functions TooManyRequestsException: Rate Exceeded: lower --concurrency, or scan at another time (3 attempts)",
  );
  assert.deepEqual(
    server.requests.map(({ headers }) => headers["amz-sdk-request"]),
    ["attempt=1; max=3", "attempt=2; max=3", "attempt=3; max=3"],
  );
});

for (const maxAttempts of [1, 2, 4]) {
  test(`the SDK's own clients keep to ${maxAttempts} attempts too`, async (t) => {
    const simulator = await simulate(t, SPEC, { faults: [{ kind: "server-error", action: "sts:*" }] });
    const clients = clientsFor(t, simulator.env(), { maxAttempts });
    const sts = await clients.sts("eu-west-1", async () => simulator.credentialsFor());
    await assert.rejects(sts.send(new GetCallerIdentityCommand({})), { name: "InternalFailure" });
    assert.equal(simulator.requests.count("sts:GetCallerIdentity"), maxAttempts);
  });
}

test("server errors, a reset and an answer cut off heal", async (t) => {
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

test("what asking again cannot mend is asked once", async (t) => {
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

test("a server that asks for more patience than minutes is not asked again", async (t) => {
  const server = await serve(
    t,
    script({ ...THROTTLED, headers: { ...THROTTLED.headers, "retry-after": "600" } }),
  );
  assert.match(await failureOf(firstPage(clientsFor(t, { AWS_ENDPOINT_URL: server.url }))), /^throttled /);
  assert.equal(server.requests.length, 1);
});

test("a Retry-After that no date can hold is none to wait for", async (t) => {
  const headers = { ...THROTTLED.headers, "retry-after": "9".repeat(30) };
  const server = await serve(t, script({ ...THROTTLED, headers }));
  assert.match(await failureOf(firstPage(clientsFor(t, { AWS_ENDPOINT_URL: server.url }))), /^throttled /);
  assert.equal(server.requests.length, 1);
});

test("where our clock is wrong a denial is asked once all the same", async (t) => {
  const server = await serve(t, (request, response) => {
    response.setHeader("date", new Date(Date.now() + 3_600_000).toUTCString());
    const json = request.method === "GET";
    response.writeHead(403, json ? { "x-amzn-errortype": "AccessDeniedException" } : {});
    response.end(json ? '{"message":"no"}' : DENIED_XML);
  });
  const clients = clientsFor(t, { AWS_ENDPOINT_URL: server.url });
  assert.match(await failureOf(firstPage(clients)), /^denied functions AccessDeniedException: /);
  const sts = await clients.sts("eu-west-1", KEYS);
  await assert.rejects(sts.send(new GetCallerIdentityCommand({})), { name: "AccessDenied" });
  assert.equal(server.requests.length, 2);
});

const DENIED_XML =
  "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>";

test("a host that refuses connections is tried twice", async (t) => {
  let exchanges = 0;
  const clients = clientsFor(
    t,
    { AWS_ENDPOINT_URL: "http://127.0.0.1:1" },
    {
      maxAttempts: 6,
      limit(call) {
        exchanges++;
        return call();
      },
    },
  );
  assert.equal(
    await failureOf(firstPage(clients)),
    "unreachable functions ECONNREFUSED: cannot read from 127.0.0.1: it refuses connections (connect ECONNREFUSED 127.0.0.1:1) (2 attempts)",
  );
  assert.equal(exchanges, 2);
});

test("a resolver that fails for a moment costs nothing but the attempts", async (t) => {
  const server = await serve(t);
  let failures = 0;
  type Found = (error: Error | null, addresses?: readonly object[]) => void;
  t.mock.method(dns, "lookup", (_host: string, _options: object, found: Found) => {
    if (failures++ < 3) found(Object.assign(new Error("getaddrinfo EAI_AGAIN"), { code: "EAI_AGAIN" }));
    else found(null, [{ address: "127.0.0.1", family: 4 }]);
  });
  const clients = clientsFor(t, { AWS_ENDPOINT_URL: `http://aws.test:${server.port}` }, { maxAttempts: 6 });
  assert.deepEqual((await firstPage(clients)).functions, []);
  assert.equal(failures, 4);
});

test("a host that takes the connection and is silent costs two connect timeouts", async (t) => {
  const url = await serveTcp(t, () => {});
  const env = { AWS_ENDPOINT_URL: url.replace("http:", "https:") };
  const startedAt = performance.now();
  assert.match(
    await failureOf(firstPage(clientsFor(t, env, { connectTimeoutMs: 500 }))),
    /^unreachable functions UND_ERR_CONNECT_TIMEOUT: cannot read from 127\.0\.0\.1: no connection came about in time; is a proxy needed/,
  );
  // undici's timers are coarse: half a second to a second late.
  assert.ok(performance.now() - startedAt < 6000);
});

test("one account's throttling costs another account no attempt", async (t) => {
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

test("an abort ends the wait between two attempts, and leaves no timer once closed", async (t) => {
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
  assert.ok(performance.now() - startedAt < 500);
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ["rejected", "rejected"],
  );
  await clients.close();
  assert.ok(process.getActiveResourcesInfo().filter((name) => name === "Timeout").length <= 1);
});

const sdkError = (more: object) =>
  Object.assign(new Error("x"), more) as NonNullable<RetryErrorInfo["error"]>;

const clockCorrected = (name: string, httpStatusCode: number): RetryErrorInfo => ({
  errorType: "TRANSIENT",
  error: sdkError({ name, $metadata: { httpStatusCode, clockSkewCorrected: true } }),
});

const fault = (errorType: RetryErrorInfo["errorType"], code?: string): RetryErrorInfo => ({
  errorType,
  error: sdkError(code === undefined ? {} : { code }),
});

test("waits are drawn between zero and twice the last ceiling, up to 20 s", () => {
  const kinds = [
    fault("THROTTLING"),
    fault("TRANSIENT"),
    fault("SERVER_ERROR"),
    fault("CLIENT_ERROR", "ECONNRESET"),
  ];
  fc.assert(
    fc.property(fc.constantFrom(...kinds), fc.integer({ min: 2, max: 30 }), (kind, attempt) => {
      const wait = waitBefore(attempt, kind, 30);
      const base = kind.errorType === "THROTTLING" ? 500 : 100;
      assert.ok(wait !== undefined && wait >= 0 && wait <= Math.min(20_000, base * 2 ** (attempt - 2)));
    }),
  );
});

test("which faults are worth how many attempts", () => {
  const attempts = (kind: RetryErrorInfo): number => {
    let made = 1;
    while (waitBefore(made + 1, kind, 6) !== undefined) made++;
    return made;
  };
  const CASES: readonly (readonly [RetryErrorInfo, number])[] = [
    [fault("THROTTLING"), 6],
    [fault("TRANSIENT"), 6],
    [fault("SERVER_ERROR"), 6],
    [fault("CLIENT_ERROR"), 1],
    [fault("TRANSIENT", "ENOTFOUND"), 2],
    [fault("TRANSIENT", "ECONNREFUSED"), 2],
    [fault("TRANSIENT", "EAI_AGAIN"), 4],
    [fault("CLIENT_ERROR", "ENETUNREACH"), 4],
    [fault("CLIENT_ERROR", "UND_ERR_CONNECT_TIMEOUT"), 2],
    [fault("CLIENT_ERROR", "ERR_SOCKET_CONNECTION_TIMEOUT"), 2],
    [clockCorrected("InvalidSignatureException", 403), 3],
    [clockCorrected("AuthFailure", 401), 3],
    [clockCorrected("AccessDenied", 403), 1],
    [clockCorrected("ServiceException", 500), 6],
    [clockCorrected("TooManyRequestsException", 429), 6],
    [fault("CLIENT_ERROR", "UND_ERR_HEADERS_TIMEOUT"), 2],
    [fault("CLIENT_ERROR", "UND_ERR_SOCKET"), 6],
    [fault("CLIENT_ERROR", "InvalidResponse"), 6],
    [fault("CLIENT_ERROR", "SELF_SIGNED_CERT_IN_CHAIN"), 1],
  ];
  for (const [kind, expected] of CASES)
    assert.equal(attempts(kind), expected, `${kind.errorType} ${JSON.stringify(kind.error)}`);
});

test("retryAfterSeconds of Lambda counts as Retry-After", () => {
  const error = sdkError({ retryAfterSeconds: "3" });
  assert.equal(waitBefore(2, { errorType: "THROTTLING", error }, 6), 3000);
});
