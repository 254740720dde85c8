import assert from "node:assert/strict";
import dns from "node:dns";
import { test } from "node:test";
import { clientsFor, failureOf, firstPage, serve, serveTcp } from "../support/aws/wire.ts";

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
    "unreachable functions ECONNREFUSED: cannot read from 127.0.0.1: the connection was refused (connect ECONNREFUSED 127.0.0.1:1) (2 attempts)",
  );
  assert.equal(exchanges, 2);
});

test("a resolver that fails for a moment is tried again", async (t) => {
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

test("a host that does not connect takes two connect timeouts", async (t) => {
  const url = await serveTcp(t, () => {});
  const env = { AWS_ENDPOINT_URL: url.replace("http:", "https:") };
  const startedAt = performance.now();
  assert.match(
    await failureOf(firstPage(clientsFor(t, env, { connectTimeoutMs: 500 }))),
    /^unreachable functions UND_ERR_CONNECT_TIMEOUT: cannot read from 127\.0\.0\.1: the connection timed out; is a proxy needed/,
  );
  // As long as undici waits by itself, for one attempt.
  assert.ok(performance.now() - startedAt < 10_000);
});
