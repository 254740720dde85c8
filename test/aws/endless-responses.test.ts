import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { test } from "node:test";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { toFailure } from "../../src/aws/failures/failures.ts";
import { plain } from "../../src/aws/failures/wording.ts";
import { MAX_RESPONSE_BYTES } from "../../src/aws/transport/exchange.ts";
import { bypasses } from "../../src/aws/transport/no-proxy.ts";
import { clientsFor, failureOf, firstPage, KEYS, serve } from "../support/aws/wire.ts";

/** Writes until the other side closes. */
function endless(response: ServerResponse, chunk: Buffer, sent: { bytes: number }): void {
  const more = (): void => {
    while (!response.destroyed) {
      sent.bytes += chunk.length;
      if (!response.write(chunk)) {
        response.once("drain", more);
        return;
      }
    }
  };
  more();
}

for (const status of [200, 403]) {
  test(`a response of AWS that does not end is aborted, and not requested again: HTTP ${status}`, async (t) => {
    const sent = { bytes: 0 };
    const chunk = Buffer.from(`{"a":"${"x".repeat(65_536)}`);
    const server = await serve(t, (_request, response) => {
      response.writeHead(status, { "content-type": "application/json" });
      endless(response, chunk, sent);
    });
    const clients = clientsFor(t, { AWS_ENDPOINT_URL: server.url });
    const failure =
      "InvalidResponse: cannot read from 127.0.0.1: the response is larger than any AWS response (more than 8 MiB)";
    assert.equal(await failureOf(firstPage(clients)), `error functions ${failure}`);
    assert.equal(server.requests.length, 1);
    assert.ok(sent.bytes < 4 * MAX_RESPONSE_BYTES, `${sent.bytes} bytes were sent`);

    const sts = await clients.sts("eu-west-1", KEYS);
    const thrown = await sts.send(new GetCallerIdentityCommand({})).catch((error: unknown) => error);
    const { code, message } = toFailure(thrown, "identity");
    assert.equal(`${code}: ${message}`, failure);
  });
}

test("a long response that ends is read", async (t) => {
  const description = "x".repeat(MAX_RESPONSE_BYTES - 1_000);
  const server = await serve(t, (_request, response) =>
    response.end(JSON.stringify({ Functions: [{ FunctionName: "a", Description: description }] })),
  );
  const page = await firstPage(clientsFor(t, { AWS_ENDPOINT_URL: server.url }));
  assert.equal(page.functions[0]?.description, description);
});

test("a file of certificates that does not end is refused", async (t) => {
  for (const variable of ["AWS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"]) {
    const error = await firstPage(clientsFor(t, { [variable]: "/dev/zero" })).catch(
      (reason: unknown) => reason,
    );
    assert.match(String(error), new RegExp(`${variable} /dev/zero is too large: the limit is 16 MB`));
  }
});

/** Texts on which a pattern that looks back again and again takes minutes. */
const LONG: readonly string[] = [
  "token-",
  "token=",
  'token:"',
  "secret \n",
  "a ",
  "://",
  "://a@",
  "AKIA",
  "<Message>",
  "service control policy ",
  "User: arn:",
  ":",
  "[a]:",
  ",",
  "\u0000",
];
for (const piece of LONG) {
  test(`the time for an error message is linear in it: ${JSON.stringify(piece)}`, async (t) => {
    const message = piece.repeat(Math.ceil(2_000_000 / piece.length));
    const before = process.cpuUsage();
    assert.ok(plain(message).length <= 600);
    const body = JSON.stringify({ Message: message });
    const server = await serve(t, (_request, response) =>
      response.writeHead(403, { "x-amzn-errortype": "AccessDeniedException" }).end(body),
    );
    await failureOf(firstPage(clientsFor(t, { AWS_ENDPOINT_URL: server.url }, { maxAttempts: 1 })));
    bypasses(message, "https:", "lambda.eu-west-1.amazonaws.com", undefined);
    const { user, system } = process.cpuUsage(before);
    assert.ok(user + system < 2_000_000, `${user + system} µs`);
  });
}
