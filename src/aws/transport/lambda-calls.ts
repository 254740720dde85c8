/**
 * The GET calls of Lambda's REST API, of which a scan makes thousands: a path and credentials go in, the JSON of the
 * response comes out.
 *
 * The SDK's client takes several times the CPU: it walks about ten middlewares, rebuilt for each call, and copies each
 * response through a schema (docs/decisions.md has the numbers). Only the way is our own. What to send, error classes
 * and clock skew are the SDK's (`lambda-sdk.ts`), the signature is aws4's, and the handler and the rules for retries
 * are those that the SDK's clients get from us. A test compares every outcome with the SDK's own client.
 */
import { stringify } from "node:querystring";
import { setTimeout as sleep } from "node:timers/promises";
import type { HttpResponse } from "@smithy/core/protocols";
import type { AwsCredentialIdentity, HttpRequest } from "@smithy/types";
import type { Observe } from "../../model/observation.ts";
import type { Credentials } from "./credentials.ts";
import { isExpired } from "./expiry.ts";
import type { Handler } from "./handler.ts";
import type { LambdaSdk } from "./lambda-sdk.ts";
import { faultOf, observeThrottling, waitBefore } from "./retry.ts";

export interface LambdaCall {
  readonly region: string;
  readonly credentials: Credentials;
  /** Encoded as the SDK does it (`extendedEncodeURIComponent`), e.g. `/2015-03-31/functions`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

export interface LambdaCalls {
  /** The JSON of a success. Rejects with the SDK's errors, a SyntaxError, or an error of the network. */
  get(call: LambdaCall): Promise<unknown>;
}

/** `sign` of the package aws4. */
export type Sign = typeof import("./packages/lambda.ts").sign;

export interface LambdaCallsOptions {
  readonly sdk: LambdaSdk;
  readonly sign: Sign;
  readonly handler: Handler;
  readonly maxAttempts: number;
  readonly observe: Observe;
}

export function createLambdaCalls(options: LambdaCallsOptions): LambdaCalls {
  const { sdk, handler, maxAttempts, observe } = options;

  async function attempt(call: LambdaCall, identity: AwsCredentialIdentity, count: number): Promise<unknown> {
    const offset = sdk.clockOffset();
    const date = new Date(Date.now() + offset);
    const request = await signed(options, call, identity, date, count);
    const { response } = await handler.handle(request, call.signal && { abortSignal: call.signal });
    if (response.statusCode !== 200) throw await sdk.errorOf(response, offset);
    return parsed(response);
  }

  async function get(call: LambdaCall): Promise<unknown> {
    let renewed = false;
    for (let count = 1; ; count++) {
      const identity = await call.credentials();
      try {
        return await attempt(call, identity, count);
      } catch (error) {
        if (!renewed && isExpired(error) && (await call.credentials.renew?.(identity))) {
          renewed = true;
          continue;
        }
        const fault = faultOf(error);
        observeThrottling(fault, observe);
        const wait = waitBefore(count + 1, fault, maxAttempts);
        if (wait === undefined) throw counted(error, count);
        await sleep(wait, undefined, call.signal && { signal: call.signal });
      }
    }
  }

  return { get };
}

async function signed(
  { sdk, sign, maxAttempts }: LambdaCallsOptions,
  call: LambdaCall,
  identity: AwsCredentialIdentity,
  date: Date,
  count: number,
): Promise<HttpRequest> {
  const { protocol, hostname, port, prefix, host, userAgent, scope } = await sdk.template(call.region);
  const unsigned = { host, "x-amz-date": amzDate(date) };
  const { path, headers } = sign(
    { ...scope, host, path: prefix + target(call), headers: unsigned },
    identity,
  );
  Object.assign(headers ?? {}, userAgent, { "amz-sdk-request": `attempt=${count}; max=${maxAttempts}` });
  // aws4 writes the path anew, and signs it as it writes it.
  const common = { protocol, hostname, method: "GET", path, headers };
  return (port === undefined ? common : { ...common, port }) as HttpRequest;
}

function target({ path, query }: LambdaCall): string {
  return query === undefined ? path : `${path}?${stringify(query)}`;
}

/** `20260131T120000Z` */
function amzDate(date: Date): string {
  return `${date.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
}

function parsed(response: HttpResponse): unknown {
  try {
    return JSON.parse(response.body.toString());
  } catch (error) {
    throw Object.assign(error as SyntaxError, { $response: response, $metadata: { httpStatusCode: 200 } });
  }
}

/** With the number of attempts where the SDK's own clients put it. */
function counted(error: unknown, attempts: number): unknown {
  if (!(error instanceof Error)) return error;
  const { $metadata } = error as { $metadata?: object };
  return Object.assign(error, { $metadata: { ...$metadata, attempts } });
}
