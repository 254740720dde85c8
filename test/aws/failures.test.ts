import { Failure, UserError } from "../../src/model/failure.ts";
import { type Case, named, testCases } from "../support/aws/failures.ts";

const ERRORS: readonly Case[] = [
  [
    "a Failure is unchanged",
    new Failure("denied", "identity", "X", "as it was"),
    "functions",
    {},
    "denied identity X: as it was",
  ],
  [
    "an abort whose reason is a Failure",
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
    "timeout functions TimeoutError: no response in time: The operation was aborted due to timeout",
  ],
  [
    "an endpoint that belongs to another region",
    named("InvalidSignatureException", "Credential should be scoped to a valid Region, not 'eu-west-2'."),
    "functions",
    { region: "eu-west-2" },
    "error functions InvalidSignatureException: Credential should be scoped to a valid Region, not 'eu-west-2': check AWS_REGION, and that AWS_ENDPOINT_URL belongs to that region",
  ],
  [
    "an account that is not activated",
    named("OptInRequired", "You are not subscribed to this service."),
    "regions",
    {},
    "denied regions OptInRequired: You are not subscribed to this service: check that the account is activated and its bills are paid",
  ],
  [
    "an account without a subscription",
    named("SubscriptionRequiredException", "The AWS Access Key Id needs a subscription for the service"),
    "functions",
    {},
    "denied functions SubscriptionRequiredException: The AWS Access Key Id needs a subscription for the service: check that the account is activated and its bills are paid",
  ],
  [
    "no credentials",
    named("CredentialsProviderError", "Could not load credentials from any providers"),
    "credentials",
    {},
    "unauthenticated credentials CredentialsProviderError: Could not load credentials from any providers",
  ],
  [
    "a key that STS does not recognize",
    named("InvalidClientTokenId", "The security token included in the request is invalid."),
    "identity",
    {},
    "unauthenticated identity InvalidClientTokenId: The security token included in the request is invalid: check the access key, and that it belongs to this partition",
  ],
  [
    "a wrong secret key: the quoted request is cut off",
    named(
      "SignatureDoesNotMatch",
      "The request signature we calculated does not match. The Canonical String for this request should have been 'GET\n/\nx-amz-security-token:FwoGZXIvYXdzEXAMPLE'",
    ),
    "identity",
    {},
    "unauthenticated identity SignatureDoesNotMatch: The request signature we calculated does not match: check the secret access key, and this machine's clock",
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
    "denied enrich AccessDenied: cloudwatch:GetMetricData was denied: Access denied",
  ],
  [
    "an explicit deny",
    named(
      "AccessDeniedException",
      "User: u is not authorized to perform: lambda:ListFunctions on resource: * with an explicit deny in an identity-based policy",
    ),
    "functions",
    {},
    "denied functions AccessDeniedException: an IAM policy explicitly denies lambda:ListFunctions: User: u is not authorized to perform: lambda:ListFunctions on resource: * with an explicit deny in an identity-based policy",
  ],
  [
    "HTTP 429 with any name",
    named("Unknown", "slow down", { $metadata: { httpStatusCode: 429, attempts: 6 } }),
    "functions",
    {},
    "throttled functions Unknown: slow down: lower --concurrency or try again later (6 attempts)",
  ],
  [
    "settings",
    new UserError("AWS_CA_BUNDLE is wrong", "Fix it."),
    "functions",
    {},
    "error functions Configuration: AWS_CA_BUNDLE is wrong. Fix it.",
  ],
  [
    "anything else",
    named("ServiceException", "oh\nno", { $metadata: { attempts: 6 } }),
    "functions",
    {},
    "error functions ServiceException: oh no (6 attempts)",
  ],
  ["a value that is not an Error", "a string", "functions", {}, "error functions Error: a string"],
];
testCases(ERRORS);
