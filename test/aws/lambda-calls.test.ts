import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { extendedEncodeURIComponent } from "@smithy/core/protocols";
import type { AwsCredentialIdentity } from "@smithy/types";
import { clientsFor, failureOf, firstPage, KEYS, serve } from "../support/aws/wire.ts";
import { simulate } from "../support/aws/world.ts";

const SPEC = { accounts: [{ id: "111111111111", functions: { "eu-west-1": ["a"] } }] };

test("requests are those of the SDK's own client", async (t) => {
  const server = await serve(t);
  const clients = clientsFor(t, { AWS_ENDPOINT_URL: `${server.url}/prefix/`, AWS_SDK_UA_APP_ID: "my-app" });
  await firstPage(clients);
  const config = await clients.clientConfig("Lambda");
  const sdk = new LambdaClient({ ...config, region: "eu-west-1", credentials: KEYS });
  await sdk.send(new ListFunctionsCommand({ MaxItems: 50 }));
  const [ours, theirs] = server.requests;
  assert.ok(ours && theirs);
  assert.equal(ours.url, "/prefix/2015-03-31/functions?MaxItems=50");
  assert.equal(ours.url, theirs.url);
  for (const name of ["host", "user-agent", "x-amz-user-agent", "amz-sdk-request"]) {
    assert.equal(ours.headers[name], theirs.headers[name], name);
  }
  assert.match(
    ours.headers["user-agent"] ?? "",
    /^aws-sdk-js\/\S+ .* api\/lambda#\S+ .* app\/my-app lambda-inventory\/1\.2\.3$/,
  );
  assert.match(
    ours.headers.authorization ?? "",
    /Credential=AKIDTEST\/\d{8}\/eu-west-1\/lambda\/aws4_request, SignedHeaders=host;x-amz-date, /,
  );
});

test("the signature is valid for any characters in a marker or an ARN", async (t) => {
  const simulator = await simulate(t, SPEC);
  const calls = await clientsFor(t, simulator.env()).lambdaCalls();
  const token = { ...simulator.credentialsFor() };
  for (const odd of ["a b", "a+b/c=", "é…日本", "%2F", "a&b=c", "*'()!~", "a//b"]) {
    for (const call of [
      { path: "/2015-03-31/functions", query: { Marker: odd } },
      { path: `/2017-03-31/tags/${extendedEncodeURIComponent(odd)}` },
    ]) {
      const answer = await calls
        .get({ region: "eu-west-1", credentials: async () => token, ...call })
        .catch((error: Error) => error.name);
      assert.equal(answer, "InvalidParameterValueException", `${call.path} ${odd}`);
    }
  }
});

test("credentials that expire are renewed once, and the call is made again", async (t) => {
  const simulator = await simulate(t, SPEC, { faults: [{ kind: "expired", times: 5 }] });
  const clients = clientsFor(t, simulator.env());
  let renewals = 0;
  let pending: Promise<boolean> | undefined;
  const credentials = Object.assign(async (): Promise<AwsCredentialIdentity> => simulator.credentialsFor(), {
    renew() {
      pending ??= (async () => {
        renewals++;
        // A call that continued sooner would consume a fault meant for another one.
        while (simulator.requests.count("lambda:ListFunctions") < 5) await sleep(1);
        return true;
      })();
      return pending;
    },
  });
  const pages = await Promise.all(Array.from({ length: 5 }, () => firstPage(clients, { credentials })));
  assert.equal(
    pages.every((page) => page.functions.length === 1),
    true,
  );
  assert.equal(renewals, 1);
  assert.equal(simulator.requests.count("lambda:ListFunctions"), 10);
});

test("credentials that cannot be renewed, or expire again", async (t) => {
  for (const renewed of [undefined, false, true]) {
    const simulator = await simulate(t, SPEC, { faults: [{ kind: "expired" }] });
    const source = async (): Promise<AwsCredentialIdentity> => simulator.credentialsFor();
    const credentials =
      renewed === undefined ? source : Object.assign(source, { renew: async () => renewed });
    assert.equal(
      await failureOf(firstPage(clientsFor(t, simulator.env()), { credentials })),
      "unauthenticated functions ExpiredTokenException: The security token included in the request is expired: renew the credentials" +
        (renewed ? " (2 attempts)" : ""),
    );
    assert.equal(simulator.requests.total, renewed ? 2 : 1);
  }
});

test("--verbose logs one line for each exchange, without secrets", async (t) => {
  const simulator = await simulate(t, SPEC, { faults: [{ kind: "server-error", times: 1 }] });
  const lines: string[] = [];
  const clients = clientsFor(t, simulator.env(), { log: (line) => lines.push(line) });
  await firstPage(clients, { credentials: async () => simulator.credentialsFor() });
  assert.deepEqual(
    lines.map((line) => line.replace(/\d+ ms$/, "N ms")),
    ["GET 127.0.0.1/2015-03-31/functions 500 N ms", "GET 127.0.0.1/2015-03-31/functions 200 N ms"],
  );
});

test("a call aborted while it waits for a slot ends at once and sends nothing", async (t) => {
  const server = await serve(t);
  const clients = clientsFor(t, { AWS_ENDPOINT_URL: server.url }, { limit: () => new Promise(() => {}) });
  const controller = new AbortController();
  const call = firstPage(clients, { signal: controller.signal });
  setTimeout(() => controller.abort(new Error("over")), 20);
  assert.equal(await failureOf(call), "timeout functions Error: no response in time: over");
  assert.equal(server.requests.length, 0);
});

test("a call aborted in flight releases its slot and its connection", { timeout: 60_000 }, async (t) => {
  const simulator = await simulate(t, SPEC, { faults: [{ kind: "hang", times: 1 }] });
  let slots = 0;
  const clients = clientsFor(t, simulator.env(), {
    async limit(call) {
      slots++;
      try {
        return await call();
      } finally {
        slots--;
      }
    },
  });
  const credentials = async () => simulator.credentialsFor();
  const controller = new AbortController();
  const call = firstPage(clients, { credentials, signal: controller.signal });
  while (simulator.requests.total === 0) await sleep(5);
  controller.abort();
  await assert.rejects(call);
  while (slots > 0 || simulator.requests.connectionsOpen > 0) await sleep(5);
  assert.equal((await firstPage(clients, { credentials })).functions.length, 1);
});
