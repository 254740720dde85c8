import assert from "node:assert/strict";
import { test } from "node:test";
import { ListAccountsCommand } from "@aws-sdk/client-organizations";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { roleFailure } from "../../src/aws/credentials/role-failures.ts";
import { toFailure } from "../../src/aws/failures/failures.ts";
import { isExpired } from "../../src/aws/transport/expiry.ts";
import { clientsFor, failureOf, firstPage, KEYS, serve } from "../support/aws/wire.ts";

const JSON_TYPE = { "content-type": "application/json" };

for (const [status, name, outcome, action] of [
  [403, "AccessDeniedException", "denied", "lambda:ListFunctions was denied: "],
  [500, "ServiceException", "error", ""],
  [503, "ServiceUnavailableException", "error", ""],
] as const) {
  for (const body of ['{"Message":null}', "{}", "", "null", '{"Message":{"a":1}}', "<html>Sorry</html>"]) {
    test(`HTTP ${status} whose header names ${name}, with the body ${body || "empty"}`, async (t) => {
      const headers = { ...JSON_TYPE, "x-amzn-errortype": `${name}:http://internal.amazon.com/coral/` };
      const server = await serve(t, (_request, response) => response.writeHead(status, headers).end(body));
      const clients = clientsFor(t, { AWS_ENDPOINT_URL: server.url }, { maxAttempts: 1 });
      const reason = `no reason given (HTTP ${status})`;
      assert.equal(await failureOf(firstPage(clients)), `${outcome} functions ${name}: ${action}${reason}`);

      const sts = await clients.sts("eu-west-1", KEYS);
      const organizations = await clients.organizations("us-east-1", KEYS);
      for (const call of [
        () => sts.send(new GetCallerIdentityCommand({})),
        () => organizations.send(new ListAccountsCommand({})),
      ]) {
        const thrown = await call().catch((error: unknown) => error);
        const failure = toFailure(thrown, "identity", { action: "lambda:ListFunctions" });
        assert.equal(`${failure.code}: ${failure.message}`, `${name}: ${action}${reason}`);
      }
    });
  }
}

const XML: readonly (readonly [body: string, failure: string])[] = [
  [
    "<AccessDeniedException>\n  <Message>Unable to determine service/operation name to be authorized</Message>\n</AccessDeniedException>\n",
    "denied functions AccessDeniedException: lambda:ListFunctions was denied: Unable to determine service/operation name to be authorized",
  ],
  [
    '<?xml version="1.0"?><AccessDeniedException><Message>No &lt;reason&gt;</Message></AccessDeniedException>',
    "denied functions AccessDeniedException: lambda:ListFunctions was denied: No <reason>",
  ],
  [
    "<ErrorResponse><Error><Code>ExpiredTokenException</Code><Message>It has expired.</Message></Error></ErrorResponse>",
    "unauthenticated functions ExpiredTokenException: It has expired: renew the credentials",
  ],
];
for (const [body, failure] of XML) {
  test(`Lambda answers in XML: ${body.slice(0, 60).trim()}`, async (t) => {
    const server = await serve(t, (_request, response) => response.writeHead(403).end(body));
    const clients = clientsFor(t, { AWS_ENDPOINT_URL: server.url }, { maxAttempts: 1 });
    assert.equal(await failureOf(firstPage(clients)), failure);
    const calls = await clients.lambdaCalls();
    const call = { region: "eu-west-1", credentials: KEYS, path: "/2015-03-31/functions" };
    const thrown = await calls.get(call).catch((error: unknown) => error);
    assert.equal(isExpired(thrown), failure.includes("Expired"));
  });
}

test("a refusal without a name is known by AWS's sentence", async (t) => {
  const said = "User: arn:aws:iam::111111111111:user/me is not authorized to perform: lambda:ListFunctions";
  const server = await serve(t, (_request, response) =>
    response.writeHead(403, JSON_TYPE).end(JSON.stringify({ message: said })),
  );
  const clients = clientsFor(t, { AWS_ENDPOINT_URL: server.url }, { maxAttempts: 1 });
  assert.equal(
    await failureOf(firstPage(clients)),
    `denied functions AccessDenied: no IAM policy allows lambda:ListFunctions: ${said}`,
  );
});

test("a time that is a text is a response that cannot be read, not an error of JavaScript", async (t) => {
  const body = '{"Accounts":[{"Id":"222222222222","JoinedTimestamp":"2020-01-01T00:00:00Z"}]}';
  const server = await serve(t, (_request, response) => response.writeHead(200, JSON_TYPE).end(body));
  const clients = clientsFor(t, { AWS_ENDPOINT_URL: server.url }, { maxAttempts: 1 });
  const organizations = await clients.organizations("us-east-1", KEYS);
  const thrown = await organizations.send(new ListAccountsCommand({})).catch((error: unknown) => error);
  const { code, message } = toFailure(thrown, "identity");
  assert.equal(
    `${code}: ${message}`,
    "InvalidResponse: not a valid AWS response (HTTP 200, application/json): it was probably truncated or replaced by a proxy",
  );
});

test("a denial that no policy can change is not blamed on a policy", async (t) => {
  const server = await serve(t, (_request, response) =>
    response
      .writeHead(403, { ...JSON_TYPE, "x-amzn-errortype": "AccessDeniedException" })
      .end('{"Message":"Your account has been blocked."}'),
  );
  const clients = clientsFor(t, { AWS_ENDPOINT_URL: server.url }, { maxAttempts: 1 });
  assert.equal(
    await failureOf(firstPage(clients)),
    "denied functions AccessDeniedException: AWS has blocked this account; contact AWS Support: Your account has been blocked.",
  );
});

for (const [said, advice] of [
  [
    "Roles may not be assumed by root accounts.",
    "the root user cannot assume roles; use an IAM user or role",
  ],
  ["Your account has been blocked", "AWS has blocked this account; contact AWS Support"],
] as const) {
  test(`AssumeRole refused: ${said}`, () => {
    const thrown = Object.assign(new Error(said), { name: "AccessDenied" });
    const attempt = {
      who: "profile hub",
      roleArn: "arn:aws:iam::222222222222:role/Reader",
      externalId: undefined,
      mfaSerial: undefined,
    };
    const { status, code, message } = roleFailure(toFailure(thrown, "credentials"), attempt);
    assert.deepEqual([status, code], ["denied", "AccessDenied"]);
    assert.equal(message, `profile hub may not assume ${attempt.roleArn}: ${advice}`);
  });
}
