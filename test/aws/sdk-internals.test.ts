/** What `sdk-internals.ts` uses of the SDK, asked of the SDK that is installed: an update that changes it fails here. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { EC2Client } from "@aws-sdk/client-ec2";
import { LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { SSOClient } from "@aws-sdk/client-sso";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { getRetryAfterHint, isServerError, isThrottlingError, isTransientError } from "@smithy/core/retry";
import { errorResponse, isUnreadable } from "../../src/aws/failures/response.ts";
import {
  clockOffset,
  IDLE_MIDDLEWARES,
  isClockCorrected,
  LIST_FUNCTIONS_PATH,
  NODE_WARNING_OFF,
  signingScope,
  withClockCorrected,
} from "../../src/aws/transport/sdk-internals.ts";
import { KEYS, serve } from "../support/aws/wire.ts";

const ROOT = join(import.meta.dirname, "../..");

function clientOf(endpoint: string, maxAttempts = 1): LambdaClient {
  return new LambdaClient({ endpoint, region: "eu-west-1", credentials: KEYS, maxAttempts });
}

async function thrownBy(call: Promise<unknown>): Promise<Error> {
  const error = await call.then(
    () => new Error("it succeeded"),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof Error);
  return error;
}

test("the request of ListFunctions has the known path and names its signing scope", async (t) => {
  const server = await serve(t);
  await clientOf(`${server.url}/prefix`).send(new ListFunctionsCommand({}));
  const [request] = server.requests;
  assert.ok(request?.url?.startsWith(`/prefix${LIST_FUNCTIONS_PATH}`), request?.url ?? "no request");
  const { authorization = "" } = request?.headers ?? {};
  assert.deepEqual(signingScope({ headers: { authorization } }), { region: "eu-west-1", service: "lambda" });
});

test("a client learns the offset of its clock from an error, and marks the error", async (t) => {
  const HOUR = 3_600_000;
  const server = await serve(t, (_request, response) =>
    response
      .setHeader("date", new Date(Date.now() + HOUR).toUTCString())
      .writeHead(403, { "x-amzn-errortype": "InvalidSignatureException" })
      .end('{"message":"Signature expired"}'),
  );
  const client = clientOf(server.url);
  assert.equal(clockOffset(client), 0);
  const error = await thrownBy(client.send(new ListFunctionsCommand({})));
  assert.ok(Math.abs(clockOffset(client) - HOUR) < 5_000, String(clockOffset(client)));
  assert.equal(isClockCorrected(error), true);
  assert.equal(isClockCorrected(withClockCorrected(error, false)), false);
  assert.equal(isTransientError(error as never), true, "the SDK repeats a call whose clock it corrected");
});

test("an error carries its response, its status and a hint when to repeat", async (t) => {
  const server = await serve(t, (_request, response) =>
    response
      .writeHead(429, { "x-amzn-errortype": "TooManyRequestsException", "retry-after": "3" })
      .end('{"Reason":"CallerRateLimitExceeded","message":"Rate Exceeded"}'),
  );
  const error = await thrownBy(clientOf(server.url).send(new ListFunctionsCommand({})));
  const { $response, $metadata } = error as { $response?: { body?: unknown }; $metadata?: object };
  assert.ok($response?.body !== undefined);
  assert.deepEqual(getRetryAfterHint($response)?.getTime() !== undefined, true);
  assert.equal(($metadata as { httpStatusCode?: number }).httpStatusCode, 429);
  assert.equal(isThrottlingError(error as never), true);
  assert.equal(isServerError(error as never), false);
});

for (const [what, status, body] of [
  ["HTML", 200, "<html>Log in"],
  ["a status and nothing else", 403, ""],
] as const) {
  test(`the SDK's errors for a response that is not AWS's are recognised: ${what}`, async (t) => {
    const server = await serve(t, (_request, response) => response.writeHead(status).end(body));
    const sts = new STSClient({
      endpoint: server.url,
      region: "eu-west-1",
      credentials: KEYS,
      maxAttempts: 1,
    });
    for (const call of [
      () => clientOf(server.url).send(new ListFunctionsCommand({})),
      () => sts.send(new GetCallerIdentityCommand({})),
    ]) {
      const error = await thrownBy(call());
      assert.equal(isUnreadable(error, errorResponse(error)), true, `${error.name}: ${error.message}`);
    }
  });
}

test("the middlewares that do nothing are there to be removed", () => {
  for (const Client of [
    CloudWatchClient,
    EC2Client,
    LambdaClient,
    OrganizationsClient,
    SSOClient,
    STSClient,
  ]) {
    const { middlewareStack } = new Client({ region: "eu-west-1" });
    for (const name of IDLE_MIDDLEWARES) {
      assert.equal(middlewareStack.remove(name), true, `${Client.name} has ${name}`);
    }
  }
});

test("the variable that stops the note about Node versions is one that the SDK reads", () => {
  const found = execFileSync(
    "grep",
    ["-rl", NODE_WARNING_OFF, join(ROOT, "node_modules/@aws-sdk/core/dist-cjs")],
    { encoding: "utf8" },
  );
  assert.notEqual(found, "");
});
