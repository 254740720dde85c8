import assert from "node:assert/strict";
import { test } from "node:test";
import { DescribeRegionsCommand } from "@aws-sdk/client-ec2";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { type FailureContext, toFailure } from "../../src/aws/failures/failures.ts";
import { plain } from "../../src/aws/failures/wording.ts";
import type { Stage } from "../../src/model/coverage.ts";
import { Failure, UserError } from "../../src/model/failure.ts";
import type { Fault, FaultKind } from "../../src/simulator/faults/fault.ts";
import { clientsFor, failureOf, firstPage, serve } from "./wire.ts";
import { simulate } from "./world.ts";

const ID = "111111111111";
const SPEC = { accounts: [{ id: ID, functions: { "eu-west-1": ["a"] } }] };
const USER = `arn:aws:iam::${ID}:user/`;

/** What each fault of the simulator becomes, by service. */
const WIRE: readonly (readonly [FaultKind, "lambda" | "ec2" | "sts", string])[] = [
  [
    "deny",
    "lambda",
    `denied functions AccessDeniedException: no IAM policy allows lambda:ListFunctions: User: ${USER}NAME is not authorized to perform: lambda:ListFunctions on resource: * because no identity-based policy allows the lambda:ListFunctions action`,
  ],
  [
    "scp-deny",
    "lambda",
    `denied functions AccessDeniedException: a service control policy of the organization denies lambda:ListFunctions: User: ${USER}NAME is not authorized to perform: lambda:ListFunctions on resource: * with an explicit deny in a service control policy`,
  ],
  [
    "disabled-region",
    "lambda",
    "disabled functions UnrecognizedClientException: the region does not know this account's credentials, so it is not enabled: The security token included in the request is invalid.",
  ],
  [
    "expired",
    "lambda",
    "unauthenticated functions ExpiredTokenException: The security token included in the request is expired: renew the credentials",
  ],
  [
    "throttle",
    "lambda",
    "throttled functions TooManyRequestsException: Rate Exceeded: lower --concurrency, or scan at another time",
  ],
  [
    "server-error",
    "lambda",
    "error functions ServiceException: An error occurred and the request cannot be processed.",
  ],
  [
    "html",
    "lambda",
    "error functions InvalidResponse: the answer is not what AWS speaks (HTTP 200, text/html): a proxy may have given it, or it was cut off",
  ],
  [
    "reset",
    "lambda",
    "unreachable functions ECONNRESET: cannot read from 127.0.0.1: the connection broke before the answer (read ECONNRESET)",
  ],
  [
    "deny",
    "ec2",
    `denied regions UnauthorizedOperation: no IAM policy allows ec2:DescribeRegions: You are not authorized to perform this operation. User: ${USER}NAME is not authorized to perform: ec2:DescribeRegions because no identity-based policy allows the ec2:DescribeRegions action`,
  ],
  [
    "disabled-region",
    "ec2",
    "unauthenticated regions AuthFailure: AWS was not able to validate the provided access credentials: check the access key, and that it belongs to this partition",
  ],
  [
    "throttle",
    "ec2",
    "throttled regions RequestLimitExceeded: Request limit exceeded.: lower --concurrency, or scan at another time",
  ],
  ["expired", "ec2", "unauthenticated regions RequestExpired: Request has expired.: renew the credentials"],
  [
    "disabled-region",
    "sts",
    "unauthenticated identity InvalidClientTokenId: The security token included in the request is invalid.: check the access key, and that it belongs to this partition",
  ],
  [
    "server-error",
    "sts",
    "error identity InternalFailure: We encountered an internal error. Please try again.",
  ],
];
for (const [kind, service, expected] of WIRE) {
  test(`${service}, ${kind}`, async (t) => {
    const simulator = await simulate(t, SPEC, { faults: [{ kind }] satisfies Fault[] });
    const clients = clientsFor(t, simulator.env(), { maxAttempts: 1 });
    const credentials = async () => simulator.credentialsFor();
    const calls = {
      lambda: () => firstPage(clients, { credentials }),
      ec2: async () =>
        (await clients.ec2("eu-west-1", credentials))
          .send(new DescribeRegionsCommand({}))
          .catch((error: unknown) => Promise.reject(toFailure(error, "regions"))),
      sts: async () =>
        (await clients.sts("eu-west-1", credentials))
          .send(new GetCallerIdentityCommand({}))
          .catch((error: unknown) => Promise.reject(toFailure(error, "identity"))),
    };
    const found = await failureOf(calls[service]());
    assert.equal(
      found.replace(/(user\/)[\w.@-]+/g, "$1NAME").replace(/ Encoded authorization.*/, ""),
      expected,
    );
  });
}

const named = (name: string, message: string, more: object = {}) =>
  Object.assign(new Error(message), { name }, more);
const coded = (code: string, message: string, more: object = {}) =>
  Object.assign(new Error(message), { code }, more);

const TABLE: readonly (readonly [
  what: string,
  error: unknown,
  stage: Stage,
  context: FailureContext,
  expected: string,
])[] = [
  [
    "a Failure stays",
    new Failure("denied", "identity", "X", "as it was"),
    "functions",
    {},
    "denied identity X: as it was",
  ],
  [
    "an abort that has a Failure for its reason",
    named("AbortError", "aborted", {
      cause: new Failure("not-attempted", "functions", "Interrupted", "stopped"),
    }),
    "regions",
    {},
    "not-attempted functions Interrupted: stopped",
  ],
  [
    "an abort by a timer",
    named("AbortError", "aborted", {
      cause: new DOMException("The operation was aborted due to timeout", "TimeoutError"),
    }),
    "functions",
    {},
    "timeout functions TimeoutError: no answer in time: The operation was aborted due to timeout",
  ],
  [
    "a connection that the SDK's own handler calls TimeoutError",
    named("TimeoutError", "socket hang up", { code: "ECONNRESET" }),
    "credentials",
    {},
    "unreachable credentials ECONNRESET: cannot read from AWS: the connection broke before the answer (socket hang up)",
  ],
  [
    "a network error behind a provider's",
    named("CredentialsProviderError", "could not", {
      cause: coded("ENOTFOUND", "getaddrinfo ENOTFOUND sts.x", { hostname: "sts.x" }),
    }),
    "credentials",
    {},
    "unreachable credentials ENOTFOUND: cannot read from sts.x: its name does not resolve (getaddrinfo ENOTFOUND sts.x)",
  ],
  [
    "all addresses of a host",
    Object.assign(
      new AggregateError([
        new Error("connect ECONNREFUSED ::1:9"),
        new Error("connect ECONNREFUSED 127.0.0.1:9"),
      ]),
      {
        code: "ECONNREFUSED",
        host: "localhost",
      },
    ),
    "functions",
    {},
    "unreachable functions ECONNREFUSED: cannot read from localhost: it refuses connections (connect ECONNREFUSED ::1:9, connect ECONNREFUSED 127.0.0.1:9)",
  ],
  [
    "a young region without Lambda",
    coded("ENOTFOUND", "getaddrinfo ENOTFOUND", { host: "lambda.eu-north-7.amazonaws.com" }),
    "functions",
    { region: "eu-north-7" },
    "unsupported functions ENOTFOUND: there is no Lambda endpoint in this region",
  ],
  [
    "a region of which nobody knows whether it has Lambda",
    coded("ENOTFOUND", "getaddrinfo ENOTFOUND", { host: "lambda.sa-west-1.amazonaws.com" }),
    "functions",
    { region: "sa-west-1" },
    "unsupported functions ENOTFOUND: there is no Lambda endpoint in this region",
  ],
  [
    "a region with Lambda whose name does not resolve",
    coded("ENOTFOUND", "getaddrinfo ENOTFOUND", { host: "lambda.eu-west-1.amazonaws.com" }),
    "functions",
    { region: "eu-west-1" },
    "unreachable functions ENOTFOUND: cannot read from lambda.eu-west-1.amazonaws.com: its name does not resolve (getaddrinfo ENOTFOUND)",
  ],
  [
    "a region that has no FIPS endpoint",
    coded("ENOTFOUND", "getaddrinfo ENOTFOUND", { host: "lambda-fips.eu-west-1.amazonaws.com" }),
    "functions",
    { region: "eu-west-1" },
    "unreachable functions ENOTFOUND: cannot read from lambda-fips.eu-west-1.amazonaws.com: its name does not resolve; not every region has FIPS endpoints (AWS_USE_FIPS_ENDPOINT) (getaddrinfo ENOTFOUND)",
  ],
  [
    "a service that has no dual-stack endpoint",
    coded("ENOTFOUND", "getaddrinfo ENOTFOUND", { host: "sts.eu-west-1.api.aws" }),
    "identity",
    {},
    "unreachable identity ENOTFOUND: cannot read from sts.eu-west-1.api.aws: its name does not resolve; not every service has dual-stack endpoints (AWS_USE_DUALSTACK_ENDPOINT) (getaddrinfo ENOTFOUND)",
  ],
  [
    "a region that is misspelt",
    coded("ENOTFOUND", "getaddrinfo ENOTFOUND", { host: "sts.eu-wset-1.amazonaws.com" }),
    "identity",
    {},
    "unreachable identity ENOTFOUND: cannot read from sts.eu-wset-1.amazonaws.com: its name does not resolve; is there a region eu-wset-1 (AWS_REGION)? (getaddrinfo ENOTFOUND)",
  ],
  [
    "a zone given for a region",
    coded("ENOTFOUND", "getaddrinfo ENOTFOUND", { host: "sts.us-east-1a.amazonaws.com" }),
    "identity",
    {},
    "unreachable identity ENOTFOUND: cannot read from sts.us-east-1a.amazonaws.com: its name does not resolve; is there a region us-east-1a (AWS_REGION)? (getaddrinfo ENOTFOUND)",
  ],
  [
    "a machine without a network",
    coded("ENETUNREACH", "connect ENETUNREACH 3.4.5.6:443", { host: "lambda.eu-west-1.amazonaws.com" }),
    "functions",
    { region: "eu-west-1" },
    "unreachable functions ENETUNREACH: cannot read from lambda.eu-west-1.amazonaws.com: this machine has no way out (connect ENETUNREACH 3.4.5.6:443)",
  ],
  [
    "an endpoint of another region",
    named("InvalidSignatureException", "Credential should be scoped to a valid Region, not 'eu-west-2'."),
    "functions",
    { region: "eu-west-2" },
    "error functions InvalidSignatureException: Credential should be scoped to a valid Region, not 'eu-west-2'.: is AWS_REGION right, and the endpoint one of this region (AWS_ENDPOINT_URL)?",
  ],
  [
    "an account that AWS has not let in yet",
    named("OptInRequired", "You are not subscribed to this service."),
    "regions",
    {},
    "denied regions OptInRequired: You are not subscribed to this service.: is the account's sign-up complete, and its bill paid?",
  ],
  [
    "an account that Lambda does not know as a customer",
    named("SubscriptionRequiredException", "The AWS Access Key Id needs a subscription for the service"),
    "functions",
    {},
    "denied functions SubscriptionRequiredException: The AWS Access Key Id needs a subscription for the service: is the account's sign-up complete, and its bill paid?",
  ],
  [
    "an endpoint of one's own whose name does not resolve",
    coded("ENOTFOUND", "getaddrinfo ENOTFOUND", { host: "my.endpoint" }),
    "functions",
    { region: "eu-north-7" },
    "unreachable functions ENOTFOUND: cannot read from my.endpoint: its name does not resolve (getaddrinfo ENOTFOUND)",
  ],
  [
    "a server that took the request and is silent",
    coded("UND_ERR_HEADERS_TIMEOUT", "Headers Timeout Error", { host: "h" }),
    "functions",
    {},
    "timeout functions UND_ERR_HEADERS_TIMEOUT: cannot read from h: it took the request and did not answer (Headers Timeout Error)",
  ],
  [
    "OpenSSL",
    coded("ERR_SSL_WRONG_VERSION_NUMBER", "wrong version number", { host: "h" }),
    "functions",
    {},
    "unreachable functions ERR_SSL_WRONG_VERSION_NUMBER: cannot read from h: TLS with it came to nothing (wrong version number)",
  ],
  [
    "no credentials",
    named("CredentialsProviderError", "Could not load credentials from any providers"),
    "credentials",
    {},
    "unauthenticated credentials CredentialsProviderError: Could not load credentials from any providers",
  ],
  [
    "a key that STS does not know",
    named("InvalidClientTokenId", "The security token included in the request is invalid."),
    "identity",
    {},
    "unauthenticated identity InvalidClientTokenId: The security token included in the request is invalid.: check the access key, and that it belongs to this partition",
  ],
  [
    "a wrong secret, without the request that AWS quotes",
    named(
      "SignatureDoesNotMatch",
      "The request signature we calculated does not match. The Canonical String for this request should have been 'GET\n/\nx-amz-security-token:FwoGZXIvYXdzEXAMPLE'",
    ),
    "identity",
    {},
    "unauthenticated identity SignatureDoesNotMatch: The request signature we calculated does not match.: check the secret access key, and this machine's clock",
  ],
  [
    "a permissions boundary",
    named(
      "AccessDeniedException",
      "User: u is not authorized to perform: lambda:ListTags on resource: r because no permissions boundary allows the lambda:ListTags action",
    ),
    "enrich",
    {},
    "denied enrich AccessDeniedException: a permissions boundary does not allow lambda:ListTags: User: u is not authorized to perform: lambda:ListTags on resource: r because no permissions boundary allows the lambda:ListTags action",
  ],
  [
    "a denial that names no action",
    named("AccessDenied", "Access denied"),
    "enrich",
    { action: "cloudwatch:GetMetricData" },
    "denied enrich AccessDenied: no IAM policy allows cloudwatch:GetMetricData: Access denied",
  ],
  [
    "an explicit deny",
    named(
      "AccessDeniedException",
      "User: u is not authorized to perform: lambda:ListFunctions on resource: * with an explicit deny in an identity-based policy",
    ),
    "functions",
    {},
    "denied functions AccessDeniedException: an IAM policy denies lambda:ListFunctions explicitly: User: u is not authorized to perform: lambda:ListFunctions on resource: * with an explicit deny in an identity-based policy",
  ],
  [
    "HTTP 429 whatever it is called",
    named("Unknown", "slow down", { $metadata: { httpStatusCode: 429, attempts: 6 } }),
    "functions",
    {},
    "throttled functions Unknown: slow down: lower --concurrency, or scan at another time (6 attempts)",
  ],
  [
    "settings",
    new UserError("AWS_CA_BUNDLE is wrong", "Mend it."),
    "functions",
    {},
    "error functions Configuration: AWS_CA_BUNDLE is wrong. Mend it.",
  ],
  [
    "anything else",
    named("ServiceException", "oh\nno", { $metadata: { attempts: 6 } }),
    "functions",
    {},
    "error functions ServiceException: oh no (6 attempts)",
  ],
  ["no Error at all", "a string", "functions", {}, "error functions Error: a string"],
];
for (const [what, error, stage, context, expected] of TABLE) {
  test(what, async () => {
    assert.equal(await failureOf(Promise.reject(toFailure(error, stage, context))), expected);
  });
}

const WORDS: readonly (readonly [string, string])[] = [
  ["two\r\nlines\tand\u001b[31m escapes", "two lines and [31m escapes"],
  ["key ASIAIOSFODNN7EXAMPLE is bad", "key ASIA**** is bad"],
  ["Credential=AKIAIOSFODNN7EXAMPLE/20260101/x, Signature=abcdef", "Credential=****, Signature=****"],
  ['x-amz-security-token: "FwoGZXIvYXdz"', "x-amz-security-token: ****"],
  ["via http://me:secret@proxy:3128", "via http://****@proxy:3128"],
  [
    "The security token included in the request is expired",
    "The security token included in the request is expired",
  ],
  [
    `User: arn:aws:sts::111122223333:assumed-role/path/to/${"R".repeat(60)}/lambda-inventory`,
    `User: arn:aws:sts::111122223333:assumed-role/path/to/${"R".repeat(60)}/lambda-inventory`,
  ],
  [`blob ${"aB3/".repeat(60)} end`, "blob **** end"],
  ["x ".repeat(500), `${"x ".repeat(500).slice(0, 599)}…`],
];
for (const [given, expected] of WORDS) {
  test(`in words: ${expected.slice(0, 60)}`, () => assert.equal(plain(given), expected));
}

const NOT_AWS = (what: string) =>
  `error functions InvalidResponse: the answer is not what AWS speaks (${what}): a proxy may have given it, or it was cut off`;

for (const [status, type, body, expected] of [
  [204, "", "", NOT_AWS("HTTP 204")],
  [302, "", "", NOT_AWS("HTTP 302")],
  [403, "", "", NOT_AWS("HTTP 403")],
  [403, "application/json", '{"message":"Forbidden"}', NOT_AWS("HTTP 403, application/json, Forbidden")],
  [503, "text/plain", "no healthy upstream", NOT_AWS("HTTP 503, text/plain")],
] as const) {
  test(`an answer that names no error: HTTP ${status} ${body}`, async (t) => {
    const server = await serve(t, (_request, response) =>
      response.writeHead(status, type === "" ? {} : { "content-type": type }).end(body),
    );
    const clients = clientsFor(t, { AWS_ENDPOINT_URL: server.url }, { maxAttempts: 1 });
    assert.equal(await failureOf(firstPage(clients)), expected);
    if (status === 204) return;
    const sts = await clients.sts("eu-west-1", async () => ({ accessKeyId: "A", secretAccessKey: "s" }));
    const thrown = await sts.send(new GetCallerIdentityCommand({})).catch((error: unknown) => error);
    // The XML services keep none of a text that is no XML.
    assert.equal(
      toFailure(thrown, "functions").message,
      expected.replace(", Forbidden", "").split(": ").slice(1).join(": "),
    );
  });
}

test("a region that answers HTML to DescribeRegions", async (t) => {
  const server = await serve(t, (_request, response) =>
    response.setHeader("content-type", "text/html").end("<html><body>Log in</body></html>"),
  );
  const clients = clientsFor(t, { AWS_ENDPOINT_URL: server.url });
  const { describeRegions } = await import("../../src/aws/reading/regions.ts");
  const credentials = async () => ({ accessKeyId: "A", secretAccessKey: "s" });
  assert.match(
    await failureOf(describeRegions(clients, "eu-west-1", credentials)),
    /^error regions InvalidResponse: /,
  );
});
