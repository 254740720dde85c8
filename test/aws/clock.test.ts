import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { clientsFor, failureOf, firstPage, KEYS, NO_FUNCTIONS, serve } from "../support/aws/wire.ts";

test("a clock that is an hour slow is corrected from the responses", async (t) => {
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

test("a wrong clock fails none of the calls in flight", async (t) => {
  // A stopped clock: all responses arrive in the millisecond in which the first one corrects it.
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

test("a denial is not repeated because the clock is wrong", async (t) => {
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
