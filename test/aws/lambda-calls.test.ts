import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { extendedEncodeURIComponent } from "@smithy/core/protocols";
import type { AwsCredentialIdentity } from "@smithy/types";
import { createLambdaSdk } from "../../src/aws/transport/lambda-sdk.ts";
import {
  certificates,
  clientsFor,
  failureOf,
  firstPage,
  KEYS,
  NO_FUNCTIONS,
  serve,
  startProxy,
} from "./wire.ts";
import { home, simulate } from "./world.ts";

const SPEC = { accounts: [{ id: "111111111111", functions: { "eu-west-1": ["a"] } }] };

test("what goes out is what the SDK's own client sends", async (t) => {
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

test("the signature holds for whatever a marker or an ARN is made of", async (t) => {
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

const HOSTS: readonly (readonly [region: string, fips: boolean, dualstack: boolean, host: string])[] = [
  ["eu-west-1", false, false, "lambda.eu-west-1.amazonaws.com"],
  ["us-east-1", true, false, "lambda-fips.us-east-1.amazonaws.com"],
  ["eu-west-1", false, true, "lambda.eu-west-1.api.aws"],
  ["us-west-2", true, true, "lambda-fips.us-west-2.api.aws"],
  ["cn-north-1", false, false, "lambda.cn-north-1.amazonaws.com.cn"],
  ["cn-northwest-1", false, true, "lambda.cn-northwest-1.api.amazonwebservices.com.cn"],
  ["us-gov-west-1", true, false, "lambda-fips.us-gov-west-1.amazonaws.com"],
  ["us-iso-east-1", false, false, "lambda.us-iso-east-1.c2s.ic.gov"],
  ["us-isob-east-1", false, false, "lambda.us-isob-east-1.sc2s.sgov.gov"],
  ["eusc-de-east-1", false, false, "lambda.eusc-de-east-1.amazonaws.eu"],
  ["eu-north-7", false, false, "lambda.eu-north-7.amazonaws.com"],
];
for (const [region, useFipsEndpoint, useDualstackEndpoint, host] of HOSTS) {
  test(`${region}${useFipsEndpoint ? ", FIPS" : ""}${useDualstackEndpoint ? ", dual stack" : ""}: ${host}`, async () => {
    const sdk = createLambdaSdk(
      { LambdaClient, ListFunctionsCommand },
      { useFipsEndpoint, useDualstackEndpoint, ignoreConfiguredEndpointUrls: true },
    );
    const template = await sdk.template(region);
    const { protocol, hostname, port, prefix } = template;
    assert.deepEqual(
      [protocol, hostname, port, prefix, template.host],
      ["https:", host, undefined, "", host],
    );
  });
}

test("FIPS and an endpoint of one's own do not go together, as in the SDK", async (t) => {
  const clients = clientsFor(t, { AWS_ENDPOINT_URL: "http://127.0.0.1:1", AWS_USE_FIPS_ENDPOINT: "true" });
  assert.equal(
    await failureOf(firstPage(clients)),
    "error functions EndpointError: Invalid Configuration: FIPS and custom endpoint are not supported",
  );
});

test("AWS_ENDPOINT_URL_LAMBDA is for Lambda alone, and the profile's services too", async (t) => {
  const server = await serve(t);
  const tls = certificates("*.eu-west-1.amazonaws.com");
  const other = await serve(t, (_request, response) => response.end("<Response/>"), tls);
  const proxy = await startProxy(t, other.port);
  const config = `[profile x]\nservices = s\n[services s]\nlambda =\n  endpoint_url = ${server.url}\n`;
  for (const env of [
    { AWS_ENDPOINT_URL_LAMBDA: server.url },
    { ...home({ config }).env, AWS_PROFILE: "x" },
  ]) {
    const clients = clientsFor(t, { ...env, HTTPS_PROXY: proxy.url, AWS_CA_BUNDLE: tls.caFile });
    await firstPage(clients);
    await (await clients.sts("eu-west-1", KEYS)).config.endpoint?.();
    assert.equal((await clients.clientConfig("STS")).endpoint, undefined);
  }
  assert.equal(server.requests.length, 2);
});

test("credentials that expire are renewed once, and the call is made again", async (t) => {
  const simulator = await simulate(t, SPEC, { faults: [{ kind: "expired", times: 5 }] });
  const clients = clientsFor(t, simulator.env());
  let renewals = 0;
  let pending: Promise<boolean> | undefined;
  const credentials = Object.assign(async (): Promise<AwsCredentialIdentity> => simulator.credentialsFor(), {
    renew() {
      pending ??= new Promise((resolve) => {
        renewals++;
        setTimeout(() => resolve(true), 20);
      });
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

test("credentials that cannot be renewed, or are expired again", async (t) => {
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

test("a clock that is an hour late is put right by the answers", async (t) => {
  const HOUR = 3_600_000;
  const server = await serve(t, (request, response) => {
    const date = String(request.headers["x-amz-date"]).replace(
      /(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/,
      "$1-$2-$3T$4:$5:$6Z",
    );
    response.setHeader("Date", new Date(Date.now() + HOUR).toUTCString());
    if (Math.abs(Date.parse(date) - Date.now() - HOUR) < 300_000) response.end(NO_FUNCTIONS);
    else
      response
        .writeHead(403, { "x-amzn-errortype": "InvalidSignatureException" })
        .end('{"message":"Signature expired: too late"}');
  });
  const clients = clientsFor(t, { AWS_ENDPOINT_URL: server.url });
  await firstPage(clients);
  await firstPage(clients);
  assert.equal(server.requests.length, 3);
});

test("a clock that is wrong costs none of the calls that were under way together", async (t) => {
  // One that stands still: all answers come in the millisecond in which the first one puts the clock right.
  mock.timers.enable({ apis: ["Date"], now: 1_800_000_000_000 });
  t.after(() => mock.timers.reset());
  const right = Date.now() - 3_600_000;
  const waiting: (() => void)[] = [];
  const server = await serve(t, (request, response) => {
    response.setHeader("Date", new Date(right).toUTCString());
    if (request.headers["x-amz-date"] === "20270115T070000Z") {
      response.end(NO_FUNCTIONS);
      return;
    }
    const refuse = () =>
      response
        .writeHead(403, { "x-amzn-errortype": "InvalidSignatureException" })
        .end('{"message":"Signature not yet current"}');
    waiting.push(refuse);
    if (waiting.length === 8) for (const each of waiting) each();
  });
  const clients = clientsFor(t, { AWS_ENDPOINT_URL: server.url });
  await Promise.all(Array.from({ length: 8 }, () => firstPage(clients)));
  assert.equal(server.requests.length, 16);
});

test("--verbose gets a line an exchange, and nothing secret", async (t) => {
  const simulator = await simulate(t, SPEC, { faults: [{ kind: "server-error", times: 1 }] });
  const lines: string[] = [];
  const clients = clientsFor(t, simulator.env(), { log: (line) => lines.push(line) });
  await firstPage(clients, { credentials: async () => simulator.credentialsFor() });
  assert.deepEqual(
    lines.map((line) => line.replace(/\d+ ms$/, "N ms")),
    ["GET 127.0.0.1/2015-03-31/functions 500 N ms", "GET 127.0.0.1/2015-03-31/functions 200 N ms"],
  );
});

test("a call that is aborted while it waits for a slot ends at once and sends nothing", async (t) => {
  const server = await serve(t);
  const clients = clientsFor(t, { AWS_ENDPOINT_URL: server.url }, { limit: () => new Promise(() => {}) });
  const controller = new AbortController();
  const call = firstPage(clients, { signal: controller.signal });
  setTimeout(() => controller.abort(new Error("over")), 20);
  assert.equal(await failureOf(call), "timeout functions Error: no answer in time: over");
  assert.equal(server.requests.length, 0);
});

test("a call that is aborted in flight gives its slot and its connection back", async (t) => {
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
  while (simulator.requests.total === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  controller.abort();
  await assert.rejects(call);
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(slots, 0);
  assert.equal(simulator.requests.connectionsOpen, 0);
  assert.equal((await firstPage(clients, { credentials })).functions.length, 1);
});
