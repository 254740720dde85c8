import assert from "node:assert/strict";
import { test } from "node:test";
import type { RetryErrorInfo } from "@smithy/types";
import fc from "fast-check";
import { waitBefore } from "../../src/aws/transport/retry.ts";

const sdkError = (more: object) =>
  Object.assign(new Error("x"), more) as NonNullable<RetryErrorInfo["error"]>;

const clockCorrected = (name: string, httpStatusCode: number): RetryErrorInfo => ({
  errorType: "TRANSIENT",
  error: sdkError({ name, $metadata: { httpStatusCode, clockSkewCorrected: true } }),
});

const fault = (errorType: RetryErrorInfo["errorType"], code?: string): RetryErrorInfo => ({
  errorType,
  error: sdkError(code === undefined ? {} : { code }),
});

test("waits are random up to a ceiling that doubles, at most 20 s", () => {
  const kinds = [fault("TRANSIENT"), fault("SERVER_ERROR"), fault("CLIENT_ERROR", "ECONNRESET")];
  fc.assert(
    fc.property(fc.constantFrom(...kinds), fc.integer({ min: 2, max: 30 }), (kind, attempt) => {
      const wait = waitBefore(attempt, kind, 30);
      assert.ok(wait !== undefined && wait >= 0 && wait <= Math.min(20_000, 100 * 2 ** (attempt - 2)));
    }),
  );
});

test("a throttled call waits for up to a second more with each attempt, at most 20 s, and at least half of that", () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 30 }), (attempt) => {
      const wait = waitBefore(attempt, fault("THROTTLING"), 30);
      const most = Math.min(20_000, 1_000 * (attempt - 1));
      assert.ok(wait !== undefined && wait >= most / 2 && wait <= most);
    }),
  );
});

test("attempts for each kind of fault", () => {
  const attempts = (kind: RetryErrorInfo): number => {
    let made = 1;
    while (waitBefore(made + 1, kind, 6) !== undefined) made++;
    return made;
  };
  const CASES: readonly (readonly [RetryErrorInfo, number])[] = [
    [fault("THROTTLING"), 6],
    [fault("TRANSIENT"), 6],
    [fault("SERVER_ERROR"), 6],
    [fault("CLIENT_ERROR"), 1],
    [fault("TRANSIENT", "ENOTFOUND"), 2],
    [fault("TRANSIENT", "ECONNREFUSED"), 2],
    [fault("TRANSIENT", "EAI_AGAIN"), 4],
    [fault("CLIENT_ERROR", "ENETUNREACH"), 4],
    [fault("CLIENT_ERROR", "UND_ERR_CONNECT_TIMEOUT"), 2],
    [fault("CLIENT_ERROR", "ERR_SOCKET_CONNECTION_TIMEOUT"), 2],
    [clockCorrected("InvalidSignatureException", 403), 3],
    [clockCorrected("AuthFailure", 401), 3],
    [clockCorrected("AccessDenied", 403), 1],
    [clockCorrected("ServiceException", 500), 6],
    [clockCorrected("TooManyRequestsException", 429), 6],
    [fault("CLIENT_ERROR", "UND_ERR_HEADERS_TIMEOUT"), 2],
    [fault("CLIENT_ERROR", "UND_ERR_SOCKET"), 6],
    [fault("CLIENT_ERROR", "InvalidResponse"), 6],
    [fault("CLIENT_ERROR", "SELF_SIGNED_CERT_IN_CHAIN"), 1],
  ];
  for (const [kind, expected] of CASES)
    assert.equal(attempts(kind), expected, `${kind.errorType} ${JSON.stringify(kind.error)}`);
});

test("retryAfterSeconds of Lambda counts as Retry-After", () => {
  const error = sdkError({ retryAfterSeconds: "3" });
  assert.equal(waitBefore(2, { errorType: "THROTTLING", error }, 6), 3000);
});
