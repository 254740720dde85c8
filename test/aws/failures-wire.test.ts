import assert from "node:assert/strict";
import { test } from "node:test";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import type { Fault, FaultKind } from "../../simulator/faults/fault.ts";
import { toFailure } from "../../src/aws/failures/failures.ts";
import { clientsFor, failureOf, firstPage } from "../support/aws/wire.ts";
import { simulate } from "../support/aws/world.ts";

const ID = "111111111111";
const SPEC = { accounts: [{ id: ID, functions: { "eu-west-1": ["a"] } }] };
const USER = `arn:aws:iam::${ID}:user/`;

/** The failure for each fault of the simulator, by service. */
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
    "unauthenticated functions UnrecognizedClientException: the region does not recognize the account's credentials: The security token included in the request is invalid.",
  ],
  [
    "expired",
    "lambda",
    "unauthenticated functions ExpiredTokenException: The security token included in the request is expired: renew the credentials",
  ],
  [
    "throttle",
    "lambda",
    "throttled functions TooManyRequestsException: Rate Exceeded: lower --concurrency or try again later",
  ],
  [
    "server-error",
    "lambda",
    "error functions ServiceException: An error occurred and the request cannot be processed.",
  ],
  [
    "html",
    "lambda",
    "error functions InvalidResponse: not a valid AWS response (HTTP 200, text/html): it was probably truncated or replaced by a proxy",
  ],
  [
    "reset",
    "lambda",
    "unreachable functions ECONNRESET: cannot read from 127.0.0.1: the connection closed before the response (read ECONNRESET)",
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
    "throttled regions RequestLimitExceeded: Request limit exceeded: lower --concurrency or try again later",
  ],
  ["expired", "ec2", "unauthenticated regions RequestExpired: Request has expired: renew the credentials"],
  [
    "disabled-region",
    "sts",
    "unauthenticated identity InvalidClientTokenId: The security token included in the request is invalid: check the access key, and that it belongs to this partition",
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
      ec2: () =>
        clients
          .describeRegions({ region: "eu-west-1", credentials })
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
