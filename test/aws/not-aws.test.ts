import assert from "node:assert/strict";
import { test } from "node:test";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { toFailure } from "../../src/aws/failures/failures.ts";
import { describeRegions } from "../../src/aws/reading/regions.ts";
import { clientsFor, failureOf, firstPage, serve } from "../support/aws/wire.ts";
import { simulate } from "../support/aws/world.ts";

const NOT_AWS = (what: string) =>
  `error functions InvalidResponse: not a valid AWS response (${what}): it was probably truncated or replaced by a proxy`;

const html = { "content-type": "text/html" };
const ANSWERS: readonly (readonly [
  what: string,
  status: number,
  headers: Record<string, string>,
  body: string,
  failure: string,
])[] = [
  ["HTML", 200, html, "<html>Please log in</html>", NOT_AWS("HTTP 200, text/html")],
  ["JSON cut in the middle", 200, {}, '{"Functions":[{"FunctionNam', NOT_AWS("HTTP 200")],
  ["empty", 200, {}, "", NOT_AWS("HTTP 200")],
  ["a gateway's error page", 502, html, "<html>Bad Gateway</html>", NOT_AWS("HTTP 502, text/html")],
  ["a proxy's refusal", 403, html, "<html>Forbidden</html>", NOT_AWS("HTTP 403, text/html")],
];
for (const [what, status, headers, body, failure] of ANSWERS) {
  test(`a response that is ${what}`, async (t) => {
    const server = await serve(t, (_request, response) => response.writeHead(status, headers).end(body));
    assert.equal(
      await failureOf(firstPage(clientsFor(t, { AWS_ENDPOINT_URL: server.url }, { maxAttempts: 1 }))),
      failure,
    );
  });
}

for (const [status, type, body, expected] of [
  [204, "", "", NOT_AWS("HTTP 204")],
  [302, "", "", NOT_AWS("HTTP 302")],
  [403, "", "", NOT_AWS("HTTP 403")],
  [403, "application/json", '{"message":"Forbidden"}', NOT_AWS("HTTP 403, application/json, Forbidden")],
  [503, "text/plain", "no healthy upstream", NOT_AWS("HTTP 503, text/plain")],
] as const) {
  test(`a response that names no error: HTTP ${status} ${body}`, async (t) => {
    const server = await serve(t, (_request, response) =>
      response.writeHead(status, type === "" ? {} : { "content-type": type }).end(body),
    );
    const clients = clientsFor(t, { AWS_ENDPOINT_URL: server.url }, { maxAttempts: 1 });
    assert.equal(await failureOf(firstPage(clients)), expected);
    if (status === 204) return;
    const sts = await clients.sts("eu-west-1", async () => ({ accessKeyId: "A", secretAccessKey: "s" }));
    const thrown = await sts.send(new GetCallerIdentityCommand({})).catch((error: unknown) => error);
    // The XML services keep no text that is not XML.
    assert.equal(
      toFailure(thrown, "functions").message,
      expected.replace(", Forbidden", "").split(": ").slice(1).join(": "),
    );
  });
}

test("HTML in response to DescribeRegions", async (t) => {
  const server = await serve(t, (_request, response) =>
    response.setHeader("content-type", "text/html").end("<html><body>Log in</body></html>"),
  );
  const clients = clientsFor(t, { AWS_ENDPOINT_URL: server.url });
  const credentials = async () => ({ accessKeyId: "A", secretAccessKey: "s" });
  assert.match(
    await failureOf(describeRegions(clients, "eu-west-1", credentials)),
    /^error regions InvalidResponse: /,
  );
});

test("a response whose connection closes half-way is not taken for a shorter list", async (t) => {
  const simulator = await simulate(
    t,
    { accounts: [{ id: "111111111111", functions: { "eu-west-1": ["a"] } }] },
    { faults: [{ kind: "truncate" }] },
  );
  const clients = clientsFor(t, simulator.env(), { maxAttempts: 2 });
  assert.match(
    await failureOf(firstPage(clients, { credentials: async () => simulator.credentialsFor() })),
    /^error functions InvalidResponse: cannot read from 127\.0\.0\.1: the connection closed before the response was complete \(.*\) \(2 attempts\)$/,
  );
});
