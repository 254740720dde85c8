import { type Case, coded, named, testCases } from "../support/aws/failures.ts";

const ERRORS: readonly Case[] = [
  [
    "a connection that the SDK's own handler calls TimeoutError",
    named("TimeoutError", "socket hang up", { code: "ECONNRESET" }),
    "credentials",
    {},
    "unreachable credentials ECONNRESET: cannot read from AWS: the connection closed before the response (socket hang up)",
  ],
  [
    "a network error behind a provider's",
    named("CredentialsProviderError", "could not", {
      cause: coded("ENOTFOUND", "getaddrinfo ENOTFOUND sts.x", { hostname: "sts.x" }),
    }),
    "credentials",
    {},
    "unreachable credentials ENOTFOUND: cannot read from sts.x: the host name does not resolve (getaddrinfo ENOTFOUND sts.x)",
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
    "unreachable functions ECONNREFUSED: cannot read from localhost: the connection was refused (connect ECONNREFUSED ::1:9, connect ECONNREFUSED 127.0.0.1:9)",
  ],
  [
    "a young region without Lambda",
    coded("ENOTFOUND", "getaddrinfo ENOTFOUND", { host: "lambda.eu-north-7.amazonaws.com" }),
    "functions",
    { region: "eu-north-7" },
    "unsupported functions ENOTFOUND: there is no Lambda endpoint in this region",
  ],
  [
    "a region for which no source confirms Lambda",
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
    "unreachable functions ENOTFOUND: cannot read from lambda.eu-west-1.amazonaws.com: the host name does not resolve (getaddrinfo ENOTFOUND)",
  ],
  [
    "a region without a FIPS endpoint",
    coded("ENOTFOUND", "getaddrinfo ENOTFOUND", { host: "lambda-fips.eu-west-1.amazonaws.com" }),
    "functions",
    { region: "eu-west-1" },
    "unreachable functions ENOTFOUND: cannot read from lambda-fips.eu-west-1.amazonaws.com: the host name does not resolve; not every region has FIPS endpoints (AWS_USE_FIPS_ENDPOINT) (getaddrinfo ENOTFOUND)",
  ],
  [
    "a service without a dual-stack endpoint",
    coded("ENOTFOUND", "getaddrinfo ENOTFOUND", { host: "sts.eu-west-1.api.aws" }),
    "identity",
    {},
    "unreachable identity ENOTFOUND: cannot read from sts.eu-west-1.api.aws: the host name does not resolve; not every service has dual-stack endpoints (AWS_USE_DUALSTACK_ENDPOINT) (getaddrinfo ENOTFOUND)",
  ],
  [
    "a region that is misspelt",
    coded("ENOTFOUND", "getaddrinfo ENOTFOUND", { host: "sts.eu-wset-1.amazonaws.com" }),
    "identity",
    {},
    "unreachable identity ENOTFOUND: cannot read from sts.eu-wset-1.amazonaws.com: the host name does not resolve; does the region eu-wset-1 exist (AWS_REGION)? (getaddrinfo ENOTFOUND)",
  ],
  [
    "a zone given for a region",
    coded("ENOTFOUND", "getaddrinfo ENOTFOUND", { host: "sts.us-east-1a.amazonaws.com" }),
    "identity",
    {},
    "unreachable identity ENOTFOUND: cannot read from sts.us-east-1a.amazonaws.com: the host name does not resolve; does the region us-east-1a exist (AWS_REGION)? (getaddrinfo ENOTFOUND)",
  ],
  [
    "a machine without a network",
    coded("ENETUNREACH", "connect ENETUNREACH 3.4.5.6:443", { host: "lambda.eu-west-1.amazonaws.com" }),
    "functions",
    { region: "eu-west-1" },
    "unreachable functions ENETUNREACH: cannot read from lambda.eu-west-1.amazonaws.com: this machine has no network connection (connect ENETUNREACH 3.4.5.6:443)",
  ],
  [
    "an endpoint of one's own whose name does not resolve",
    coded("ENOTFOUND", "getaddrinfo ENOTFOUND", { host: "my.endpoint" }),
    "functions",
    { region: "eu-north-7" },
    "unreachable functions ENOTFOUND: cannot read from my.endpoint: the host name does not resolve (getaddrinfo ENOTFOUND)",
  ],
  [
    "a server that took the request and is silent",
    coded("UND_ERR_HEADERS_TIMEOUT", "Headers Timeout Error", { host: "h" }),
    "functions",
    {},
    "timeout functions UND_ERR_HEADERS_TIMEOUT: cannot read from h: it did not respond in time (Headers Timeout Error)",
  ],
  [
    "OpenSSL",
    coded("ERR_SSL_WRONG_VERSION_NUMBER", "wrong version number", { host: "h" }),
    "functions",
    {},
    "unreachable functions ERR_SSL_WRONG_VERSION_NUMBER: cannot read from h: the TLS handshake failed (wrong version number)",
  ],
];
testCases(ERRORS);
