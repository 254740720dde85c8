import assert from "node:assert/strict";
import { test } from "node:test";
import {
  certificates,
  clientsFor,
  failureOf,
  firstPage,
  serve,
  serveTcp,
  startProxy,
} from "../support/aws/wire.ts";
import { simulate } from "../support/aws/world.ts";

const TLS = certificates("*.eu-west-1.amazonaws.com", "*.eu-west-1.api.aws", "127.0.0.1", "localhost");

test("real host names through a CONNECT proxy, to a server with a private authority", async (t) => {
  const account = { id: "111111111111", functions: { "eu-west-1": ["a", "b", "c"] } };
  const simulator = await simulate(t, { accounts: [account] }, { tls: TLS, pageSize: 2 });
  const proxy = await startProxy(t, simulator.port);
  const clients = clientsFor(t, { HTTPS_PROXY: proxy.url, AWS_CA_BUNDLE: TLS.caFile });
  const credentials = async () => simulator.credentialsFor("111111111111");
  const page = await firstPage(clients, { credentials });
  assert.deepEqual(
    page.functions.map(({ functionName }) => functionName),
    ["a", "b"],
  );
  assert.deepEqual(proxy.asked, ["CONNECT lambda.eu-west-1.amazonaws.com:443"]);
  assert.equal(simulator.requests.calls[0]?.host, "lambda.eu-west-1.amazonaws.com");
  await firstPage(clients, { credentials });
  assert.equal(proxy.asked.length, 1, "the tunnel is kept");
});

test("a proxy over TLS, named by its address", async (t) => {
  const account = { id: "111111111111", functions: { "eu-west-1": ["a"] } };
  const simulator = await simulate(t, { accounts: [account] }, { tls: TLS });
  const proxy = await startProxy(t, simulator.port, { tls: TLS });
  const clients = clientsFor(t, { HTTPS_PROXY: proxy.url, AWS_CA_BUNDLE: TLS.caFile });
  const page = await firstPage(clients, { credentials: async () => simulator.credentialsFor() });
  assert.equal(page.functions.length, 1);
  assert.deepEqual(proxy.asked, ["CONNECT lambda.eu-west-1.amazonaws.com:443"]);
});

const VARIABLES: readonly (readonly [string, Record<string, string>, readonly string[]])[] = [
  ["https_proxy in lower case", { https_proxy: "PROXY" }, ["CONNECT lambda.eu-west-1.amazonaws.com:443"]],
  [
    "small letters win",
    { https_proxy: "PROXY", HTTPS_PROXY: "http://127.0.0.1:1" },
    ["CONNECT lambda.eu-west-1.amazonaws.com:443"],
  ],
  [
    "FIPS",
    { HTTPS_PROXY: "PROXY", AWS_USE_FIPS_ENDPOINT: "true" },
    ["CONNECT lambda-fips.eu-west-1.amazonaws.com:443"],
  ],
  [
    "dual stack",
    { HTTPS_PROXY: "PROXY", AWS_USE_DUALSTACK_ENDPOINT: "true" },
    ["CONNECT lambda.eu-west-1.api.aws:443"],
  ],
  [
    "a login in the proxy's URL",
    { HTTPS_PROXY: "LOGIN" },
    [`CONNECT lambda.eu-west-1.amazonaws.com:443 Basic ${Buffer.from("me:p@ss").toString("base64")}`],
  ],
  [
    "a login with a sign that encodes nothing",
    { HTTPS_PROXY: "ODD" },
    [`CONNECT lambda.eu-west-1.amazonaws.com:443 Basic ${Buffer.from("me:50%é").toString("base64")}`],
  ],
  ["a proxy without a scheme", { HTTPS_PROXY: "BARE" }, ["CONNECT lambda.eu-west-1.amazonaws.com:443"]],
];
for (const [name, env, asked] of VARIABLES) {
  test(`proxy: ${name}`, async (t) => {
    const server = await serve(t, undefined, TLS);
    const proxy = await startProxy(t, server.port);
    const values = {
      PROXY: proxy.url,
      LOGIN: proxy.url.replace("//", "//me:p%40ss@"),
      ODD: proxy.url.replace("//", "//me:50%%C3%A9@"),
      BARE: proxy.url.slice("http://".length),
    };
    const filled = Object.fromEntries(
      Object.entries(env).map(([key, value]) => [key, values[value as keyof typeof values] ?? value]),
    );
    await firstPage(clientsFor(t, { ...filled, AWS_CA_BUNDLE: TLS.caFile }));
    assert.deepEqual(proxy.asked, asked);
  });
}

test("HTTP_PROXY forwards plain HTTP requests, and HTTPS_PROXY is not used for them", async (t) => {
  const server = await serve(t);
  const proxy = await startProxy(t, server.port);
  const env = {
    HTTP_PROXY: proxy.url,
    HTTPS_PROXY: "http://127.0.0.1:1",
    AWS_ENDPOINT_URL: "http://lambda.test",
  };
  await firstPage(clientsFor(t, env));
  assert.deepEqual(proxy.asked, ["GET http://lambda.test/2015-03-31/functions?MaxItems=50"]);
});

test("NO_PROXY excludes the hosts it lists", async (t) => {
  const server = await serve(t);
  const proxy = await startProxy(t, server.port);
  const env = { HTTP_PROXY: proxy.url, NO_PROXY: "example.com, 127.0.0.1", AWS_ENDPOINT_URL: server.url };
  await firstPage(clientsFor(t, env));
  assert.deepEqual(proxy.asked, []);
  assert.equal(server.requests.length, 1);
});

test("a proxy that refuses the tunnel", async (t) => {
  const proxy = await startProxy(t, 1, { refusal: 403 });
  const clients = clientsFor(t, { HTTPS_PROXY: proxy.url });
  assert.equal(
    await failureOf(firstPage(clients)),
    "unreachable functions UND_ERR_ABORTED: cannot read from lambda.eu-west-1.amazonaws.com: the proxy refused the connection" +
      " (Proxy response (403) !== 200 when HTTP Tunneling) (2 attempts)",
  );
  assert.equal(proxy.asked.length, 2);
});

const NO_WAY =
  "cannot read from lambda.eu-west-1.amazonaws.com: could not connect through the proxy; check HTTPS_PROXY, or add the host to NO_PROXY";

test("an unreachable proxy and an unreachable AWS have different messages", async (t) => {
  const clients = clientsFor(t, { HTTPS_PROXY: "http://127.0.0.1:1" });
  assert.equal(
    await failureOf(firstPage(clients)),
    `unreachable functions ECONNREFUSED: ${NO_WAY} (connect ECONNREFUSED 127.0.0.1:1) (2 attempts)`,
  );
});

test("a proxy that cannot reach the host and is silent: unreachable, as without a proxy", async (t) => {
  const HTTPS_PROXY = await serveTcp(t, (socket) => socket.resume());
  const clients = clientsFor(t, { HTTPS_PROXY }, { connectTimeoutMs: 500, maxAttempts: 1 });
  assert.equal(
    await failureOf(firstPage(clients)),
    `unreachable functions UND_ERR_HEADERS_TIMEOUT: ${NO_WAY} (Headers Timeout Error)`,
  );
});

test("a proxy without TLS, or with an untrusted certificate", async (t) => {
  const refusalBy = async (tls: typeof TLS | undefined) => {
    const { port } = await serve(t, undefined, tls);
    return failureOf(firstPage(clientsFor(t, { HTTPS_PROXY: `https://127.0.0.1:${port}` })));
  };
  const host = "cannot read from lambda.eu-west-1.amazonaws.com:";
  assert.match(
    await refusalBy(undefined),
    new RegExp(
      `^unreachable functions \\w+: ${host} the TLS handshake with the proxy failed; should HTTPS_PROXY start with http://\\? `,
    ),
  );
  assert.match(
    await refusalBy(TLS),
    new RegExp(
      `^unreachable functions \\w+: ${host} the proxy: its certificate is not trusted; to trust your own authority, set AWS_CA_BUNDLE or `,
    ),
  );
});
